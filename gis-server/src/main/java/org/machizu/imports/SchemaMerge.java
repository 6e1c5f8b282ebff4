package org.machizu.imports;

import java.util.List;
import java.util.function.Function;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Schema;

/**
 * What the content looks like after an import: names from the file; titles, units and visibility
 * from the layer where it knows the name, so that an import never opens what was closed. What a
 * published layer has not had before stays with the staff until somebody opens it.
 */
final class SchemaMerge {
  private SchemaMerge() {}

  /** For new content: the file's kind of geometry, attributes and types. */
  static Schema replacing(Schema file, Schema layer, boolean published) {
    return new Schema(
        file.geometryType(), attributes(file, layer, published, SchemaMerge::withTypeOfFile));
  }

  /** For an update by key: the layer's kind of geometry, and its types where it knows the name. */
  static Schema updating(Schema file, Schema layer, boolean published) {
    return new Schema(
        layer.geometryType(), attributes(file, layer, published, pair -> pair.ofLayer()));
  }

  private record Pair(Attribute ofFile, Attribute ofLayer) {}

  private static List<Attribute> attributes(
      Schema file, Schema layer, boolean published, Function<Pair, Attribute> known) {
    return file.attributes().stream()
        .map(given ->
            layer
                .find(given.name())
                .map(present -> known.apply(new Pair(given, present)))
                .orElseGet(() -> published ? forStaff(given) : given))
        .toList();
  }

  private static Attribute withTypeOfFile(Pair pair) {
    Attribute present = pair.ofLayer();
    boolean sameType = pair.ofFile().type() == present.type();
    return new Attribute(
        present.name(),
        pair.ofFile().type(),
        present.title(),
        sameType ? present.unit() : null,
        present.visibility());
  }

  private static Attribute forStaff(Attribute attribute) {
    return new Attribute(
        attribute.name(),
        attribute.type(),
        attribute.title(),
        attribute.unit(),
        AttributeVisibility.STAFF);
  }
}
