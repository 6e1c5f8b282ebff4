package org.machizu.gauges;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.AlertRules;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.quality.QualityRules;

/**
 * What the desk has set of a gauge beside what stands in its layer; null: as before, or as in the
 * layer. Heights are metres in the gauge's reference.
 *
 * @param levels all of them
 * @param zeroTpM 零点高
 * @param overflowM 氾濫開始水位 above the zero
 * @param embankmentM crest of the embankment
 * @param sensors the devices that measure here, and how each stands to the gauge; without any, what
 *     comes are levels in the gauge's reference
 * @param senders devices by whose token messages of these may come, as a network server's
 * @param idleMinutes between two messages while nothing happens
 * @param floodMinutes between two messages in a flood
 * @param floodFromM from which height it sends as in a flood
 */
public record GaugeSettings(
    @Nullable List<Level> levels,
    @Nullable Double zeroTpM,
    @Nullable Double overflowM,
    @Nullable Double embankmentM,
    @Nullable List<Sensor> sensors,
    @Nullable List<String> senders,
    @Nullable Integer idleMinutes,
    @Nullable Integer floodMinutes,
    @Nullable Double floodFromM,
    @Nullable List<String> upstream,
    @Nullable List<String> downstream,
    @Nullable String section,
    @Nullable QualityRules quality,
    @Nullable AlertRules alerts) {

  /** Nothing set. */
  public static final GaugeSettings NONE =
      new GaugeSettings(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
