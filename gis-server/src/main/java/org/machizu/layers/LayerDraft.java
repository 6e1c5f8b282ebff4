package org.machizu.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Problem;

/** A catalogue entry while a description is being applied to it. */
final class LayerDraft {
  private final CataloguedLayer before;
  private final Schema visible;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  LocalizedText title;
  String group;
  String style;
  Provenance provenance;
  ZoomRange zoomRange;
  @Nullable ValidTime validTime;

  /** Why something may be opened to the public; empty when nobody said. */
  String reason = "";

  /**
   * @param visible the attributes that may be named: for others the others do not exist
   */
  LayerDraft(CataloguedLayer before, Schema visible) {
    Layer layer = before.layer();
    this.before = before;
    this.visible = visible;
    this.title = layer.title();
    this.group = layer.group();
    this.style = before.style();
    this.provenance = layer.provenance();
    this.zoomRange = layer.zoomRange();
    this.validTime = layer.validTime();
    layer.schema().attributes().forEach(a -> attributes.put(a.name(), a));
  }

  /** The attributes that may be named, as they stand now. */
  List<Attribute> attributes() {
    return visible.attributes().stream().flatMap(a -> find(a.name()).stream()).toList();
  }

  /**
   * An attribute by its name.
   *
   * @throws org.machizu.http.ProblemException 400 {@code unknown-attribute}, naming those there are
   */
  Attribute attribute(String name) {
    return find(name)
        .orElseThrow(() -> Problem.unknownAttribute(name, attributeNames()).asException());
  }

  private Optional<Attribute> find(String name) {
    return visible.indexOf(name) < 0 ? Optional.empty() : Optional.ofNullable(attributes.get(name));
  }

  /** The attributes that may hold a time. */
  List<String> timeAttributes() {
    return attributes().stream().filter(LayerDraft::isTime).map(Attribute::name).toList();
  }

  static boolean isTime(Attribute attribute) {
    return attribute.type() == AttributeType.DATE || attribute.type() == AttributeType.DATETIME;
  }

  private List<String> attributeNames() {
    return attributes().stream().map(Attribute::name).toList();
  }

  /** Puts an attribute in the place of the one of the same name. */
  void set(Attribute attribute) {
    attributes.put(attribute.name(), attribute);
  }

  /**
   * The entry as it shall be.
   *
   * @throws org.machizu.http.ProblemException 400 {@code reason-needed} when attributes of a
   *     published layer are opened to the public and nobody says why
   */
  Described finish() {
    Layer layer = before.layer();
    Schema schema = new Schema(layer.schema().geometryType(), List.copyOf(attributes.values()));
    Layer after =
        new Layer(layer.id(), layer.kind(), title, group, schema, zoomRange, provenance, validTime);
    return new Described(after, style, opening(schema));
  }

  private Optional<String> opening(Schema after) {
    String opened =
        after.attributes().stream()
            .filter(a -> a.visibility() == AttributeVisibility.OPEN)
            .map(Attribute::name)
            .filter(this::wasClosed)
            .collect(Collectors.joining(", "));
    if (opened.isEmpty() || !before.access().published()) {
      return Optional.empty();
    }
    if (reason.isEmpty()) {
      throw Problem.of(
              400,
              "reason-needed",
              "Opening something to the public needs a reason",
              "the layer is published, and these attributes would be open to everybody: " + opened,
              "Say why in the member 'reason'; it stays on record.")
          .asException();
    }
    return Optional.of(opened + ": " + reason);
  }

  private boolean wasClosed(String name) {
    return before.layer().schema().find(name).map(Attribute::visibility).orElseThrow()
        != AttributeVisibility.OPEN;
  }
}
