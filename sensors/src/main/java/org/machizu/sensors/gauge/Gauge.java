package org.machizu.sensors.gauge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A station that measures one water level. Its readings, levels and embankment are heights in
 * metres in one and the same {@link Reference}.
 *
 * @param id the number of its feature in the layer of gauges (観測所番号)
 * @param water the river or pond it stands at, as 緑川
 * @param section the part of the river or the department's district, for who is told; empty: none
 * @param zero 零点高, T.P. metres, by day; needed to tell T.P. heights of the others
 * @param overflow 氾濫開始水位 above the zero, metres, by day; of crisis gauges
 * @param embankment the lowest crest of the embankment near it, in the gauge's reference
 * @param upstream ids of the next gauges above it on the same water
 * @param downstream the same, below
 * @param camera what shows it, when anything does
 */
public record Gauge(
    String id,
    String name,
    Kind kind,
    String water,
    Optional<String> section,
    Reference reference,
    Dated<Double> zero,
    Dated<Double> overflow,
    Dated<LevelSet> levels,
    OptionalDouble embankment,
    Reporting reporting,
    List<String> upstream,
    List<String> downstream,
    Optional<String> camera) {

  public Gauge {
    upstream = List.copyOf(upstream);
    downstream = List.copyOf(downstream);
  }

  /** The levels that count at a moment. */
  public LevelSet levelsAt(Instant moment) {
    return levels.at(moment).orElse(LevelSet.NONE);
  }

  /**
   * A height of this gauge above 東京湾平均海面; empty when the zero (or, of a crisis gauge, its 氾濫開始水位)
   * is not known for that day.
   */
  public OptionalDouble tp(double metres, Instant moment) {
    if (reference == Reference.TP) {
      return OptionalDouble.of(metres);
    }
    Optional<Double> base = zero.at(moment);
    Optional<Double> more =
        reference == Reference.OVERFLOW ? overflow.at(moment) : Optional.of(0.0);
    return base.isPresent() && more.isPresent()
        ? OptionalDouble.of(metres + base.get() + more.get())
        : OptionalDouble.empty();
  }

  /** How much is left to the embankment's crest, in metres; negative: the water is above it. */
  public OptionalDouble leftToEmbankment(double metres) {
    return embankment.isPresent()
        ? OptionalDouble.of(embankment.getAsDouble() - metres)
        : OptionalDouble.empty();
  }
}
