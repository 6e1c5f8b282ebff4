package org.machizu.tracks;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Reads of passes for {@code snow}, which shows people states of roads and never passes as they
 * are. A port, with one contract test for every store.
 */
public interface PassReads {
  /** No answer holds more passes. */
  int MOST = 1_000_000;

  /** The order of all answers. */
  Comparator<RoadPass> ORDER =
      Comparator.comparing(RoadPass::left)
          .thenComparing(RoadPass::device)
          .thenComparing(RoadPass::stretch)
          .thenComparing(RoadPass::number);

  /**
   * Passes that end within a time, by the moment of their end, device, stretch and number.
   *
   * @param from inclusive
   * @param until exclusive
   * @throws IllegalStateException when there are more than {@link #MOST}
   */
  List<RoadPass> listBetween(Instant from, Instant until);

  /** The same, of some roads only. */
  List<RoadPass> listOfRoads(Collection<Long> roads, Instant from, Instant until);
}
