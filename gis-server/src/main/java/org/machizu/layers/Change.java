package org.machizu.layers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Revision;

/**
 * One wanted change of a layer's content. Geometries are lon/lat JGD2011, valid, and of the layer's
 * kind; {@code expected} is the version the writer has seen, or null to change whatever stands.
 */
public sealed interface Change {

  record Create(@Nullable Geometry geometry, Attributes attributes) implements Change {}

  /**
   * @param attributes all that the writer may see; attributes of the layer that its schema lacks
   *     keep their values
   */
  record Replace(
      long id, @Nullable Revision expected, @Nullable Geometry geometry, Attributes attributes)
      implements Change {}

  /**
   * Only what is named changes.
   *
   * @param geometry null to leave it as it is
   * @param attributes new values by name; a null value empties the attribute
   */
  record Update(
      long id,
      @Nullable Revision expected,
      @Nullable Geometry geometry,
      Map<String, @Nullable Object> attributes)
      implements Change {}

  record Delete(long id, @Nullable Revision expected) implements Change {}
}
