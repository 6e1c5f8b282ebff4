package org.machizu.hazard.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.kind.Hazard;

/**
 * What one feature of a hazard map says about every place inside it.
 *
 * @param scale null where the data do not say it; a layer's own name may
 * @param depth null where the data have none, or have one that cannot be read ({@link #unread})
 * @param lasting null where the data have none
 * @param zone of landslides, else null
 * @param phenomenon of landslides, else null
 * @param collapse null where no house is expected to fall
 * @param cause what the water or earth comes from ("緑川", the name of a pond), or null
 * @param number the map maker's own number of the zone or river, or null
 * @param basis on what it rests, for this very kind of zone
 * @param unread values that are not understood, at most one for each attribute that is read
 */
public record ZoneReading(
    Hazard hazard,
    @Nullable Scale scale,
    @Nullable Depth depth,
    @Nullable Lasting lasting,
    @Nullable Zone zone,
    @Nullable Phenomenon phenomenon,
    @Nullable Collapse collapse,
    @Nullable String cause,
    @Nullable String number,
    LegalBasis basis,
    List<Unread> unread) {
  public ZoneReading {
    unread = List.copyOf(unread);
  }
}
