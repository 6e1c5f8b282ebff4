package org.machizu.ingest.gps;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what a reader finds, one after the other, so that no message need fit into memory. */
public interface PositionSink {
  /**
   * A fix that was read.
   *
   * @param index its place among all fixes of the message, from 0
   * @param device the name that the message gives the device; null when it gives none
   */
  void accept(int index, @Nullable String device, Position position) throws IOException;

  /**
   * A fix that cannot be used.
   *
   * @param index as in {@link #accept}; both count together
   * @param code stable, lower-case with hyphens ("no-time")
   * @param detail names the thing, its value and what is allowed
   * @param raw what was sent, cut to 1,000 characters, so that it can be kept
   */
  void refuse(int index, String code, String detail, String raw) throws IOException;
}
