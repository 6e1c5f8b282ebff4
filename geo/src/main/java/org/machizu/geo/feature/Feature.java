package org.machizu.geo.feature;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a layer as it stands at one revision.
 *
 * @param id positive; stays the same through edits and through a re-import by key
 * @param version the revision of the layer that wrote this state; the feature's ETag
 * @param geometry lon/lat in degrees, JGD2011; null where the feature has no place on the map (a
 *     table row, or a parcel in 任意座標系)
 */
public record Feature(
    long id, Revision version, @Nullable Geometry geometry, Attributes attributes) {

  /** The attribute's value; null when it is empty or when there is no such attribute. */
  public @Nullable Object get(String attribute) {
    return attributes.get(attribute);
  }
}
