package org.machizu.snow;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.snow.SnowEntry.Measured;
import org.machizu.snow.SnowEntry.Withdrawn;
import org.machizu.snow.SnowEntry.Words;
import org.machizu.snow.SnowEvents.Amendment;

/** Snowfalls: whoever sees the roads sees them, whoever may edit the routes enters them. */
final class SnowEventRoutes {
  private static final String EVENTS = "/api/snow/events";
  private static final String EVENT = EVENTS + "/{id}";
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final int LONGEST_REASON = 200;

  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"snow-[0-9]{1,18}-([0-9]{1,18})(?:-gzip|--gzip)?\"");

  private final SnowSight sight;
  private final SnowEvents events;

  SnowEventRoutes(SnowSight sight, SnowEvents events) {
    this.sight = sight;
    this.events = events;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                EVENTS,
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Snowfalls, the latest first",
                this::list)
            .with(
                Parameter.integer("limit", "at most so many, 1 to " + MOST + "; " + USUAL),
                Parameter.text("before", "only those that began before this moment, RFC 3339")),
        Route.of(
            GET,
            EVENT,
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "One snowfall with its measurements",
            this::one),
        Route.of(
                GET,
                EVENT + "/history",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "What was entered about a snowfall, when and by whom, the newest first",
                this::history)
            .with(
                Parameter.integer("limit", "at most so many, 1 to " + MOST + "; " + USUAL),
                Parameter.integer("before", "only what has a lower number")),
        Route.of(
            POST,
            EVENTS,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Enters a snowfall: {\"name\", \"begin\", \"end\"}; without an end it is still on",
            this::begin),
        Route.of(
            PATCH,
            EVENT,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Amends, ends, corrects or withdraws a snowfall: {\"name\", \"begin\", \"end\", \"withdrawn\", \"reason\"}",
            this::amend),
        Route.of(
            POST,
            EVENT + "/readings",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Takes in a measurement of new snow since the beginning, or corrects one: {\"time\", \"cm\", \"source\", \"reason\"}; null takes it away",
            this::reading));
  }

  private void list(Context ctx) {
    VisibleLayer unused = sight.roads(Requests.actor(ctx));
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL, 1, MOST);
    Instant before = query.moment("before").orElse(Instant.MAX);
    List<SnowEvent> found =
        events.list().stream().filter(event -> event.begin().isBefore(before)).toList();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("events", found.stream().limit(limit).map(RoadStateJson::event).toList());
    json.put("more", found.size() > limit);
    Answers.json(ctx, json);
  }

  private void one(Context ctx) {
    VisibleLayer unused = sight.roads(Requests.actor(ctx));
    long id = id(ctx);
    SnowEvent event = events.find(id).orElseThrow(() -> noEvent(ctx));
    answer(ctx, event);
  }

  private static void answer(Context ctx, SnowEvent event) {
    String tag = "snow-" + event.id() + "-" + event.version();
    if (ctx.method().equals(GET)) {
      Answers.tagged(ctx, "application/json", tag, () -> Json.bytes(json(event)));
      return;
    }
    Answers.cacheHeaders(ctx, "\"" + tag + "\"");
    ctx.contentType("application/json").result(Json.bytes(json(event)));
  }

  private static Map<String, @Nullable Object> json(SnowEvent event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("name", event.name());
    json.put("begin", event.begin());
    json.put("end", event.end());
    json.put("readings", event.readings());
    return json;
  }

  private void history(Context ctx) {
    VisibleLayer unused = sight.routes(Requests.actor(ctx));
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL, 1, MOST);
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    List<SnowEntry> entries = events.history(id(ctx), before, limit);
    if (entries.isEmpty() && before == Long.MAX_VALUE) {
      throw noEvent(ctx);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("entries", entries.stream().map(SnowEventRoutes::json).toList());
    Answers.json(ctx, json);
  }

  private static Map<String, @Nullable Object> json(SnowEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("recorded", entry.recorded());
    json.put("by", entry.author());
    switch (entry.what()) {
      case Words(String name, Instant begin, Instant end) -> {
        json.put("name", name);
        json.put("begin", begin);
        json.put("end", end);
      }
      case Withdrawn() -> json.put("withdrawn", true);
      case Measured(Instant time, Double cm, String source) -> {
        json.put("time", time);
        json.put("cm", cm);
        json.put("source", source);
      }
    }
    json.put("reason", entry.reason());
    return json;
  }

  private void begin(Context ctx) {
    Actor actor = sight.mayEnterSnow(Requests.actor(ctx)).actor();
    String name = null;
    Instant begin = null;
    Instant end = null;
    for (JsonMember member : body(ctx, "name", "begin", "end")) {
      switch (member.name()) {
        case "name" -> name = member.text(SnowEvent.LONGEST_NAME);
        case "begin" -> begin = member.moment();
        default -> end = member.isNull() ? null : member.moment();
      }
    }
    SnowEvent event =
        events.begin(
            actor,
            needed("name", name, "a text of 1 to " + SnowEvent.LONGEST_NAME + " characters"),
            needed("begin", begin, "a time with zone, as 2026-01-31T09:00:00+09:00"),
            end);
    ctx.status(201);
    ctx.header("Location", Requests.baseUrl(ctx) + EVENTS + "/" + event.id());
    answer(ctx, event);
  }

  private static List<JsonMember> body(Context ctx, String... known) {
    return JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of(known));
  }

  private static <T> T needed(String name, @Nullable T value, String allowed) {
    if (value == null) {
      throw Problem.badMember(name, "", allowed).asException();
    }
    return value;
  }

  private void amend(Context ctx) {
    Actor actor = sight.mayEnterSnow(Requests.actor(ctx)).actor();
    String name = null;
    Instant begin = null;
    boolean setsEnd = false;
    Instant end = null;
    boolean withdrawn = false;
    String reason = "";
    for (JsonMember member : body(ctx, "name", "begin", "end", "withdrawn", "reason")) {
      switch (member.name()) {
        case "name" -> name = member.text(SnowEvent.LONGEST_NAME);
        case "begin" -> begin = member.moment();
        case "end" -> {
          setsEnd = true;
          end = member.isNull() ? null : member.moment();
        }
        case "withdrawn" -> withdrawn = member.truth();
        default -> reason = member.textOrEmpty(LONGEST_REASON);
      }
    }
    long id = id(ctx);
    Optional<SnowEvent> event =
        events.amend(
            actor,
            id,
            expected(ctx, id),
            new Amendment(name, begin, setsEnd, end, withdrawn, reason));
    if (event.isPresent()) {
      answer(ctx, event.get());
    } else {
      ctx.status(204);
    }
  }

  private static @Nullable Long expected(Context ctx, long id) {
    String header = ctx.header("If-Match");
    if (header == null || header.equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw SnowProblems.stale(id).asException();
    }
    return Long.parseLong(tag.group(1));
  }

  private void reading(Context ctx) {
    Actor actor = sight.mayEnterSnow(Requests.actor(ctx)).actor();
    Instant time = null;
    boolean hasCm = false;
    Double cm = null;
    String source = null;
    String reason = "";
    for (JsonMember member : body(ctx, "time", "cm", "source", "reason")) {
      switch (member.name()) {
        case "time" -> time = member.moment();
        case "cm" -> {
          hasCm = true;
          cm = member.numberOrNull(0, SnowReading.MOST_CM);
        }
        case "source" -> source = member.text(SnowReading.LONGEST_SOURCE);
        default -> reason = member.textOrEmpty(LONGEST_REASON);
      }
    }
    String allowed = "a number from 0 to below %.0f, or null".formatted(SnowReading.MOST_CM);
    boolean unused = needed("cm", hasCm ? true : null, allowed);
    answer(
        ctx,
        events.reading(
            actor,
            id(ctx),
            needed("time", time, "a time with zone, as 2026-01-31T09:00:00+09:00"),
            cm,
            needed("source", source, "the place or gauge, 1 to 60 characters"),
            reason));
  }

  private static long id(Context ctx) {
    try {
      return Long.parseLong(ctx.pathParam("id"));
    } catch (NumberFormatException e) {
      throw noEvent(ctx);
    }
  }

  private static RuntimeException noEvent(Context ctx) {
    return Problem.notFound("snowfall", ctx.pathParam("id")).asException();
  }
}
