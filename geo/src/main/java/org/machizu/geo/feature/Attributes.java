package org.machizu.geo.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attribute values of one feature, in the order of its schema. Immutable; kept as an array
 * because an import makes hundreds of thousands of these.
 */
public final class Attributes {
  private final Schema schema;
  private final @Nullable Object[] values;

  private Attributes(Schema schema, @Nullable Object[] values) {
    this.schema = schema;
    this.values = values;
  }

  /**
   * Values in the order of the schema.
   *
   * @param values one value per attribute of the schema, in its order; the array is copied
   * @throws IllegalArgumentException when the number of values or the class of one does not fit
   */
  public static Attributes of(Schema schema, @Nullable Object... values) {
    if (values.length != schema.size()) {
      throw new IllegalArgumentException(
          "got " + values.length + " values for " + schema.size() + " attributes " + schema);
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      Attribute attribute = schema.attributes().get(i);
      if (value != null && !attribute.type().valueClass().isInstance(value)) {
        throw new IllegalArgumentException(
            "attribute '%s' takes %s, but got %s"
                .formatted(attribute.name(), attribute.type(), value.getClass().getSimpleName()));
      }
    }
    return new Attributes(schema, values.clone());
  }

  /**
   * Values by name; attributes that the map does not name are null.
   *
   * @throws IllegalArgumentException when the schema has no attribute of a name in the map
   */
  public static Attributes ofMap(Schema schema, Map<String, ? extends @Nullable Object> byName) {
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (var entry : byName.entrySet()) {
      int index = schema.indexOf(entry.getKey());
      if (index < 0) {
        throw new IllegalArgumentException(
            "there is no attribute '" + entry.getKey() + "'; the layer has " + schema);
      }
      values[index] = entry.getValue();
    }
    return of(schema, values);
  }

  public Schema schema() {
    return schema;
  }

  /** The value at a position of the schema. */
  public @Nullable Object get(int index) {
    return values[index];
  }

  /** The value by name; null when it is empty or when there is no such attribute. */
  public @Nullable Object get(String name) {
    int index = schema.indexOf(name);
    return index < 0 ? null : values[index];
  }

  /** Names and values in the order of the schema, with the empty ones. */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(values.length);
    for (int i = 0; i < values.length; i++) {
      map.put(schema.attributes().get(i).name(), values[i]);
    }
    return map;
  }

  /** Only the attributes that {@code narrower} has too, in its order. */
  public Attributes narrowTo(Schema narrower) {
    if (narrower.equals(schema)) {
      return this;
    }
    @Nullable Object[] kept = new @Nullable Object[narrower.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = get(narrower.attributes().get(i).name());
    }
    return new Attributes(narrower, kept);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && schema.equals(that.schema)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
