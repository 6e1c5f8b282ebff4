package org.machizu.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.StagedImport;

/**
 * How the attributes of an import lie in the columns of the layer's next form.
 *
 * @param given the import's attributes
 * @param schema the layer's attributes after the import
 * @param columns their columns
 * @param places for each of the import's attributes its place in {@code schema}
 * @param coversGeometry whether the import brings geometries; a table without them leaves those of
 *     the features it updates
 */
public record ImportPlan(
    Schema given,
    Schema schema,
    List<String> columns,
    List<Integer> places,
    boolean coversGeometry) {

  /** The column of geometries, in both stores. */
  public static final String GEOMETRY = "geom";

  /** A layer as it stands: its short id, attributes and their columns. */
  public record Present(String layer, Schema schema, List<String> columns) {
    public Present {
      columns = List.copyOf(columns);
    }

    private boolean hasGeometry() {
      return schema.geometryType() != GeometryType.NONE;
    }
  }

  /** How a store names columns. */
  public interface Naming {
    /**
     * @param taken columns that stand already
     */
    List<String> name(List<Attribute> attributes, List<String> taken);
  }

  public static ImportPlan of(
      Present present, Schema given, StagedImport.Mode mode, Naming naming) {
    return switch (mode) {
      case StagedImport.Mode.ReplaceAll() -> replacing(present, given, naming);
      case StagedImport.Mode.ByKey(String key, boolean _) -> adding(present, given, key, naming);
    };
  }

  private static ImportPlan replacing(Present present, Schema given, Naming naming) {
    List<Attribute> attributes = new ArrayList<>();
    for (Attribute attribute : given.attributes()) {
      attributes.add(
          present
              .schema()
              .find(attribute.name())
              .map(old -> kept(attribute, old))
              .orElse(attribute));
    }
    Schema schema = new Schema(given.geometryType(), attributes);
    List<Integer> places = Stream.iterate(0, i -> i + 1).limit(schema.size()).toList();
    return new ImportPlan(
        given,
        schema,
        naming.name(attributes, List.of()),
        places,
        given.geometryType() != GeometryType.NONE);
  }

  /** An import may close an attribute, but never open one that was closer kept. */
  private static Attribute kept(Attribute wanted, Attribute old) {
    AttributeVisibility closer =
        wanted.visibility().compareTo(old.visibility()) >= 0
            ? wanted.visibility()
            : old.visibility();
    return new Attribute(wanted.name(), wanted.type(), wanted.title(), wanted.unit(), closer);
  }

  private static ImportPlan adding(Present present, Schema given, String key, Naming naming) {
    if (given.indexOf(key) < 0) {
      throw new IllegalArgumentException(
          "the key '%s' is not in the import; it has %s"
              .formatted(key, given.attributes().stream().map(Attribute::name).toList()));
    }
    boolean located = given.geometryType() != GeometryType.NONE;
    if (located && !present.hasGeometry()) {
      throw new IllegalArgumentException(
          "layer '%s' is a table without geometry; it cannot take a %s import by key"
              .formatted(present.layer(), given.geometryType()));
    }
    List<Attribute> attributes = new ArrayList<>(present.schema().attributes());
    List<Attribute> added = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Attribute attribute : given.attributes()) {
      int place = present.schema().indexOf(attribute.name());
      if (place < 0) {
        place = attributes.size();
        attributes.add(attribute);
        added.add(attribute);
      } else {
        checkType(attribute, attributes.get(place));
      }
      places.add(place);
    }
    List<String> columns = new ArrayList<>(present.columns());
    columns.addAll(naming.name(added, present.columns()));
    return new ImportPlan(
        given, new Schema(present.schema().geometryType(), attributes), columns, places, located);
  }

  private static void checkType(Attribute given, Attribute present) {
    boolean fits =
        given.type() == present.type()
            || (given.type() == AttributeType.INTEGER && present.type() == AttributeType.REAL);
    if (!fits) {
      throw new IllegalArgumentException(
          "attribute '%s' is %s in the import but %s in the layer; import it as %s, or replace the whole content"
              .formatted(given.name(), given.type(), present.type(), present.type()));
    }
  }

  /**
   * The stored values of the import's attributes, in its order.
   *
   * @param toSql makes the stored value of one that is not null
   */
  public @Nullable Object[] values(Attributes attributes, UnaryOperator<@Nullable Object> toSql) {
    Attributes own = attributes.narrowTo(given);
    @Nullable Object[] values = new @Nullable Object[places.size()];
    for (int i = 0; i < values.length; i++) {
      boolean widened = schema.attributes().get(places.get(i)).type() == AttributeType.REAL;
      Object value = own.get(i);
      values[i] =
          toSql.apply(widened && value instanceof Long whole ? (Object) (double) whole : value);
    }
    return values;
  }

  /** All columns of a row: the import's values over those that stood. */
  public @Nullable Object[] over(@Nullable Object[] stood, @Nullable Object[] imported) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    System.arraycopy(stood, 0, row, 0, stood.length);
    for (int i = 0; i < imported.length; i++) {
      row[places.get(i)] = imported[i];
    }
    return row;
  }

  /** The columns that the import sets, the geometry among them when it brings one. */
  public List<String> covered() {
    List<String> covered = new ArrayList<>();
    if (coversGeometry) {
      covered.add(GEOMETRY);
    }
    places.forEach(place -> covered.add(columns.get(place)));
    return covered;
  }

  /** The columns that it leaves as they are. */
  public List<String> left() {
    List<String> left = new ArrayList<>();
    if (!coversGeometry && schema.geometryType() != GeometryType.NONE) {
      left.add(GEOMETRY);
    }
    left.addAll(columns);
    left.removeAll(covered());
    return left;
  }
}
