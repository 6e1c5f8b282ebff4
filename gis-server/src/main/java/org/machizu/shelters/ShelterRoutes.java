package org.machizu.shelters;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.access.Actor;
import org.machizu.hazard.kind.Hazard;
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

/** Shelters for everybody; the desk's and the shelters' own words about them. */
final class ShelterRoutes {
  private static final String ALL = "/api/shelters";
  private static final String ONE = ALL + "/{id}";
  private static final int USUAL = 1_000;
  private static final int USUAL_LINES = 100;
  private static final int MOST_LINES = 1_000;
  private static final int LONGEST_ID = 128;

  private final Shelters shelters;
  private final ShelterDesk desk;
  private final ShelterStore store;
  private final Clock clock;

  ShelterRoutes(Shelters shelters, ShelterDesk desk, ShelterStore store, Clock clock) {
    this.shelters = shelters;
    this.desk = desk;
    this.store = store;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                ALL,
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Shelters and how they stand, by number, or with lon and lat the nearest first",
                this::list)
            .with(
                Parameter.text("hazard", "only of use for this hazard: " + Hazard.words()),
                Parameter.text("status", "only of this status: " + Coded.codes(Status.class)),
                Parameter.text("lon", "degrees east; with lat"),
                Parameter.text("lat", "degrees north"),
                Parameter.integer(
                    "limit", "at most so many, 1 to " + ShelterBook.MOST + "; " + USUAL)),
        Route.of(
            POST,
            ALL + "/states",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Opens or closes many at once, all or none: {\"shelters\": [\"S01\"], \"status\","
                + " \"note\"}; answers with those that changed",
            this::sayOfMany),
        Route.of(
            GET,
            ONE,
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "One shelter; the ETag is the version of its state",
            this::one),
        Route.of(
            PUT,
            ONE + "/state",
            Audience.SHELTERS,
            Reads.EVERY_VISIBLE_LAYER,
            "Says how a shelter stands, with If-Match: {\"status\", \"people\", \"full\", \"note\","
                + " \"facilities\", \"pets\", \"barrierFree\"}; what is absent stays, null stands"
                + " for nobody counts and for what the layer says",
            this::say),
        Route.of(
                GET,
                ONE + "/history",
                Audience.SHELTERS,
                Reads.EVERY_VISIBLE_LAYER,
                "What was said of a shelter, newest first",
                this::history)
            .with(
                Parameter.integer("before", "only lines with a lower number"),
                Parameter.integer(
                    "limit", "at most so many, 1 to " + MOST_LINES + "; " + USUAL_LINES)));
  }

  private void list(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Query query = Query.of(ctx);
    Optional<Hazard> hazard = query.text("hazard").map(ShelterRoutes::hazard);
    Optional<Status> status = query.text("status").map(ShelterRoutes::status);
    Optional<Coordinate> from = place(query);
    int limit = query.integer("limit", USUAL, 1, ShelterBook.MOST);
    ShelterBook.Page page = shelters.page(actor);
    List<Shelter> all =
        shelters.withStates(page).stream()
            .filter(one -> hazard.isEmpty() || one.suits(hazard.get()).isOfUse())
            .filter(one -> status.isEmpty() || one.state().status() == status.get())
            .sorted(Comparator.comparingDouble(one -> metres(one, from).orElse(0)))
            .toList();
    List<Map<String, @Nullable Object>> told = new ArrayList<>();
    for (Shelter one : all.subList(0, Math.min(limit, all.size()))) {
      Map<String, @Nullable Object> json = ShelterJson.of(one, desk.reads(actor, one.id()));
      metres(one, from).ifPresent(metres -> json.put("distanceM", (double) Math.round(metres)));
      told.add(json);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("shelters", told);
    json.put("complete", told.size() == all.size());
    json.put("answered", clock.instant());
    json.put("layerRevision", page.revision().number());
    boolean keeps = desk.keeps(actor);
    json.put("keeps", keeps);
    if (keeps) {
      json.put("faults", page.faults());
    }
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private static Hazard hazard(String word) {
    return Hazard.find(word)
        .orElseThrow(() -> Problem.badParameter("hazard", word, Hazard.words()).asException());
  }

  private static Status status(String word) {
    return Coded.find(Status.class, word)
        .orElseThrow(
            () -> Problem.badParameter("status", word, Coded.codes(Status.class)).asException());
  }

  private static Optional<Coordinate> place(Query query) {
    Optional<String> lon = query.text("lon");
    Optional<String> lat = query.text("lat");
    if (lon.isEmpty() && lat.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Coordinate(query.degrees("lon", 180), query.degrees("lat", 90)));
  }

  private static OptionalDouble metres(Shelter shelter, Optional<Coordinate> from) {
    return from.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            SamePlace.straightM(shelter.lon(), shelter.lat(), from.get().x, from.get().y));
  }

  private void one(Context ctx) {
    answer(ctx, get(Requests.actor(ctx), ctx.pathParam("id")));
  }

  /** One that the actor sees; for who sees no layer of shelters, there is no such layer. */
  private Shelter get(Actor actor, String id) {
    return shelters.withStates(shelters.page(actor)).stream()
        .filter(shelter -> shelter.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ShelterProblems.noShelter(id).asException());
  }

  private void answer(Context ctx, Shelter shelter) {
    ctx.header("Cache-Control", "no-store");
    ctx.header("ETag", tag(shelter));
    ctx.json(ShelterJson.of(shelter, desk.reads(Requests.actor(ctx), shelter.id())));
  }

  private static String tag(Shelter shelter) {
    return "\"" + shelter.state().version() + "\"";
  }

  private void say(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Shelter before = get(actor, ctx.pathParam("id"));
    desk.requireVoice(actor, before.id());
    Told told = Told.of(Json.object(ctx.bodyAsBytes()));
    if (!Answers.fitsIfMatch(ctx, tag(before))) {
      throw ShelterProblems.stale(before.id()).asException();
    }
    boolean bound = ctx.header("If-Match") != null;
    var unused =
        desk.say(actor, List.of(before.id()), bound ? (Long) before.state().version() : null, told);
    answer(ctx, get(actor, before.id()));
  }

  private void sayOfMany(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Set<String> seen =
        shelters.page(actor).places().stream().map(ShelterPlace::id).collect(Collectors.toSet());
    desk.requireKeeper(actor);
    Set<String> ids = Set.of();
    Status status = null;
    String note = null;
    for (JsonMember member :
        JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("shelters", "status", "note"))) {
      switch (member.name()) {
        case "shelters" -> ids = member.texts(ShelterBook.MOST, LONGEST_ID);
        case "status" -> status = Told.one(member, Status.class);
        default -> note = Told.note(member);
      }
    }
    if (ids.isEmpty() || status == null) {
      String missing = ids.isEmpty() ? "shelters" : "status";
      throw Problem.badMember(missing, "", "numbers of shelters, and a status").asException();
    }
    ids.stream()
        .filter(id -> !seen.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw ShelterProblems.noShelter(id).asException();
        });
    List<ShelterChange> written = desk.say(actor, List.copyOf(ids), null, Told.of(status, note));
    Map<String, Shelter> now =
        shelters.list(actor).stream().collect(Collectors.toMap(Shelter::id, Function.identity()));
    ctx.header("Cache-Control", "no-store");
    ctx.json(
        Map.of(
            "shelters",
            written.stream()
                .flatMap(change -> Optional.ofNullable(now.get(change.shelter())).stream())
                .map(one -> ShelterJson.of(one, true))
                .toList()));
  }

  private void history(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Shelter shelter = get(actor, ctx.pathParam("id"));
    desk.requireReader(actor, shelter.id());
    Query query = Query.of(ctx);
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int limit = query.integer("limit", USUAL_LINES, 1, MOST_LINES);
    List<ShelterChange> lines = store.history(shelter.id(), before, limit);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("changes", lines.stream().map(ShelterJson::of).toList());
    json.put("next", lines.size() == limit ? (Long) lines.getLast().number() : null);
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }
}
