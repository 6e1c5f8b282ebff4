package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.Fukui.Exceedance;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.quality.Mark;
import org.machizu.sensors.quality.QualityRules;

/** The alerts of Fukui's rivers in three heavy rains, against what stands in the files. */
class FukuiTest {

  /** Readings at or above a level that follow each other, with none below it between them. */
  private record Run(int id, Level level, List<Observation> readings) {
    Instant first() {
      return readings.getFirst().time();
    }

    Instant last() {
      return readings.getLast().time();
    }

    double max() {
      return readings.stream().mapToDouble(o -> o.metres().orElseThrow()).max().orElseThrow();
    }
  }

  private static Standing plain(Gauge gauge) {
    return new Standing(
        gauge,
        Dated.always(QualityRules.everything()),
        Dated.always(AlertRules.PLAIN),
        List.of(),
        List.of());
  }

  /** By a loop that knows nothing of the state machine. */
  private static List<Run> runs(int id, Gauge gauge, List<Observation> readings) {
    List<Run> runs = new ArrayList<>();
    for (Level level : gauge.levelsAt(Instant.now()).levels()) {
      List<Observation> run = new ArrayList<>();
      for (Observation reading : readings) {
        if (reading.metres().isEmpty()) {
          continue;
        }
        if (reading.metres().getAsDouble() >= level.metres()) {
          run.add(reading);
        } else if (!run.isEmpty()) {
          runs.add(new Run(id, level, run));
          run = new ArrayList<>();
        }
      }
      if (!run.isEmpty()) {
        runs.add(new Run(id, level, run));
      }
    }
    return runs;
  }

  private static List<Episode> levels(Judged judged) {
    return judged.episodes().stream().filter(e -> e.kind() == Kind.LEVEL).toList();
  }

  @Test
  void withoutAnyRuleAlertsAreTheRunsOfReadingsAtOrAboveTheLevels() throws IOException {
    Map<Integer, List<Observation>> readings = Fukui.readings();
    int compared = 0;
    for (Map.Entry<Integer, Gauge> station : Fukui.gauges().entrySet()) {
      List<Observation> own = readings.getOrDefault(station.getKey(), List.of());
      List<String> expected =
          runs(station.getKey(), station.getValue(), own).stream()
              .map(r -> "%s %s %s %.2f".formatted(r.level().code(), r.first(), r.last(), r.max()))
              .sorted()
              .toList();
      List<String> alerts =
          levels(Judge.judge(plain(station.getValue()), JudgeState.START, own)).stream()
              .map(e -> "%s %s %s %.2f".formatted(e.level(), e.first(), e.last(), e.peakM()))
              .sorted()
              .toList();
      assertThat(alerts).as("station " + station.getKey()).isEqualTo(expected);
      compared += expected.size();
    }
    System.out.println("fukui: " + compared + " runs at or above a level, as many alerts");
    assertThat(compared).isGreaterThan(146);
  }

  @Test
  void dayByDayTheyAreTheExpectedExceedances() throws IOException {
    Map<Integer, List<Observation>> readings = Fukui.readings();
    Map<Integer, Gauge> gauges = Fukui.gauges();
    Map<LocalDate, Map<Integer, TreeSet<Instant>>> moments = Fukui.momentsOfDays();
    List<Exceedance> ours = new ArrayList<>();
    gauges.forEach((id, gauge) -> {
      List<Observation> own = readings.getOrDefault(id, List.of());
      List<Episode> episodes = levels(Judge.judge(plain(gauge), JudgeState.START, own));
      moments.forEach((day, stations) ->
          ours.addAll(
              ofDay(day, id, gauge, own, episodes, stations.getOrDefault(id, new TreeSet<>()))));
    });
    assertThat(ours).containsExactlyInAnyOrderElementsOf(Fukui.expected());
  }

