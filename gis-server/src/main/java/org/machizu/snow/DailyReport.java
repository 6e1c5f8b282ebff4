package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.WorkKind;

/**
 * What each vehicle has done on roads in a day (日報), from its passes; the day is Japan's, from
 * midnight to midnight, and a pass belongs to the day it ends in.
 */
final class DailyReport {
  private static final List<String> HEADERS =
      List.of(
          "日",
          "端末",
          "最初",
          "最後",
          "作業時間_分",
          "作業_km",
          "回送_km",
          "不明_km",
          "うち推定_km",
          "道路数",
          "新雪除雪_回",
          "拡幅除雪_回",
          "路面整正_回",
          "運搬排雪_回",
          "歩道除雪_回",
          "凍結防止_回",
          "作業種別なし_回");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(Progress.ZONE);

  private final LocalDate day;
  private final Map<String, Vehicle> vehicles = new TreeMap<>();

  private DailyReport(LocalDate day) {
    this.day = day;
  }

  private static final class Vehicle {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private Duration working = Duration.ZERO;
    private double workedM;
    private double drivenM;
    private double unknownM;
    private double inferredM;
    private final Set<Long> roads = new HashSet<>();
    private final Map<WorkKind, Integer> byKind = new EnumMap<>(WorkKind.class);
    private int ofNoKind;

    void add(RoadPass pass) {
      first = pass.entered().isBefore(first) ? pass.entered() : first;
      last = pass.left().isAfter(last) ? pass.left() : last;
      double passedM = Math.max(0, pass.toM() - pass.fromM());
      switch (pass.work().doing()) {
        case WORKING -> {
          working = working.plus(Duration.between(pass.entered(), pass.left()));
          workedM += passedM;
          inferredM += pass.work().inferred() ? passedM : 0;
          roads.add(pass.road());
          WorkKind kind = pass.work().kind();
          if (kind == null) {
            ofNoKind++;
          } else {
            byKind.merge(kind, 1, Integer::sum);
          }
        }
        case DRIVING -> drivenM += passedM;
        case UNKNOWN -> unknownM += passedM;
      }
    }
  }

  /** Reads a day, hour by hour, so that no more than an hour's passes are in memory. */
  static DailyReport of(LocalDate day, PassReads passes) {
    DailyReport report = new DailyReport(day);
    Instant end = day.plusDays(1).atStartOfDay(Progress.ZONE).toInstant();
    Instant from = day.atStartOfDay(Progress.ZONE).toInstant();
    while (from.isBefore(end)) {
      Instant until = from.plus(Duration.ofHours(1));
      for (RoadPass pass : passes.listBetween(from, until)) {
        report.vehicles.computeIfAbsent(pass.device(), _ -> new Vehicle()).add(pass);
      }
      from = until;
    }
    return report;
  }

  Map<String, @Nullable Object> json() {
    List<Map<String, @Nullable Object>> devices = new ArrayList<>();
    vehicles.forEach((device, vehicle) -> devices.add(json(device, vehicle)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("day", day.toString());
    json.put("devices", devices);
    return json;
  }

  private static Map<String, @Nullable Object> json(String device, Vehicle vehicle) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("device", device);
    json.put("first", vehicle.first);
    json.put("last", vehicle.last);
    json.put("workingS", vehicle.working.toSeconds());
    json.put("workedM", Math.round(vehicle.workedM));
    json.put("drivenM", Math.round(vehicle.drivenM));
    json.put("unknownM", Math.round(vehicle.unknownM));
    json.put("inferredM", Math.round(vehicle.inferredM));
    json.put("roads", vehicle.roads.size());
    Map<String, Integer> passes = new LinkedHashMap<>();
    vehicle.byKind.forEach((kind, count) -> passes.put(kind.code(), count));
    json.put("passes", passes);
    json.put("passesOfNoKind", vehicle.ofNoKind);
    return json;
  }

  /** Rows for a spreadsheet, the words of its columns first. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADERS));
    vehicles.forEach((device, vehicle) -> {
      List<String> row =
          new ArrayList<>(
              List.of(
                  day.toString(),
                  device,
                  time(vehicle.first),
                  time(vehicle.last),
                  Long.toString(Math.round(vehicle.working.toSeconds() / 60.0)),
                  kilometres(vehicle.workedM),
                  kilometres(vehicle.drivenM),
                  kilometres(vehicle.unknownM),
                  kilometres(vehicle.inferredM),
                  Integer.toString(vehicle.roads.size())));
      Arrays.stream(WorkKind.values())
          .forEach(kind -> row.add(Integer.toString(vehicle.byKind.getOrDefault(kind, 0))));
      row.add(Integer.toString(vehicle.ofNoKind));
      rows.add(row);
    });
    return rows;
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }

  private static String kilometres(double metres) {
    return String.format(Locale.ROOT, "%.2f", metres / 1000);
  }
}
