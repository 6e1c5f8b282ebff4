package org.machizu.ingest.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One city object of a CityGML file, as far as it has been read. */
final class CityObject {
  /**
   * A value as it stands in the file.
   *
   * @param codeSpace path of the code list, relative to the file; null for a value that is no code
   * @param unit of a measure ("m", "hour"), or null
   */
  record Leaf(String text, @Nullable String codeSpace, @Nullable String unit) {}

  private final String type;
  private final @Nullable String id;
  private final Map<String, Leaf> leaves = new LinkedHashMap<>();
  private @Nullable GmlSurfaces shape;
  private @Nullable RowRejected fault;

  CityObject(String type, @Nullable String id) {
    this.type = type;
    this.id = id;
  }

  /** The element's local name ("WaterBody"). */
  String type() {
    return type;
  }

  /** The {@code gml:id}. */
  @Nullable String id() {
    return id;
  }

  /** Values by attribute name, in the order of the file. */
  Map<String, Leaf> leaves() {
    return leaves;
  }

  /** A value that stands several times is kept whole, its parts with a semicolon between. */
  void add(String name, Leaf leaf) {
    leaves.merge(
        name,
        leaf,
        (first, next) ->
            new Leaf(first.text() + ";" + next.text(), first.codeSpace(), first.unit()));
  }

  /** Its surfaces; null when they were not wanted, or cannot be taken. */
  @Nullable GmlSurfaces shape() {
    return shape;
  }

  void setShape(GmlSurfaces surfaces) {
    this.shape = surfaces;
  }

  /** Why the object cannot be taken; null when it can. */
  @Nullable RowRejected fault() {
    return fault;
  }

  /** The first reason counts. */
  void reject(RowRejected reason) {
    if (fault == null) {
      fault = reason;
    }
  }
}
