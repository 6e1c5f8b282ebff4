package org.machizu.sensors.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the checks of one gauge stand after a reading. It is kept with the gauge, so that they go
 * on after a restart as if nothing had been.
 *
 * @param last the last reading that was believed
 * @param strange the last one of those that jumped and have not been followed by a believed one
 * @param strangeSince the first of them
 * @param still since when the water has stood at exactly the height of {@code last}
 * @param latest the time of the last reading, whatever was thought of it
 */
public record GateState(
    @Nullable Point last,
    @Nullable Point strange,
    @Nullable Instant strangeSince,
    @Nullable Instant still,
    @Nullable Instant latest) {

  /** Before the first reading. */
  public static final GateState START = new GateState(null, null, null, null, null);

  /** A height at a time. */
  public record Point(Instant time, double metres) {}
}
