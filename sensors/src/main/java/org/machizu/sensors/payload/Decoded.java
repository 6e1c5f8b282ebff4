package org.machizu.sensors.payload;

import java.util.List;

/** What became of a message. */
public sealed interface Decoded {

  /**
   * It was read, at least partly.
   *
   * @param samples at least one, in the order of the message
   * @param refused parts of it that could not be used
   */
  record Samples(List<Sample> samples, List<Refused> refused) implements Decoded {
    public Samples {
      samples = List.copyOf(samples);
      refused = List.copyOf(refused);
    }
  }

  /**
   * A message or a part of it that cannot be used.
   *
   * @param detail names the thing, its value and what is allowed, in English, in one line
   */
  record Refused(Reason reason, String detail) implements Decoded {}
}