  /** The union of a day's alerts, over the readings that stand in the day's file. */
  private static List<Exceedance> ofDay(
      LocalDate day,
      int id,
      Gauge gauge,
      List<Observation> readings,
      List<Episode> episodes,
      Set<Instant> ofFile) {
    List<Exceedance> found = new ArrayList<>();
    for (Level level : gauge.levelsAt(Instant.now()).levels()) {
      List<Observation> within =
          readings.stream()
              .filter(o -> ofFile.contains(o.time()) && o.metres().isPresent())
              .filter(o ->
                  episodes.stream()
                      .filter(e -> level.code().equals(e.level()))
                      .anyMatch(e -> !o.time().isBefore(e.first()) && !o.time().isAfter(e.last())))
              .sorted(Comparator.comparing(Observation::time))
              .toList();
      if (!within.isEmpty()) {
        found.add(
            new Exceedance(
                day,
                id,
                level.name(),
                LocalDateTime.ofInstant(within.getFirst().time(), Fukui.JAPAN),
                LocalDateTime.ofInstant(within.getLast().time(), Fukui.JAPAN),
                within.stream().mapToDouble(o -> o.metres().orElseThrow()).max().orElseThrow(),
                within.size()));
      }
    }
    return found;
  }

  @Test
  void withTheUsualRulesEveryDifferenceHasItsReason() throws IOException {
    Map<Integer, List<Observation>> readings = Fukui.readings();
    Map<String, Integer> reasons = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    int alerts = 0;
    for (Map.Entry<Integer, Gauge> station : Fukui.gauges().entrySet()) {
      List<Observation> own = readings.getOrDefault(station.getKey(), List.of());
      Judged judged = Judge.judge(Standing.usual(station.getValue()), JudgeState.START, own);
      List<Episode> episodes = levels(judged);
      alerts += episodes.size();
      for (Run run : runs(station.getKey(), station.getValue(), own)) {
        String reason = reason(run, episodes, judged.marks());
        reasons.merge(reason, 1, Integer::sum);
        lines.add(
            "%s %s %s–%s: %s"
                .formatted(
                    station.getValue().name(),
                    run.level().name(),
                    run.first(),
                    run.last(),
                    reason));
      }
      for (Episode episode : episodes) {
        assertThat(runs(station.getKey(), station.getValue(), own))
            .as("an alert without any reading at its level: " + episode)
            .anyMatch(run ->
                run.level().code().equals(episode.level())
                    && !run.first().isAfter(episode.last())
                    && !run.last().isBefore(episode.first()));
      }
    }
    System.out.println("fukui, usual rules: " + alerts + " alerts; runs by what became of them:");
    reasons.forEach((reason, count) -> System.out.printf("  %4d %s%n", count, reason));
    assertThat(lines).noneMatch(line -> line.endsWith("UNEXPLAINED"));
  }

  /** Why a run of readings is not exactly an alert; "the same" when it is. */
  private static String reason(Run run, List<Episode> episodes, List<Marked> marks) {
    List<Episode> of =
        episodes.stream()
            .filter(e -> run.level().code().equals(e.level()))
            .filter(e -> !run.first().isAfter(e.last()) && !run.last().isBefore(e.first()))
            .toList();
    List<Mark> own =
        marks.stream()
            .filter(m ->
                !m.observation().time().isBefore(run.first())
                    && !m.observation().time().isAfter(run.last()))
            .map(Marked::mark)
            .filter(m -> m != Mark.NO_NUMBER)
            .toList();
    long good = own.stream().filter(m -> m == Mark.GOOD).count();
    if (of.isEmpty()) {
      if (good < own.size()) {
        return "no alert: not believed ("
            + own.stream().filter(m -> m != Mark.GOOD).findFirst().get()
            + ")";
      }
      return good == 1 ? "no alert: a single reading" : "UNEXPLAINED";
    }
    Episode episode = of.getFirst();
    if (of.size() > 1) {
      return "UNEXPLAINED";
    }
    boolean joined = !episode.first().equals(run.first()) || !episode.last().equals(run.last());
    if (joined && good < own.size()) {
      return "shorter or longer: readings not believed ("
          + own.stream().filter(m -> m != Mark.GOOD).findFirst().get()
          + ")";
    }
    if (joined) {
      return "part of a longer alert: the level was not left for good between";
    }
    long waited = run.readings().stream().filter(o -> !o.time().isAfter(episode.raised())).count();
    return "the same, certain after " + waited + " reading(s)";
  }
}
