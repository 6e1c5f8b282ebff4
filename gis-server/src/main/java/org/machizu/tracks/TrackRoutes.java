package org.machizu.tracks;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.TrackView;
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

/** Vehicles on the map, their trails, and what is known of them. */
public final class TrackRoutes {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(32);

  /** Trails of all vehicles at once: a snowfall of three days. */
  private static final Duration LONGEST_OF_ALL = Duration.ofDays(3);

  private static final int USUAL_LIMIT = 20_000;
  private static final int LONGEST_TEXT = 100;

  private final TrackStore store;
  private final MatchStore matching;
  private final TrackSight sight;
  private final PublicTrails publicTrails;
  private final InstantSource clock;

  public TrackRoutes(
      TrackStore store,
      MatchStore matching,
      TrackSight sight,
      PublicTrails publicTrails,
      InstantSource clock) {
    this.store = store;
    this.matching = matching;
    this.sight = sight;
    this.publicTrails = publicTrails;
    this.clock = clock;
  }

  public List<Route> routes() {
    Parameter[] times = {
      Parameter.text("from", "a time with zone; without it 24 hours before 'until'"),
      Parameter.text("until", "a time with zone; without it now"),
    };
    return List.of(
        get(
            "/api/tracks",
            "Vehicles with their newest position as GeoJSON; the public sees them late, and"
                + " without names",
            this::vehicles),
        get(
                "/api/tracks/trails",
                "Trails of all vehicles as GeoJSON lines with the time of each point, for the map"
                    + " and for replaying a night",
                this::trails)
            .with(times),
        get(
            "/api/tracks/{device}",
            "What is known of a vehicle, and how many uploads wait to be matched",
            this::device),
        Route.of(
            PUT,
            "/api/tracks/{device}",
            Audience.STAFF,
            Reads.NOTHING,
            "Says what a vehicle is: {\"title\", \"vehicle\", \"work\", \"widthM\"}",
            this::describe),
        get(
                "/api/tracks/{device}/positions",
                "Positions of a vehicle as they came, each with the reason when it is not used",
                this::positions)
            .with(times[0], times[1], Parameter.integer("limit", "1 to " + TrackStore.MOST_READ)),
        get(
                "/api/tracks/{device}/refused",
                "What a vehicle's tracker sent and could not be used, with the reason",
                this::refused)
            .with(Parameter.integer("limit", "1 to 1000")));
  }

  private static Route get(String path, String summary, io.javalin.http.Handler handler) {
    return Route.of(GET, path, Audience.ANYBODY, Reads.NOTHING, summary, handler);
  }

  private TrackView view(Context ctx) {
    return sight.view(Requests.actor(ctx), ctx.path());
  }

  /** Of one vehicle only those hear who may know it by name. */
  private Device known(Context ctx, TrackView view) {
    String name = ctx.pathParam("device");
    return store
        .device(view, name)
        .orElseThrow(() -> Problem.notFound("vehicle", name).asException());
  }

  private void vehicles(Context ctx) {
    TrackView view = view(ctx);
    Answers.json(
        ctx,
        view.trims()
            ? publicTrails.vehicles(view)
            : TrackJson.collection(
                store.latest(view).stream().map(latest -> TrackJson.vehicle(latest)).toList()));
  }

  private void trails(Context ctx) {
    TrackView view = view(ctx);
    Instant until = until(ctx);
    Instant from = from(ctx, until, LONGEST_OF_ALL);
    Answers.json(
        ctx,
        view.trims()
            ? publicTrails.trails(view, from, until)
            : TrackJson.collection(
                store.devices(view).stream()
                    .flatMap(device ->
                        Trails.of(
                                store.read(view, device.name(), from, until, TrackStore.MOST_READ))
                            .stream()
                            .map(trail -> TrackJson.trail(device, trail)))
                    .toList()));
  }

  private Instant until(Context ctx) {
    return Query.of(ctx).moment("until").orElseGet(clock::instant);
  }

  private static Instant from(Context ctx, Instant until, Duration longest) {
    Query query = Query.of(ctx);
    Instant from = query.moment("from").orElseGet(() -> until.minus(USUAL));
    if (!from.isBefore(until) || from.plus(longest).isBefore(until)) {
      throw Problem.badParameter(
              "from",
              from.toString(),
              "a time before 'until' (%s), by %d days at most".formatted(until, longest.toDays()))
          .asException();
    }
    return from;
  }

  private void device(Context ctx) {
    Device device = known(ctx, view(ctx));
    Map<String, Object> json = TrackJson.device(device);
    json.put("waiting", matching.waiting(device.name()));
    Answers.json(ctx, json);
  }

  private void describe(Context ctx) {
    TrackView view = view(ctx);
    sight.requireEdit(Requests.actor(ctx), ctx.path());
    String name = ctx.pathParam("device");
    if (!Upload.isName(name)) {
      throw Problem.notFound("vehicle", name).asException();
    }
    Device before = store.device(view, name).orElseGet(() -> Device.unknown(name, Instant.EPOCH));
    try {
      store.describe(read(before, Json.object(ctx.bodyAsBytes())));
    } catch (TooManyDevicesException e) {
      throw TrackProblems.devicesFull(e, Map.of());
    }
    device(ctx);
  }

  private static Device read(Device before, JsonNode body) {
    String title = before.title();
    String vehicle = before.vehicle();
    @Nullable WorkKind work = before.work();
    @Nullable Double widthM = before.widthM();
    for (JsonMember member :
        JsonMember.ofBody(body, List.of("title", "vehicle", "work", "widthM"))) {
      switch (member.name()) {
        case "title" -> title = member.text(LONGEST_TEXT);
        case "vehicle" -> vehicle = member.text(LONGEST_TEXT);
        case "work" -> work = member.isNull() ? null : kind(member);
        default -> widthM = member.numberOrNull(0, 20);
      }
    }
    return new Device(before.name(), title, vehicle, work, widthM, before.heard());
  }

  private static WorkKind kind(JsonMember member) {
    Optional<WorkKind> kind = WorkKind.ofCode(member.textOrEmpty(LONGEST_TEXT));
    return kind.orElseThrow(() -> member.bad(WorkKind.codes() + ", or null"));
  }

  private void positions(Context ctx) throws IOException {
    TrackView view = view(ctx);
    Device device = known(ctx, view);
    Instant until = until(ctx);
    Instant from = from(ctx, until, LONGEST);
    int limit = Query.of(ctx).integer("limit", USUAL_LIMIT, 1, TrackStore.MOST_READ);
    PositionsAnswer answer = new PositionsAnswer(store, view, device.name(), from, until, limit);
    String tag =
        Answers.tagOf(
            String.join(
                " ",
                device.name(),
                from.toString(),
                until.toString(),
                String.valueOf(limit),
                String.valueOf(answer.digest())));
    String etag = '"' + tag + '"';
    Answers.cacheHeaders(ctx, etag);
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    ctx.contentType("application/json");
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(ctx.outputStream())) {
      answer.write(json);
    }
  }

  private void refused(Context ctx) {
    TrackView view = view(ctx);
    Device device = known(ctx, view);
    int limit = Query.of(ctx).integer("limit", 100, 1, 1000);
    Answers.json(
        ctx,
        Map.of("device", device.name(), "refused", store.refusals(view, device.name(), limit)));
  }
}
