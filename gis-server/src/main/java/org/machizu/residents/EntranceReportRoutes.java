package org.machizu.residents;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Role;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.UploadForm;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.EntranceReport.Source;

/**
 * Telling that an entrance is still blocked, and seeing what was told. Whoever tells it learns
 * nothing of who lives there: the answer is the same wherever the place is, and nobody is looked
 * for before the welfare desk looks.
 */
public final class EntranceReportRoutes {
  private static final String REPORTS = "/api/snow/watch/reports";
  private static final List<String> MEMBERS = List.of("id", "lon", "lat", "seen", "note");
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{8,64}");
  private static final int OF_A_NEIGHBOUR = 6;
  private static final int OF_OTHERS = 240;

  /** Crews may have been without network for so long. */
  private static final Duration OLDEST = Duration.ofDays(7);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final int USUAL_LIMIT = 100;
  private static final int MOST_LIMIT = 1_000;
  private static final Duration LISTED = Duration.ofDays(30);

  private final Watch watch;
  private final WatchStore store;
  private final InstantSource clock;

  public EntranceReportRoutes(Watch watch, WatchStore store, InstantSource clock) {
    this.watch = watch;
    this.store = store;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                POST,
                REPORTS,
                Audience.ANYBODY,
                Reads.NOTHING,
                "Tells that an entrance is still blocked: {\"lon\", \"lat\", \"note\", \"seen\", \"id\"}, or a form with these and a photo as 'file'; from crews, devices, the desks and neighbours with a link. The place in degrees; never a household",
                this::report)
            .with(Parameter.token()),
        Route.of(
                GET,
                REPORTS,
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "What was told in the last 30 days, the newest first, with the households near: for who keeps the layer of households",
                this::list)
            .with(
                Parameter.integer("limit", "1 to " + MOST_LIMIT),
                Parameter.text("before", "only what was seen before this moment")),
        Route.of(
            PATCH,
            REPORTS + "/{id}",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Says that somebody has seen to it: {\"state\": \"closed\"}",
            this::close),
        Route.of(
            GET,
            REPORTS + "/{id}/photo",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "The photo that came with a report",
            this::photo));
  }

  /** A body as JSON or as a form with a photo. */
  static WatchBody body(Context ctx, List<String> known) throws IOException {
    if (!ctx.isMultipartFormData()) {
      return WatchBody.ofJson(ctx.bodyAsBytes(), known);
    }
    UploadForm form = UploadForm.read(ctx, Set.copyOf(known), Photo.MAX_BYTES);
    try (InputStream content = form.file().content()) {
      return WatchBody.ofForm(content.readNBytes(Photo.MAX_BYTES + 1), form.texts());
    }
  }

  private static Optional<Source> source(Actor actor) {
    if (actor.roles().contains(Role.NEIGHBOUR)) {
      return Optional.of(Source.NEIGHBOUR);
    }
    if (actor.roles().contains(Role.CREW) || actor.roles().contains(Role.TRACKER)) {
      return Optional.of(Source.CREW);
    }
    return actor.roles().contains(Role.DUTY) || actor.roles().contains(Role.WELFARE)
        ? Optional.of(Source.STAFF)
        : Optional.empty();
  }

  private void report(Context ctx) throws IOException {
    Actor actor = Requests.actor(ctx);
    Source source = source(actor).orElseThrow(() -> WatchProblems.notForYou(actor).asException());
    WatchBody body = body(ctx, MEMBERS);
    Instant now = clock.instant();
    EntranceReport report =
        new EntranceReport(
            id(body),
            seen(body, now),
            source,
            actor.name(),
            body.requiredNumber("lon", 122, 154),
            body.requiredNumber("lat", 20, 46),
            body.note(),
            null,
            null);
    AuditEntry entry =
        AuditEntry.of(now, actor, Action.ENTRANCE_REPORTED, "watch").about(report.id());
    int perHour = source == Source.NEIGHBOUR ? OF_A_NEIGHBOUR : OF_OTHERS;
    boolean unused = store.report(report, body.photo(), perHour, now, entry);
    ctx.status(201);
    ctx.header("Cache-Control", "no-store");
    ctx.json(Map.of("id", report.id()));
  }

  private static String id(WatchBody body) {
    String id = body.text("id").orElseGet(() -> UUID.randomUUID().toString());
    if (!ID.matcher(id).matches()) {
      throw Problem.badParameter("id", id, "8 to 64 letters, digits and hyphens, as a UUID")
          .asException();
    }
    return id;
  }

  private static Instant seen(WatchBody body, Instant now) {
    Instant seen = body.text("seen").map(text -> Query.parseMoment("seen", text)).orElse(now);
    if (seen.isBefore(now.minus(OLDEST)) || seen.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw Problem.badParameter(
              "seen", seen.toString(), "a moment of the last " + OLDEST.toDays() + " days")
          .asException();
    }
    return seen.isAfter(now) ? now : seen;
  }

  private VisibleLayer desk(Context ctx) {
    return watch
        .households()
        .desk(Requests.actor(ctx))
        .orElseThrow(() -> Problem.notFound("list", "watch").asException());
  }

  private void list(Context ctx) {
    VisibleLayer desk = desk(ctx);
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL_LIMIT, 1, MOST_LIMIT);
    Instant now = clock.instant();
    Instant before = query.moment("before").orElse(now.plusSeconds(60));
    List<EntranceReport> found = store.listReports(now.minus(LISTED), before, limit);
    Map<String, List<Long>> near = new LinkedHashMap<>();
    watch
        .reports(watch.households().list(Requests.actor(ctx), desk), found)
        .forEach((household, reports) ->
            reports.forEach(
                r -> near.computeIfAbsent(r.id(), i -> new ArrayList<>()).add(household)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "reports",
        found.stream()
            .map(r -> json(r, near.getOrDefault(r.id(), List.of()).stream().sorted().toList()))
            .toList());
    if (found.size() == limit) {
      json.put("next", found.getLast().seen().toString());
    }
    Answers.json(ctx, json);
  }

  static Map<String, @Nullable Object> json(EntranceReport report, List<Long> households) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", report.id());
    json.put("seen", report.seen());
    json.put("source", report.source().code());
    json.put("by", report.by());
    json.put("lon", report.lon());
    json.put("lat", report.lat());
    json.put("note", report.note());
    json.put("photo", report.photo() != null);
    json.put("closed", report.closed());
    json.put("households", households);
    return json;
  }

  private void close(Context ctx) throws IOException {
    VisibleLayer unused = desk(ctx);
    String id = ctx.pathParam("id");
    String state = body(ctx, List.of("state")).text("state").orElse("");
    if (!state.equals("closed")) {
      throw Problem.badMember("state", state, "closed").asException();
    }
    Instant now = clock.instant();
    AuditEntry entry =
        AuditEntry.of(now, Requests.actor(ctx), Action.ENTRANCE_REPORTED, "watch")
            .about(id)
            .with("step", "close");
    if (!store.closeReport(id, now, entry)) {
      throw Problem.notFound("report", id).asException();
    }
    ctx.status(204);
  }

  private void photo(Context ctx) {
    VisibleLayer unused = desk(ctx);
    String id = ctx.pathParam("id");
    Photo photo =
        store
            .findReport(id)
            .map(EntranceReport::photo)
            .flatMap(store::findPhoto)
            .orElseThrow(() -> Problem.notFound("photo", id).asException());
    answer(ctx, photo);
  }

  /** Nobody's browser keeps it. */
  static void answer(Context ctx, Photo photo) {
    ctx.header("Cache-Control", "no-store");
    ctx.contentType(photo.mediaType()).result(photo.bytes());
  }
}
