package org.machizu.geo.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a layer's features look like: kind of geometry and attributes in order, names unique. */
public final class Schema {
  private final GeometryType geometryType;
  private final List<Attribute> attributes;
  private final Map<String, Integer> indexByName;

  /**
   * @throws IllegalArgumentException when two attributes share a name
   */
  public Schema(GeometryType geometryType, List<Attribute> attributes) {
    this.geometryType = geometryType;
    this.attributes = List.copyOf(attributes);
    this.indexByName = HashMap.newHashMap(attributes.size());
    for (int i = 0; i < this.attributes.size(); i++) {
      String name = this.attributes.get(i).name();
      if (indexByName.putIfAbsent(name, i) != null) {
        throw new IllegalArgumentException(
            "attribute '" + name + "' stands twice; every attribute of a layer needs its own name");
      }
    }
  }

  public GeometryType geometryType() {
    return geometryType;
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  public int size() {
    return attributes.size();
  }

  /**
   * The position of the attribute in {@link #attributes()}, or -1 when there is none of that name.
   */
  public int indexOf(String name) {
    return indexByName.getOrDefault(name, -1);
  }

  public Optional<Attribute> find(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(attributes.get(index));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that
        && geometryType == that.geometryType
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return 31 * geometryType.hashCode() + attributes.hashCode();
  }

  @Override
  public String toString() {
    return geometryType + attributes.stream().map(Attribute::name).toList().toString();
  }
}
