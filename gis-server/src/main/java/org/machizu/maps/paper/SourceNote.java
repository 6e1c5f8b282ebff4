package org.machizu.maps.paper;

import java.time.Instant;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;

/**
 * Where something that was drawn comes from.
 *
 * @param layer short id
 * @param title in the map's language
 * @param provenance source, licence, date, accuracy
 * @param revision of the layer when it was read
 * @param changed when the layer was last changed, as the catalogue told it
 */
public record SourceNote(
    String layer, String title, Provenance provenance, Revision revision, Instant changed) {}
