package org.machizu.gauges;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.sensors.quality.Mark;

/** Water levels: whoever sees a gauge sees what is believed of its readings. */
final class GaugeRoutes {
  private static final Duration USUAL = Duration.ofDays(3);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int USUAL_READINGS = 2_000;

  private final GaugeSight sight;
  private final GaugeStore store;
  private final Standings standings;
  private final Lateness lateness;
  private final Clock clock;

  GaugeRoutes(
      GaugeSight sight, GaugeStore store, Standings standings, Lateness lateness, Clock clock) {
    this.sight = sight;
    this.store = store;
    this.standings = standings;
    this.lateness = lateness;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/gauges/latest",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "All gauges with their newest believed reading, levels, trend and quality",
            this::latest),
        Route.of(
            GET,
            "/api/gauges/{gauge}",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "One gauge, as in the list of all",
            this::one),
        Route.of(
                GET,
                "/api/gauges/{gauge}/readings",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Readings of a gauge by time; of the last three days without from",
                this::readings)
            .with(
                Parameter.text("from", "the first moment, RFC 3339"),
                Parameter.text("until", "the moment after the last, RFC 3339"),
                Parameter.integer(
                    "limit",
                    "at most so many, 1 to %d; %d".formatted(GaugeStore.MOST_READ, USUAL_READINGS)),
                Parameter.text(
                    "all",
                    "true: also those that are not believed, with their marks and what the messages said; for who sees to gauges"),
                Parameter.text("drill", "true: those of drills; for who sees to gauges")));
  }

  private void latest(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Instant now = clock.instant();
    boolean minds = sight.minds(actor);
    Map<String, GaugeStore.Standing> kept = kept();
    Map<String, Standings.Ruled> ruled = standings.all();
    List<Map<String, @Nullable Object>> gauges = new ArrayList<>();
    for (GaugeSight.Seen seen : sight.list(actor)) {
      Standings.Ruled one = ruled.get(seen.gauge());
      if (one != null) {
        gauges.add(
            GaugeView.json(
                seen, one, Optional.ofNullable(kept.get(seen.gauge())), lateness, minds, now));
      }
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", now);
    json.put("minds", minds);
    json.put("gauges", gauges);
    if (minds) {
      json.put("faults", standings.faults());
    }
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private Map<String, GaugeStore.Standing> kept() {
    Map<String, GaugeStore.Standing> kept = new LinkedHashMap<>();
    for (GaugeStore.Standing standing : store.standings()) {
      if (!standing.stream().drill()) {
        kept.put(standing.stream().gauge(), standing);
      }
    }
    return kept;
  }

  private void one(Context ctx) {
    Actor actor = Requests.actor(ctx);
    GaugeSight.Seen seen = sight.get(actor, ctx.pathParam("gauge"));
    Standings.Ruled ruled =
        standings
            .find(seen.gauge())
            .orElseThrow(() -> GaugeProblems.noGauge(seen.gauge()).asException());
    ctx.header("Cache-Control", "no-store");
    Answers.json(
        ctx,
        GaugeView.json(
            seen,
            ruled,
            Optional.ofNullable(kept().get(seen.gauge())),
            lateness,
            sight.minds(actor),
            clock.instant()));
  }

  private void readings(Context ctx) {
    Actor actor = Requests.actor(ctx);
    GaugeSight.Seen seen = sight.get(actor, ctx.pathParam("gauge"));
    Query query = Query.of(ctx);
    boolean all = flag(query, "all");
    boolean drill = flag(query, "drill");
    if (all || drill) {
      var unused = sight.mayMind(actor);
    }
    Instant now = clock.instant();
    Instant until = query.moment("until").orElse(now.plus(Duration.ofMinutes(15)));
    Instant from = query.moment("from").orElse(until.minus(USUAL));
    if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw GaugeProblems.times(
              "readings from %s until %s".formatted(from, until),
              "up to %d days, the end after the beginning".formatted(LONGEST.toDays()))
          .asException();
    }
    int limit = query.integer("limit", USUAL_READINGS, 1, GaugeStore.MOST_READ);
    List<Reading> readings =
        store.readings(
            new Stream(seen.gauge(), drill),
            from,
            until,
            all ? List.of() : List.of(Mark.GOOD),
            limit);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("gauge", seen.gauge());
    json.put("from", from);
    json.put("until", until);
    json.put("complete", readings.size() < limit);
    json.put("readings", readings.stream().map(r -> all ? whole(r) : brief(r)).toList());
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private static boolean flag(Query query, String name) {
    String text = query.text(name).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badParameter(name, text, "true or false").asException();
    };
  }

  private static Map<String, @Nullable Object> brief(Reading reading) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", reading.time());
    json.put("metres", reading.metres());
    return json;
  }

  private Map<String, @Nullable Object> whole(Reading reading) {
    Map<String, @Nullable Object> json = brief(reading);
    json.put("mark", GaugeWords.code(String.valueOf(reading.mark())));
    json.put("raw", reading.raw());
    json.put("received", reading.received());
    json.put("late", lateness.isLate(reading));
    json.put("source", reading.source());
    return json;
  }
}
