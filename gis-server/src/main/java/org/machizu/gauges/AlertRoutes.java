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
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.gauges.AlertStore.Act;
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

/** Alerts, for who sees to gauges; for everybody else there are none. */
final class AlertRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final int LONGEST_NOTE = 500;
  private static final int LONGEST_NAME = 64;
  private static final String ALERT = "/api/alerts/{id}";

  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"alert-[0-9]{1,18}-([0-9]{1,18})(?:-gzip|--gzip)?\"");

  private final GaugeSight sight;
  private final AlertStore store;
  private final AlertView view;
  private final Clock clock;
  private final Consumer<GaugesChanged> news;

  AlertRoutes(
      GaugeSight sight,
      AlertStore store,
      AlertView view,
      Clock clock,
      Consumer<GaugesChanged> news) {
    this.sight = sight;
    this.store = store;
    this.view = view;
    this.clock = clock;
    this.news = news;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/alerts",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "Alerts, the newest first",
                this::list)
            .with(
                Parameter.text("gauge", "only of this gauge"),
                Parameter.text(
                    "state",
                    "active: only those that go on; open: of which nobody has taken notice"),
                Parameter.text("drill", "true or false: only those of drills, or only real ones"),
                Parameter.integer("before", "only with a lower id"),
                Parameter.integer("limit", "at most so many, 1 to " + MOST + "; " + USUAL)),
        Route.of(
            GET,
            ALERT,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "One alert with its steps",
            this::one),
        act(
            "acknowledge",
            "Takes notice of an alert: {\"note\"}",
            ctx -> new Act.Acknowledge(note(ctx))),
        act(
            "assign",
            "Gives an alert to an account: {\"assignee\", \"note\"}; null takes it back",
            AlertRoutes::assign),
        act(
            "publish",
            "Confirms that the public is told of an alert: {\"note\"}",
            ctx -> new Act.Publish(note(ctx))));
  }

  /** What a request wants to do to an alert. */
  private interface Wish {
    Act of(Context ctx);
  }

  private Route act(String name, String meaning, Wish wish) {
    return Route.of(
        POST,
        ALERT + "/" + name,
        Audience.STAFF,
        Reads.EVERY_VISIBLE_LAYER,
        meaning,
        ctx -> act(ctx, wish));
  }

  private static String note(Context ctx) {
    String note = "";
    for (JsonMember member : body(ctx, "note")) {
      note = member.textOrEmpty(LONGEST_NOTE);
    }
    return note;
  }

  private static Act assign(Context ctx) {
    String assignee = null;
    String note = "";
    for (JsonMember member : body(ctx, "assignee", "note")) {
      if (member.name().equals("assignee")) {
        assignee = member.isNull() ? null : member.text(LONGEST_NAME);
      } else {
        note = member.textOrEmpty(LONGEST_NOTE);
      }
    }
    return new Act.Assign(assignee, note);
  }

  private static List<JsonMember> body(Context ctx, String... known) {
    byte[] body = ctx.bodyAsBytes();
    return body.length == 0 ? List.of() : JsonMember.ofBody(Json.object(body), List.of(known));
  }

  private void list(Context ctx) {
    var unused = sight.mayMind(Requests.actor(ctx));
    Query query = Query.of(ctx);
    String state = query.text("state").orElse("");
    if (!Set.of("", "active", "open").contains(state)) {
      throw Problem.badParameter("state", state, "active or open").asException();
    }
    AlertStore.Filter filter =
        new AlertStore.Filter(
            query.text("gauge").orElse(null),
            state.equals("active"),
            state.equals("open"),
            query.text("drill").map(AlertRoutes::flag).orElse(null));
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int limit = query.integer("limit", USUAL, 1, MOST);
    List<Alert> found = store.list(filter, before, limit);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", clock.instant());
    json.put("alerts", view.json(found));
    json.put("next", found.size() == limit ? (Long) found.getLast().id() : null);
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw Problem.badParameter("drill", text, "true or false").asException();
    }
    return text.equals("true");
  }

  private void one(Context ctx) {
    var unused = sight.mayMind(Requests.actor(ctx));
    Alert alert = store.find(id(ctx)).orElseThrow(() -> noAlert(ctx));
    answer(ctx, alert);
  }

  private void act(Context ctx, Wish wish) {
    Actor actor = sight.mayMind(Requests.actor(ctx)).actor();
    long id = id(ctx);
    Act act = wish.of(ctx);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AlertStore.Acted acted =
        store.act(id, expected(ctx, id), actor.name(), act, now).orElseThrow(() -> noAlert(ctx));
    acted.step().ifPresent(step -> news.accept(new GaugesChanged(Set.of(), List.of(step))));
    answer(ctx, acted.alert());
  }

  private static @Nullable Long expected(Context ctx, long id) {
    String header = ctx.header("If-Match");
    if (header == null || header.equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw GaugeProblems.stale(id).asException();
    }
    return Long.parseLong(tag.group(1));
  }

  private void answer(Context ctx, Alert alert) {
    Map<String, @Nullable Object> json = view.json(List.of(alert)).getFirst();
    json.put("steps", store.events(alert.id()).stream().map(AlertView::step).toList());
    Answers.cacheHeaders(ctx, "\"alert-%d-%d\"".formatted(alert.id(), alert.version()));
    Answers.json(ctx, json);
  }

  private static long id(Context ctx) {
    try {
      return Long.parseLong(ctx.pathParam("id"));
    } catch (NumberFormatException e) {
      throw noAlert(ctx);
    }
  }

  private static RuntimeException noAlert(Context ctx) {
    return Problem.notFound("alert", ctx.pathParam("id")).asException();
  }
}
