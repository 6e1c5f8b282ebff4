package org.machizu.samples.flood;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.machizu.samples.plane.Dice;

/**
 * Where the water truly stands, minute by minute. Rain runs through linear reservoirs (Nash's
 * cascade) to where the rivers enter the town, from there as a wave of a known speed that flattens
 * on its way, and stands at each station as high as the 0.6th power of its flow, as after Manning
 * in a wide bed. So neighbours agree as real ones do: later, and a little lower.
 */
final class Water {
  /** How much of its bed a river usually fills. */
  static final double USUAL_SHARE = 0.16;

  private static final double PEAK_SHARE_MAIN = 0.87;
  private static final double PEAK_SHARE_TRIBUTARY = 0.72;
  private static final double MANNING = 0.6;
  private static final double WAVE_MPS = 2.4;
  private static final double TRIBUTARY_OF_MAIN = 0.3;

  /** How far down the main river the other one comes in. */
  private static final double CONFLUENCE_M = 6_500;

  private static final double SECONDS = 60;

  /** Rain on a pond's catchment, mm/h, raises it so much in a minute, m. */
  private static final double POND_M_PER_MM = 0.0001;

  private static final double SPILLWAY = 0.04;

  private final Map<String, double[]> stages = new HashMap<>();

  private Water() {}

  /**
   * @param rain mm/h by minutes
   */
  static Water of(List<Station> stations, double[] rain) {
    double[] main = cascade(rain, 3, 55);
    double[] tributary = cascade(rain, 2, 32);
    double confluence =
        stations.stream()
            .filter(s -> s.course() == Station.Course.TRIBUTARY)
            .mapToDouble(Station::alongM)
            .max()
            .orElse(0);
    double[] mouth = onTheWay(tributary, confluence);
    scale(main, max(main));
    scale(mouth, max(mouth) / TRIBUTARY_OF_MAIN);
    double whole = max(sum(main, mouth));
    Water water = new Water();
    for (Station station : stations) {
      water.stages.put(
          station.id(),
          switch (station.course()) {
            case MAIN -> {
              double[] flow = onTheWay(main, station.alongM());
              double below = station.alongM() - CONFLUENCE_M;
              yield stages(
                  below > 0 ? sum(flow, onTheWay(mouth, below)) : flow,
                  whole,
                  station,
                  PEAK_SHARE_MAIN);
            }
            case TRIBUTARY ->
                stages(
                    onTheWay(tributary, station.alongM()),
                    max(tributary),
                    station,
                    PEAK_SHARE_TRIBUTARY);
            case POND -> pond(station, rain);
          });
    }
    return water;
  }

  /**
   * Rain of a typhoon's front: a long one with two bursts, mm/h by minutes.
   *
   * @param from when it begins, minutes
   */
  static double[] rain(int from, int minutes, long seed) {
    Dice dice = Dice.of(seed, "flood rain");
    double[] rain = new double[minutes];
    double gusts = 0;
    for (int i = from; i < minutes; i++) {
      double hours = (i - from) / SECONDS;
      gusts = 0.9 * gusts + dice.normal(0.12);
      double steady =
          9 * bell(hours, 3.2, 2.4) + 26 * bell(hours, 2.4, 0.6) + 38 * bell(hours, 4.1, 0.8);
      rain[i] = Math.max(0, steady * (1 + Math.clamp(gusts, -0.6, 0.6)));
    }
    return rain;
  }

  private static double bell(double at, double middle, double width) {
    double away = (at - middle) / width;
    return Math.exp(-0.5 * away * away);
  }

  /** The stage above the station's zero, in the gauge's reference. */
  double metres(Station station, long second) {
    double[] minutes = Objects.requireNonNull(stages.get(station.id()));
    double at = Math.clamp(second / SECONDS, 0, minutes.length - 1.001);
    int i = (int) at;
    double stage = minutes[i] + (at - i) * (minutes[i + 1] - minutes[i]);
    return station.inReference(stage);
  }

  private static double[] stages(double[] flow, double most, Station station, double peakShare) {
    double base = Math.pow(USUAL_SHARE / peakShare, 1 / MANNING);
    double[] stages = new double[flow.length];
    for (int i = 0; i < flow.length; i++) {
      double full = base + (1 - base) * flow[i] / most;
      stages[i] = station.deepM() * peakShare * Math.pow(full, MANNING);
    }
    return stages;
  }

  private static double[] pond(Station station, double[] rain) {
    double[] stages = new double[rain.length];
    double stage = station.usualM();
    double[] inflow = cascade(rain, 2, 45);
    for (int i = 0; i < rain.length; i++) {
      double above = Math.max(0, stage - station.deepM());
      stage += POND_M_PER_MM * inflow[i] - SPILLWAY * Math.pow(above, 1.5);
      stages[i] = stage;
    }
    return stages;
  }

  private static double[] onTheWay(double[] flow, double metres) {
    int lag = (int) Math.round(metres / WAVE_MPS / SECONDS);
    double[] later = new double[flow.length];
    System.arraycopy(flow, 0, later, lag, flow.length - lag);
    return lag == 0 ? later : cascade(later, 1, Math.max(2, lag / 4.0));
  }

  /** Linear reservoirs one after the other, each holding back for so many minutes. */
  private static double[] cascade(double[] in, int reservoirs, double minutes) {
    double[] flow = in.clone();
    for (int n = 0; n < reservoirs; n++) {
      double held = 0;
      for (int i = 0; i < flow.length; i++) {
        held += (flow[i] - held) / minutes;
        flow[i] = held;
      }
    }
    return flow;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static void scale(double[] flow, double by) {
    for (int i = 0; i < flow.length; i++) {
      flow[i] /= by;
    }
  }

  private static double max(double[] flow) {
    double max = 0;
    for (double each : flow) {
      max = Math.max(max, each);
    }
    return max > 0 ? max : 1; // without rain nothing flows, and everything is a share of nothing
  }
}
