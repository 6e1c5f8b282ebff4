package org.machizu.gauges;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** What people enter about gauges, for who sees to them. */
final class GaugeDeskRoutes {
  private static final String GAUGE = "/api/gauges/{gauge}";
  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_NAME = 60;
  private static final String MOMENT = "a time with zone, as 2026-09-01T09:00:00+09:00";

  private final GaugeSight sight;
  private final GaugeDesk desk;
  private final Standings standings;
  private final GaugeIntake intake;
  private final Clock clock;

  GaugeDeskRoutes(
      GaugeSight sight, GaugeDesk desk, Standings standings, GaugeIntake intake, Clock clock) {
    this.sight = sight;
    this.desk = desk;
    this.standings = standings;
    this.intake = intake;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            GAUGE + "/entries",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "What was entered about a gauge, when and by whom, the newest first",
            this::list),
        enter(
            "maintenance",
            "Somebody works at the station: {\"from\", \"to\", \"reason\"}; from now without from. Its readings are kept, and neither judged nor shown",
            this::maintenance),
        enter(
            "accepted",
            "The readings of a time are right, although they jump: {\"from\", \"to\", \"reason\"}",
            this::accepted),
        enter(
            "drills",
            "A drill with readings that are made up: {\"from\", \"to\", \"name\", \"public\", \"reason\"}; a public one may be told to the public, marked as a drill",
            this::drill),
        enter(
            "settings",
            "How a gauge is set up from a moment on: {\"from\", \"settings\", \"reason\"}; what is not named stays",
            this::settings),
        Route.of(
            POST,
            GAUGE + "/entries/{number}/end",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Ends maintenance, acceptance or a drill at another time, or takes it back: {\"to\", \"reason\"}; now without to",
            this::end),
        Route.of(
            POST,
            GAUGE + "/drill-readings",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "A reading of a drill that is on: {\"time\", \"metres\"}; now without time",
            this::drillReading));
  }

  /** Something that a request enters. */
  private interface Entering {
    GaugeEntry enter(Context ctx, Actor actor, String gauge);
  }

  private Route enter(String name, String meaning, Entering entering) {
    return Route.of(
        POST,
        GAUGE + "/" + name,
        Audience.STAFF,
        Reads.EVERY_VISIBLE_LAYER,
        meaning,
        ctx -> {
          GaugeEntry entry = entering.enter(ctx, minding(ctx), gauge(ctx));
          ctx.status(201);
          Answers.json(ctx, json(entry));
        });
  }

  private Actor minding(Context ctx) {
    return sight.mayMind(Requests.actor(ctx)).actor();
  }

  private String gauge(Context ctx) {
    String gauge = ctx.pathParam("gauge");
    if (standings.find(gauge).isEmpty()) {
      throw GaugeProblems.noGauge(gauge).asException();
    }
    return gauge;
  }

  private void list(Context ctx) {
    var unused = minding(ctx);
    List<GaugeEntry> entries = desk.entries(gauge(ctx));
    Answers.json(ctx, Map.of("entries", entries.stream().map(GaugeDeskRoutes::json).toList()));
  }

  /** What a body says of a time. */
  private record Time(
      Instant from, Instant to, String reason, @Nullable String name, boolean publicly) {}

  private Time time(Context ctx, String... known) {
    Instant from = now();
    Instant to = null;
    String reason = "";
    String name = null;
    boolean publicly = false;
    for (JsonMember member : body(ctx, known)) {
      switch (member.name()) {
        case "from" -> from = member.moment();
        case "to" -> to = member.moment();
        case "name" -> name = member.text(LONGEST_NAME);
        case "public" -> publicly = member.truth();
        default -> reason = member.textOrEmpty(LONGEST_REASON);
      }
    }
    if (to == null) {
      throw Problem.badMember("to", "", MOMENT).asException();
    }
    return new Time(exact(from), exact(to), reason, name, publicly);
  }

  private static List<JsonMember> body(Context ctx, String... known) {
    return JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of(known));
  }

  private Instant now() {
    return exact(clock.instant());
  }

  private static Instant exact(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS);
  }

  private GaugeEntry maintenance(Context ctx, Actor actor, String gauge) {
    Time time = time(ctx, "from", "to", "reason");
    return desk.enter(
        actor, gauge, new GaugeEntry.Maintenance(time.from(), time.to()), time.reason());
  }

  private GaugeEntry accepted(Context ctx, Actor actor, String gauge) {
    Time time = time(ctx, "from", "to", "reason");
    return desk.enter(actor, gauge, new GaugeEntry.Accepted(time.from(), time.to()), time.reason());
  }

  private GaugeEntry drill(Context ctx, Actor actor, String gauge) {
    Time time = time(ctx, "from", "to", "name", "public", "reason");
    return desk.enter(
        actor,
        gauge,
        new GaugeEntry.Drill(time.from(), time.to(), time.name(), time.publicly()),
        time.reason());
  }

  private GaugeEntry settings(Context ctx, Actor actor, String gauge) {
    Instant from = now();
    GaugeSettings settings = GaugeSettings.NONE;
    String reason = "";
    for (JsonMember member : body(ctx, "from", "settings", "reason")) {
      switch (member.name()) {
        case "from" -> from = exact(member.moment());
        case "settings" -> settings = SettingsJson.read(gauge, member);
        default -> reason = member.textOrEmpty(LONGEST_REASON);
      }
    }
    return desk.enter(actor, gauge, new GaugeEntry.SetUp(from, settings), reason);
  }

  private void end(Context ctx) {
    Actor actor = minding(ctx);
    String gauge = gauge(ctx);
    Instant to = now();
    String reason = "";
    for (JsonMember member : body(ctx, "to", "reason")) {
      if (member.name().equals("to")) {
        to = exact(member.moment());
      } else {
        reason = member.textOrEmpty(LONGEST_REASON);
      }
    }
    long number;
    try {
      number = Long.parseLong(ctx.pathParam("number"));
    } catch (NumberFormatException e) {
      throw Problem.notFound("gauge entry", ctx.pathParam("number")).asException();
    }
    GaugeEntry entry = desk.enter(actor, gauge, new GaugeEntry.Ended(number, to), reason);
    ctx.status(201);
    Answers.json(ctx, json(entry));
  }

  private void drillReading(Context ctx) {
    Actor actor = minding(ctx);
    String gauge = gauge(ctx);
    Instant time = now();
    Double metres = null;
    for (JsonMember member : body(ctx, "time", "metres")) {
      if (member.name().equals("time")) {
        time = exact(member.moment());
      } else {
        metres = member.numberOrNull(-1_000, 10_000);
      }
    }
    if (metres == null) {
      throw Problem.badMember("metres", "", "a number of metres").asException();
    }
    Instant measured = time;
    if (standings.find(gauge).orElseThrow().drillAt(measured).isEmpty()) {
      throw GaugeProblems.noDrill(gauge).asException();
    }
    Reading reading =
        new Reading(measured, metres, metres + " m", now(), "drill " + actor.name(), null);
    var taken =
        intake.take(List.of(new GaugeIntake.Arrival(new Stream(gauge, true), reading)), List.of());
    Answers.json(ctx, Map.of("added", taken.getFirst().added().size()));
  }

  private static Map<String, @Nullable Object> json(GaugeEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("gauge", entry.gauge());
    json.put("recorded", entry.recorded());
    json.put("author", entry.author());
    switch (entry.what()) {
      case GaugeEntry.SetUp(Instant from, GaugeSettings settings) -> {
        json.put("what", "settings");
        json.put("from", from);
        json.put("settings", SettingsJson.json(settings));
      }
      case GaugeEntry.Maintenance(Instant from, Instant to) -> span(json, "maintenance", from, to);
      case GaugeEntry.Accepted(Instant from, Instant to) -> span(json, "accepted", from, to);
      case GaugeEntry.Drill(Instant from, Instant to, String name, boolean publicly) -> {
        span(json, "drill", from, to);
        json.put("name", name);
        json.put("public", publicly);
      }
      case GaugeEntry.Ended(long of, Instant to) -> {
        json.put("what", "ended");
        json.put("entry", of);
        json.put("to", to);
      }
    }
    json.put("reason", entry.reason());
    return json;
  }

  private static void span(
      Map<String, @Nullable Object> json, String what, Instant from, Instant to) {
    json.put("what", what);
    json.put("from", from);
    json.put("to", to);
  }
}
