package org.machizu.residents;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.config.WatchSettings.Flag;
import org.machizu.residents.EntranceStates.Entrance;
import org.machizu.residents.EntranceStates.Snowfall;
import org.machizu.residents.EntranceStates.State;

/**
 * How urgent it is to look at a household; pure. What the household is, times how its road stands,
 * and what people have reported on top:
 *
 * <pre>
 *   score = flags × (road + hours) + reports + follow-up
 * </pre>
 *
 * with the flags' weights added; the road 3 when it is not yet cleared, 2 when it is partly cleared
 * or snowed over again, 1 when it cannot be told; one for each six hours of snow that lie there, at
 * most four; six for each report, at most eighteen; five when the day to look again has come.
 */
public final class Ranking {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final double HOURS_OF_A_POINT = 6;
  private static final double MOST_FOR_HOURS = 4;
  private static final double OF_A_REPORT = 6;
  private static final double MOST_FOR_REPORTS = 18;
  private static final double OF_A_FOLLOW_UP = 5;

  /** The most urgent first; of equals the one that has been in the register longer. */
  static final Comparator<Ranked> MOST_URGENT_FIRST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparingLong(r -> r.household().id());

  private final @Nullable Snowfall snowfall;
  private final Instant now;

  /**
   * A line of the list.
   *
   * @param entrance null when there is no road near
   * @param openCase null when nobody has taken it up
   */
  record Ranked(
      WatchedHousehold household,
      double score,
      List<Reason> reasons,
      @Nullable Entrance entrance,
      @Nullable WatchCase openCase) {}

  /**
   * @param snowfall null when there is none
   */
  public Ranking(@Nullable Snowfall snowfall, Instant now) {
    this.snowfall = snowfall;
    this.now = now;
  }

  /**
   * @param reports that count for the household, the newest first
   * @param cases of the household that are open, and the settled ones of this snowfall
   * @return empty when nobody need look there
   */
  Optional<Ranked> rank(
      WatchedHousehold household,
      @Nullable Entrance entrance,
      List<EntranceReport> reports,
      List<WatchCase> cases) {
    WatchCase open = cases.stream().filter(c -> !c.isSettled()).findFirst().orElse(null);
    String event = snowfall == null ? "" : snowfall.event();
    Instant settled =
        cases.stream()
            .filter(WatchCase::isSettled)
            .filter(one -> one.event().equals(event))
            .map(WatchCase::changed)
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    List<EntranceReport> since = reports.stream().filter(r -> r.seen().isAfter(settled)).toList();
    List<Reason> reasons = new ArrayList<>();
    if (!household.flags().isEmpty() && isSnowNewerThan(settled, entrance)) {
      addSnow(reasons, household, entrance);
    }
    addReports(reasons, since);
    cases.forEach(one -> addFollowUp(reasons, one));
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    double score = reasons.stream().mapToDouble(Reason::points).sum();
    return Optional.of(
        new Ranked(household, Math.round(score * 10) / 10.0, reasons, entrance, open));
  }

  /**
   * What each unit of a household's weight scores before this road; 0 when nobody need look there
   * for its sake. The score of a household without reports and cases is its weight times this.
   */
  double perWeight(@Nullable Entrance entrance) {
    double road = entrance == null ? 0 : ofRoad(entrance.state());
    return road == 0 || entrance == null || snowfall == null
        ? 0
        : road + ofHours(hours(snowfall, entrance));
  }

  /** What was settled is settled until the road is snowed over anew. */
  private static boolean isSnowNewerThan(Instant settled, @Nullable Entrance entrance) {
    if (settled.equals(Instant.MIN)) {
      return true;
    }
    return entrance != null
        && entrance.state() == State.SNOWED_OVER
        && entrance.clearedAt() != null
        && entrance.clearedAt().isAfter(settled);
  }

  private void addSnow(
      List<Reason> reasons, WatchedHousehold household, @Nullable Entrance entrance) {
    double road = entrance == null ? 0 : ofRoad(entrance.state());
    if (road == 0 || entrance == null || snowfall == null) {
      return;
    }
    for (Flag flag : household.flags()) {
      reasons.add(new Reason(flag.code(), flag.weight() * road, Map.of("weight", flag.weight())));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("road", entrance.road());
    if (entrance.clearedAt() != null) {
      values.put("clearedAt", entrance.clearedAt().toString());
    }
    if (entrance.newSnowCm() != null) {
      values.put("newSnowCm", entrance.newSnowCm());
    }
    reasons.add(new Reason("road-" + entrance.state().code(), 0, values));
    double hours = hours(snowfall, entrance);
    reasons.add(
        new Reason(
            "snow-hours",
            ofHours(hours) * household.weight(),
            Map.of("hours", Math.round(hours * 10) / 10.0)));
  }

  private static double ofHours(double hours) {
    return Math.min(MOST_FOR_HOURS, Math.floor(hours / HOURS_OF_A_POINT));
  }

  /** How long snow has lain there: since it began, or since it was cleared for the last time. */
  private double hours(Snowfall fall, Entrance entrance) {
    Instant since =
        entrance.state() == State.SNOWED_OVER && entrance.clearedAt() != null
            ? entrance.clearedAt()
            : fall.began();
    return Math.max(0, Duration.between(since, now).toMinutes() / 60.0);
  }

  private static double ofRoad(State state) {
    return switch (state) {
      case NOT_YET -> 3;
      case PARTLY, SNOWED_OVER -> 2;
      case CANNOT_TELL -> 1;
      case CLEARED, NONE -> 0;
    };
  }

  private static void addReports(List<Reason> reasons, List<EntranceReport> reports) {
    if (!reports.isEmpty()) {
      reasons.add(
          new Reason(
              "reported",
              Math.min(MOST_FOR_REPORTS, OF_A_REPORT * reports.size()),
              Map.of(
                  "reports", reports.size(),
                  "latest", reports.getFirst().seen().toString(),
                  "sources",
                      reports.stream().map(r -> r.source().code()).distinct().sorted().toList(),
                  "photos", reports.stream().filter(r -> r.photo() != null).count())));
    }
  }

  private void addFollowUp(List<Reason> reasons, WatchCase one) {
    LocalDate today = LocalDate.ofInstant(now, ZONE);
    LocalDate due = one.followUp();
    if (due != null && !due.isAfter(today)) {
      reasons.add(
          new Reason("follow-up", OF_A_FOLLOW_UP, Map.of("due", due.toString(), "case", one.id())));
    }
  }
}
