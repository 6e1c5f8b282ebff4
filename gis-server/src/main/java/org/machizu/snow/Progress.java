package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;

/** How far the work is: along each course, in each district, and what waits longest. */
final class Progress {
  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("H:mm");
  private static final int MOST_WAITING = 20;

  private final SnowStates states;
  private final SnowRules rules;
  private final Instant now;
  private final Map<Instant, Snowfall> snowAtTargets = new HashMap<>();
  private final Sum total = new Sum("", "", "");
  private final Map<String, Sum> districts = new LinkedHashMap<>();
  private final Map<List<String>, Sum> courses = new LinkedHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private int unknownSections;

  Progress(SnowStates states, SnowRules rules, Instant now) {
    this.states = states;
    this.rules = rules;
    this.now = now;
  }

  /** What belongs together, summed up. */
  private static final class Sum {
    private final String district;
    private final String course;
    private final String contractor;
    private int roads;
    private int done;
    private int late;
    private double lengthM;
    private double doneM;
    private double lateM;
    private @Nullable Instant lastPass;
    private @Nullable Envelope box;

    Sum(String district, String course, String contractor) {
      this.district = district;
      this.course = course;
      this.contractor = contractor;
    }

    void add(
        SnowRoad road, double doneOfM, boolean isDone, boolean isLate, @Nullable Instant last) {
      double ofM = road.lengthM();
      Envelope place = road.box();
      if (place != null) {
        box = box == null ? place : box.union(place);
      }
      roads++;
      lengthM += ofM;
      doneM += doneOfM;
      done += isDone ? 1 : 0;
      late += isLate ? 1 : 0;
      lateM += isLate ? ofM : 0;
      lastPass = last != null && (lastPass == null || last.isAfter(lastPass)) ? last : lastPass;
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("district", district);
      json.put("course", course);
      json.put("contractor", contractor);
      json.put("roads", roads);
      json.put("done", done);
      json.put("lengthM", Math.round(lengthM));
      json.put("doneM", Math.round(doneM));
      json.put("share", lengthM > 0 ? Math.round(1000 * doneM / lengthM) / 1000.0 : null);
      json.put("late", late);
      json.put("lateM", Math.round(lateM));
      json.put("lastPass", lastPass);
      json.put("bbox", box == null ? null : RoadStateJson.corners(box));
      return json;
    }
  }

  /** A road that has to be cleared, with what its route says. */
  private record Waiting(
      RoadState state,
      String priority,
      String district,
      String course,
      Instant since,
      @Nullable Instant target,
      boolean late) {}

  /** Counts a piece of a route. */
  void add(Feature piece, SnowColumns columns) {
    List<SnowRoad> roads = states.roads().ofSection(text(piece, columns.section()));
    if (roads.isEmpty()) {
      unknownSections++;
      return;
    }
    String district = text(piece, columns.district());
    String course = text(piece, columns.course());
    String contractor = text(piece, columns.contractor());
    Sum ofDistrict = districts.computeIfAbsent(district, name -> new Sum(name, "", ""));
    Sum ofCourse =
        courses.computeIfAbsent(
            List.of(district, course, contractor), _ -> new Sum(district, course, contractor));
    Optional<Instant> target = target(text(piece, columns.target()));
    for (SnowRoad road : roads) {
      RoadState state = states.of(road);
      SegmentState whole = state.whole();
      boolean isDone = whole.state() == ClearedState.CLEARED;
      boolean isLate = !isDone && target.isPresent() && wasNotDoneBy(target.get(), whole);
      for (Sum sum : List.of(total, ofDistrict, ofCourse)) {
        sum.add(road, doneM(state), isDone, isLate, whole.lastPass());
      }
      if (!isDone && whole.state() != ClearedState.NONE) {
        waiting.add(
            new Waiting(
                state,
                text(piece, columns.priority()),
                district,
                course,
                since(whole),
                target.orElse(null),
                isLate));
      }
    }
  }

  private static String text(Feature piece, String column) {
    Object value = piece.get(column);
    return value == null ? "" : value.toString();
  }

  /** Of a road that is done in one direction, half of its length. */
  private static double doneM(RoadState state) {
    double doneM = 0;
    List<SnowRoad.SegmentOfRoad> segments = state.road().segments();
    for (int i = 0; i < segments.size(); i++) {
      boolean isDone = state.ofSegments().get(i).state() == ClearedState.CLEARED;
      doneM += isDone ? segments.get(i).lengthM() : 0;
    }
    return doneM / state.road().directions().size();
  }

  /** The last time of day of that kind that has passed since it began to snow. */
  private Optional<Instant> target(String timeOfDay) {
    Optional<SnowEvent> event = states.event();
    if (event.isEmpty() || timeOfDay.isEmpty()) {
      return Optional.empty();
    }
    LocalTime time;
    try {
      time = LocalTime.parse(timeOfDay, TIME_OF_DAY);
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the town has written something else there
    }
    ZonedDateTime today = now.atZone(ZONE).with(time);
    Instant last = (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    return Optional.of(last).filter(moment -> moment.isAfter(event.get().begin()));
  }

  /** What was cleared by then and snowed over since is no delay. */
  private boolean wasNotDoneBy(Instant target, SegmentState state) {
    Instant cleared = state.clearedAt();
    if (cleared == null) {
      return true;
    }
    Snowfall then =
        snowAtTargets.computeIfAbsent(
            target, at -> new Snowfall(states.event().orElseThrow(), at, rules));
    return !cleared.isAfter(target) && then.isSnowedOver(cleared);
  }

  private Instant since(SegmentState state) {
    Instant cleared = state.clearedAt();
    return cleared == null ? states.event().map(SnowEvent::begin).orElse(now) : cleared;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", now);
    json.put("event", RoadStateJson.event(states.event().orElse(null)));
    json.put("total", total.json());
    json.put("districts", sorted(districts.values()));
    json.put("courses", sorted(courses.values()));
    json.put("unknownSections", unknownSections);
    json.put(
        "waiting",
        waiting.stream()
            .sorted(
                Comparator.comparing(Waiting::priority)
                    .thenComparing(Waiting::since)
                    .thenComparing(one -> -one.state().road().lengthM())
                    .thenComparing(one -> one.state().road().id()))
            .limit(MOST_WAITING)
            .map(this::json)
            .toList());
    return json;
  }

  private static List<Map<String, @Nullable Object>> sorted(java.util.Collection<Sum> sums) {
    return sums.stream()
        .sorted(
            Comparator.comparing((Sum sum) -> sum.district)
                .thenComparing(sum -> sum.course)
                .thenComparing(sum -> sum.contractor))
        .map(Sum::json)
        .toList();
  }

  private Map<String, @Nullable Object> json(Waiting one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("road", one.state().road().id());
    json.put("section", one.state().road().section());
    json.put("priority", one.priority());
    json.put("district", one.district());
    json.put("course", one.course());
    json.put("lengthM", Math.round(one.state().road().lengthM()));
    json.put("state", one.state().whole().state().code());
    json.put("since", one.since());
    json.put("waitingS", Duration.between(one.since(), now).toSeconds());
    json.put("target", one.target());
    json.put("late", one.late());
    return json;
  }
}
