package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.WorkKind;

/**
 * States as answers tell them.
 *
 * @param at ages count from this moment
 * @param vehicles whether to tell which vehicle it was
 */
record RoadStateJson(SnowColumns columns, SnowRules rules, Instant at, boolean vehicles) {
  /** Of one direction in compact answers. */
  static final List<String> COMPACT_COLUMNS =
      List.of("road", "direction", "state", "clearedAt", "confidence");

  private static final double SHARES = 1_000;

  /** What stands of a road in the layer, as far as the caller sees it, and how it stands. */
  Map<String, @Nullable Object> properties(Feature feature, RoadState state) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("section", feature.get(columns.section()));
    json.put("name", feature.get(columns.name()));
    json.put("widthM", feature.get(columns.width()));
    json.put("lengthM", rounded(state.road().lengthM(), 10));
    put(json, state.whole(), state.road());
    for (boolean forward : state.road().directions()) {
      state
          .direction(forward)
          .ifPresent(one -> json.put(forward ? "forward" : "backward", of(one, state.road())));
    }
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (WorkKind kind : state.ofKinds().keySet()) {
      state.whole(kind).ifPresent(one -> kinds.put(kind.code(), of(one, state.road())));
    }
    json.put("workKinds", kinds);
    return json;
  }

  private Map<String, @Nullable Object> of(SegmentState state, SnowRoad road) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    put(json, state, road);
    return json;
  }

  private void put(Map<String, @Nullable Object> json, SegmentState state, SnowRoad road) {
    Instant cleared = state.clearedAt();
    json.put("state", state.state().code());
    json.put("clearedAt", cleared);
    json.put("ageS", cleared == null ? null : Duration.between(cleared, at).toSeconds());
    json.put("confidence", rounded(state.confidence(), SHARES));
    json.put("inferred", state.inferred());
    if (vehicles) {
      json.put("device", state.device());
      json.put("lastPass", state.lastPass());
      json.put("passes", state.passes());
      json.put("coveredShare", rounded(state.coveredShare(), SHARES));
      json.put("doneM", rounded(state.doneM(), 10));
      json.put("toDoM", rounded(road.widthOfOneWayM(rules), 10));
    }
  }

  private static @Nullable Double rounded(@Nullable Double value, double parts) {
    return value == null ? null : Double.valueOf(Math.round(value * parts) / parts);
  }

  /** One row for each direction of each road: see {@link #COMPACT_COLUMNS}. */
  static List<List<@Nullable Object>> compact(Collection<RoadState> states) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RoadState state : states) {
      RoadStateChanged.Direction.of(state).forEach(one -> rows.add(row(one)));
    }
    return rows;
  }

  /** A direction is 1 along the road's line and -1 against it; moments are Unix seconds. */
  static List<@Nullable Object> row(RoadStateChanged.Direction one) {
    Instant cleared = one.clearedAt();
    return Arrays.asList(
        one.road(),
        one.forward() ? 1 : -1,
        one.state().number(),
        cleared == null ? null : cleared.getEpochSecond(),
        rounded(one.confidence(), SHARES));
  }

  /** West, south, east, north, in degrees. */
  static List<Double> corners(Envelope box) {
    return List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat());
  }

  static @Nullable Map<String, @Nullable Object> event(@Nullable SnowEvent event) {
    if (event == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("name", event.name());
    json.put("begin", event.begin());
    json.put("end", event.end());
    return json;
  }

  /** A pass with everything that speaks for it; for who sees vehicles. */
  static Map<String, @Nullable Object> pass(RoadPass pass) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("device", pass.device());
    json.put("forward", pass.forward());
    json.put("part", pass.part());
    json.put("entered", pass.entered());
    json.put("left", pass.left());
    json.put("fromM", rounded(pass.fromM(), 10));
    json.put("toM", rounded(pass.toM(), 10));
    json.put("lengthM", rounded(pass.lengthM(), 10));
    json.put("doing", pass.work().doing().name().toLowerCase(java.util.Locale.ROOT));
    WorkKind kind = pass.work().kind();
    json.put("work", kind == null ? null : kind.code());
    json.put("inferred", pass.work().inferred());
    json.put("widthM", pass.work().widthM());
    json.put("confidence", rounded(pass.confidence(), SHARES));
    json.put("certain", pass.certain());
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("fixes", pass.evidence().fixes());
    evidence.put("distanceM", rounded(pass.evidence().distanceM(), 10));
    evidence.put("gapS", pass.evidence().gapS());
    evidence.put("rival", pass.evidence().rival());
    json.put("evidence", evidence);
    return json;
  }
}
