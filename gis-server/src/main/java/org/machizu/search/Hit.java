package org.machizu.search;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.text.LonLat;

/**
 * One thing that was found.
 *
 * @param layer the layer's short id; null for a position
 * @param id the feature's id; null for a position, and for a part of the town ({@code ADDRESS})
 *     that is many features
 * @param detail what it is: the layer's title, and the address of a facility
 * @param point a place on it; null when it has none
 * @param note what to know about it; null for nothing
 */
public record Hit(
    Kind kind,
    @Nullable String layer,
    @Nullable Long id,
    String title,
    String detail,
    @Nullable LonLat point,
    @Nullable Envelope bbox,
    @Nullable String note) {

  /** Kinds in the order in which equals are listed. */
  public enum Kind {
    COORDINATES,
    FACILITY,
    ADDRESS,
    PARCEL,
    FEATURE
  }
}
