package org.machizu.samples.flood;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.machizu.samples.flood.Incident.What;
import org.machizu.samples.plane.Dice;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;

/**
 * A day and a night of heavy rain: all that the twelve gauges send, and the truth beside it. The
 * same seed and begin give the same bytes.
 *
 * @param messages by the moment of sending
 * @param crossings which levels the water truly reached
 * @param incidents which messages tell of something else
 */
public record Flood(
    List<Station> stations,
    List<Sensor> sensors,
    List<Message> messages,
    List<Crossing> crossings,
    List<Incident> incidents) {

  /** How long it lasts, seconds. */
  public static final long LASTS_S = 30 * 3_600;

  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;
  private static final int RAIN_FROM_MINUTE = 90;
  private static final double UNREST_M = 0.006;
  private static final double INSPECTED_M = 3.83;
  private static final double ABSURD_M = 26;
  private static final double SPIKE_M = 2.4;

  /** A crisis gauge goes on for so long after the water has left its 観測開始水位. */
  private static final long LINGERS_S = 40 * MINUTE;

  /** What goes wrong, in the order of time. */
  private static final List<Incident> INCIDENTS =
      List.of(
          new Incident("G03", What.INSPECTION, 40 * MINUTE, 80 * MINUTE),
          new Incident("G01", What.ABSURD, 70 * MINUTE, 80 * MINUTE),
          new Incident("G02", What.SPIKE, 2 * HOUR, 2 * HOUR + 10 * MINUTE),
          new Incident("G09", What.DEAD, 6 * HOUR, LASTS_S),
          new Incident("G04", What.NETWORK_CUT, 6 * HOUR + 30 * MINUTE, 8 * HOUR),
          new Incident("G07", What.STUCK, 7 * HOUR, 16 * HOUR));

  public Flood {
    stations = List.copyOf(stations);
    sensors = List.copyOf(sensors);
    messages = List.copyOf(messages);
    crossings = List.copyOf(crossings);
    incidents = List.copyOf(incidents);
  }

  /**
   * @param began whole minutes; the first messages come some minutes after
   */
  public static Flood of(long seed, Instant began) {
    return of(Stations.of(seed), seed, began);
  }

  static Flood of(List<Station> stations, long seed, Instant began) {
    return of(stations, rain(seed), INCIDENTS, seed, began);
  }

  /** As long a time without rain, in which nothing goes wrong. */
  static Flood quiet(List<Station> stations, long seed, Instant began) {
    return of(stations, new double[rain(seed).length], List.of(), seed, began);
  }

  private static Flood of(
      List<Station> stations, double[] rain, List<Incident> incidents, long seed, Instant began) {
    Water water = Water.of(stations, rain);
    List<Sensor> sensors = stations.stream().map(Sensors::of).toList();
    List<Message> messages = new ArrayList<>();
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 0; i < stations.size(); i++) {
      Station station = stations.get(i);
      Map<Long, Measured> measured =
          measured(station, water, incidents, began, Dice.of(seed, "unrest " + station.id()));
      messages.addAll(sent(station, sensors.get(i), measured, incidents, seed));
      crossings.addAll(crossings(station, water, measured, incidents));
    }
    messages.sort(Comparator.comparingLong(Message::atMillis).thenComparing(Message::gauge));
    return new Flood(stations, sensors, messages, crossings, incidents);
  }

  static double[] rain(long seed) {
    return Water.rain(RAIN_FROM_MINUTE, (int) (LASTS_S / MINUTE) + 1, seed);
  }

  /** What a station measures and sends, by second. */
  private static Map<Long, Measured> measured(
      Station station, Water water, List<Incident> incidents, Instant began, Dice dice) {
    Map<Long, Measured> measured = new LinkedHashMap<>();
    long interval = station.gauge().reporting().flood().toSeconds();
    // Sent at full ten minutes of the clock, as loggers do.
    long first = interval - Math.floorMod(began.getEpochSecond(), interval);
    boolean crisis = station.gauge().kind() == Kind.CRISIS;
    double watchFrom = station.gauge().reporting().floodFrom().orElse(-Double.MAX_VALUE);
    long idle = station.gauge().reporting().idle().toSeconds();
    long last = Long.MIN_VALUE / 2;
    long high = Long.MIN_VALUE / 2;
    double held = Double.NaN;
    for (long second = first; second < LASTS_S; second += interval) {
      double metres = water.metres(station, second) + dice.normal(UNREST_M);
      if (metres >= watchFrom) {
        high = second;
      }
      if (crisis && second - high > LINGERS_S && second - last < idle) {
        continue;
      }
      What what = whatAt(incidents, station.id(), second);
      if (what == What.DEAD) {
        break;
      }
      if (what != What.STUCK) {
        held = metres;
      }
      double told =
          switch (what) {
            case INSPECTION -> INSPECTED_M;
            case ABSURD -> ABSURD_M;
            case SPIKE -> metres + SPIKE_M;
            case STUCK -> held;
            case null, default -> metres;
          };
      measured.put(second, new Measured(measured.size(), began.plusSeconds(second), told));
      last = second;
    }
    return measured;
  }

  private static List<Message> sent(
      Station station,
      Sensor sensor,
      Map<Long, Measured> measured,
      List<Incident> incidents,
      long seed) {
    List<Message> messages = new ArrayList<>();
    List<Message> kept = new ArrayList<>();
    List<Measured> last = new ArrayList<>();
    long back = 0;
    for (Map.Entry<Long, Measured> entry : measured.entrySet()) {
      last.add(entry.getValue());
      long second = entry.getKey();
      byte[] bytes = sensor.message(last);
      // A second or so on the way, each station its own.
      long onTheWay = 700 + Math.floorMod(station.id().hashCode(), 900);
      Message message =
          new Message(
              second * 1_000 + onTheWay, station.id(), sensor.device(), sensor.topic(), bytes);
      if (whatAt(incidents, station.id(), second) == What.NETWORK_CUT) {
        kept.add(message);
        kept.add(message);
        back = incident(What.NETWORK_CUT).untilS() * 1_000;
      } else {
        messages.add(message);
      }
    }
    Collections.shuffle(kept, new Random(seed));
    for (int i = 0; i < kept.size(); i++) {
      Message late = kept.get(i);
      messages.add(
          new Message(back + 50L * i, late.gauge(), late.device(), late.topic(), late.bytes()));
    }
    return messages;
  }

  private static List<Crossing> crossings(
      Station station, Water water, Map<Long, Measured> measured, List<Incident> incidents) {
    List<Crossing> crossings = new ArrayList<>();
    for (Level level : station.gauge().levelsAt(Instant.EPOCH).levels()) {
      long from = -1;
      for (long second = 0; second <= LASTS_S; second += MINUTE) {
        boolean above = second < LASTS_S && water.metres(station, second) >= level.metres();
        if (above && from < 0) {
          from = second;
        } else if (!above && from >= 0) {
          crossings.add(crossing(station, level, from, second, measured, incidents));
          from = -1;
        }
      }
    }
    return crossings;
  }

  private static Crossing crossing(
      Station station,
      Level level,
      long from,
      long until,
      Map<Long, Measured> measured,
      List<Incident> incidents) {
    int count = 0;
    for (long second : measured.keySet()) {
      What what = whatAt(incidents, station.id(), second);
      boolean isTrue = what == null || what == What.NETWORK_CUT;
      count += isTrue && second >= from && second < until ? 1 : 0;
    }
    return new Crossing(station.id(), level.code(), from, until, count);
  }

  private static @Nullable What whatAt(List<Incident> incidents, String gauge, long second) {
    for (Incident incident : incidents) {
      if (incident.covers(gauge, second)) {
        return incident.what();
      }
    }
    return null;
  }

  private static Incident incident(What what) {
    return INCIDENTS.stream().filter(i -> i.what() == what).findFirst().orElseThrow();
  }
}
