package org.machizu.residents;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Expression;
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
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.CaseStep.Visit.Outcome;
import org.machizu.residents.WatchStore.By;
import org.machizu.residents.WatchStore.Filter;
import org.machizu.residents.WatchStore.With;

/**
 * Cases: taken up, looked after, visited, settled, looked at again. A case of a household that the
 * caller may not see answers as one that is not there.
 */
public final class CaseRoutes {
  private static final String CASES = "/api/snow/watch/cases";
  private static final String CASE = CASES + "/{id}";
  private static final int USUAL_LIMIT = 100;
  private static final int MOST_LIMIT = 500;
  private static final int LONGEST = 1_000;

  /** Of a page that shows few of many. */
  private static final int MOST_READS = 40;

  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private final Watch watch;
  private final WatchStore store;
  private final FeatureStore features;
  private final InstantSource clock;
  private final Predicate<String> isAccount;
  private final Predicate<String> isRole;

  /**
   * @param isAccount whether there is an account of that name
   * @param isRole whether there is a role of that name
   */
  public CaseRoutes(
      Watch watch,
      WatchStore store,
      FeatureStore features,
      InstantSource clock,
      Predicate<String> isAccount,
      Predicate<String> isRole) {
    this.watch = watch;
    this.store = store;
    this.features = features;
    this.clock = clock;
    this.isAccount = isAccount;
    this.isRole = isRole;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                CASES,
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "Cases with the place of their households, the newest first: {\"cases\", \"next\"}",
                this::list)
            .with(
                Parameter.text("state", "open (the default), settled or all"),
                Parameter.integer("household", "only this household's"),
                Parameter.text("assignee", "only theirs: account:NAME or group:NAME"),
                Parameter.integer("before", "only cases with a smaller number"),
                Parameter.integer("limit", "1 to " + MOST_LIMIT)),
        Route.of(
            POST,
            CASES,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Takes a household up: {\"household\", \"origin\": ranking, hand or report, \"report\", \"note\"}; 201 with the case",
            this::open),
        Route.of(
            GET,
            CASE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "One case with its history",
            this::one),
        Route.of(
            PATCH,
            CASE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "One step: {\"assignee\": \"account:NAME\", \"group:NAME\" or null}, {\"followUp\": a day or null}, {\"state\": \"settled\" or \"open\"} or {} with \"note\"; with If-Match only on what was seen",
            this::step),
        Route.of(
            POST,
            CASE + "/visits",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Somebody was there: {\"outcome\": well, helped, not-home or needs-more, \"note\"}, or a form with these and a photo as 'file'",
            this::visit),
        Route.of(
            GET,
            CASE + "/photos/{hash}",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "A photo of a visit",
            this::photo));
  }

  private VisibleLayer desk(Context ctx) {
    return watch
        .households()
        .desk(Requests.actor(ctx))
        .orElseThrow(() -> Problem.notFound("list", "watch").asException());
  }

  private By by(Context ctx, VisibleLayer desk) {
    return new By(Requests.actor(ctx), desk.name(), clock.instant());
  }

  private void list(Context ctx) {
    VisibleLayer desk = desk(ctx);
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL_LIMIT, 1, MOST_LIMIT);
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    Filter filter =
        new Filter(
            settled(query.text("state").orElse("open")),
            query.wholeNumber("household", 1, Long.MAX_VALUE).map(List::of).orElse(null),
            query.text("assignee").map(CaseRoutes::assignee).orElse(null));
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    boolean more = true;
    for (int i = 0; i < MOST_READS && more && shown.size() < limit; i++) {
      List<WatchCase> some = store.list(filter, before, MOST_LIMIT);
      more = some.size() == MOST_LIMIT;
      Map<Long, Feature> seen = visible(desk, some);
      for (WatchCase one : some) {
        if (shown.size() == limit) {
          more = true;
          break;
        }
        before = one.id();
        Feature household = seen.get(one.household());
        if (household != null) {
          shown.add(json(one, household));
        }
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cases", shown);
    if (more) {
      json.put("next", before);
    }
    Answers.json(ctx, json);
  }

  private static @Nullable Boolean settled(String state) {
    return switch (state) {
      case "open" -> false;
      case "settled" -> true;
      case "all" -> null;
      default -> throw Problem.badParameter("state", state, "open, settled or all").asException();
    };
  }

  private static Assignee assignee(String text) {
    try {
      return Assignee.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badParameter("assignee", text, "account:NAME or group:NAME").asException();
    }
  }

  private Map<Long, Feature> visible(VisibleLayer desk, List<WatchCase> cases) {
    if (cases.isEmpty()) {
      return Map.of();
    }
    List<Expression.Literal> ids =
        cases.stream().map(WatchCase::household).distinct().map(Expression.Literal::new).toList();
    return features
        .query(
            desk.view(),
            FeatureQuery.where(
                new org.machizu.geo.filter.Predicate.In(new Expression.Id(), ids), ids.size()))
        .features()
        .stream()
        .collect(Collectors.toMap(Feature::id, feature -> feature));
  }

  private Map<String, @Nullable Object> json(WatchCase one, Feature household) {
    Map<String, @Nullable Object> json = json(one);
    Point place = WatchedHouseholds.place(household.geometry());
    json.put("address", watch.address(household));
    json.put("lon", place == null ? null : place.getX());
    json.put("lat", place == null ? null : place.getY());
    return json;
  }

  static Map<String, @Nullable Object> json(WatchCase one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", one.id());
    json.put("version", one.version());
    json.put("household", one.household());
    json.put("event", one.event().isEmpty() ? null : one.event());
    json.putAll(one.standing());
    json.put("origin", one.origin().code());
    json.put("opened", one.opened());
    json.put("openedBy", one.openedBy());
    json.put("changed", one.changed());
    return json;
  }

  private void open(Context ctx) throws IOException {
    VisibleLayer desk = desk(ctx);
    WatchBody body =
        EntranceReportRoutes.body(ctx, List.of("household", "origin", "report", "note"));
    long household = (long) body.requiredNumber("household", 1, 1e15);
    if (watch.households().find(desk, household).isEmpty()) {
      throw Problem.notFound("household", Long.toString(household)).asException();
    }
    Optional<String> report = body.text("report");
    if (report.isPresent() && store.findReport(report.get()).isEmpty()) {
      throw Problem.notFound("report", report.get()).asException();
    }
    WatchCase opened =
        store.open(
            by(ctx, desk),
            household,
            watch.event(),
            origin(body.text("origin").orElse(report.isPresent() ? "report" : "hand")),
            report.orElse(null),
            new With(body.note(), body.photo()));
    ctx.status(201);
    ctx.header("Location", Requests.baseUrl(ctx) + CASES + "/" + opened.id());
    answer(ctx, opened, false);
  }

  private static WatchCase.Origin origin(String code) {
    try {
      return WatchCase.Origin.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw Problem.badMember("origin", code, "ranking, hand or report").asException();
    }
  }

  /** The case in the path, when its household is one that the caller sees. */
  private WatchCase seen(Context ctx, VisibleLayer desk) {
    String id = ctx.pathParam("id");
    return Optional.of(id)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> store.find(Long.parseLong(text)))
        .filter(one -> watch.households().find(desk, one.household()).isPresent())
        .orElseThrow(() -> Problem.notFound("case", id).asException());
  }

  private void one(Context ctx) {
    answer(ctx, seen(ctx, desk(ctx)), true);
  }

  private void answer(Context ctx, WatchCase one, boolean withHistory) {
    String etag = "\"" + one.version() + "\"";
    Answers.cacheHeaders(ctx, etag);
    if (ctx.method().equals(GET) && Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    Map<String, @Nullable Object> json = json(one);
    if (withHistory) {
      json.put("history", store.history(one.id()).stream().map(CaseRoutes::json).toList());
    }
    ctx.json(json);
  }

  private static Map<String, @Nullable Object> json(CaseEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("time", entry.time());
    json.put("actor", entry.actor());
    json.put("step", entry.step());
    json.put("outcome", entry.outcome());
    json.put("note", entry.note());
    json.put("photo", entry.photo());
    json.put("before", entry.before());
    json.put("after", entry.after());
    return json;
  }

  private void step(Context ctx) {
    VisibleLayer desk = desk(ctx);
    WatchCase seen = seen(ctx, desk);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    CaseStep step = new CaseStep.Note();
    String note = "";
    int steps = 0;
    for (JsonMember member :
        JsonMember.ofBody(body, List.of("assignee", "followUp", "state", "note"))) {
      if (member.name().equals("note")) {
        note = member.textOrEmpty(LONGEST);
        continue;
      }
      steps++;
      step =
          switch (member.name()) {
            case "assignee" -> new CaseStep.Assign(assignee(member));
            case "followUp" -> new CaseStep.FollowUp(day(member));
            default -> state(member);
          };
    }
    if (steps > 1 || steps == 0 && note.isEmpty()) {
      throw Problem.badMember("assignee, followUp, state", "", "one of them at a time, or a note")
          .asException();
    }
    apply(ctx, desk, seen, step, new With(note, null));
  }

  private static CaseStep state(JsonMember member) {
    return switch (member.text(LONGEST)) {
      case "settled" -> new CaseStep.Settle();
      case "open" -> new CaseStep.Reopen();
      default -> throw member.bad("settled or open");
    };
  }

  private static @Nullable LocalDate day(JsonMember member) {
    LocalDate day = member.dayOrNull();
    if (day != null && (day.getYear() < 2000 || day.getYear() > 2999)) {
      throw member.bad("a day of this century");
    }
    return day;
  }

  private @Nullable Assignee assignee(JsonMember member) {
    if (member.isNull()) {
      return null;
    }
    try {
      Assignee assignee = Assignee.parse(member.text(LONGEST));
      boolean there =
          switch (assignee.kind()) {
            case ACCOUNT -> isAccount.test(assignee.name());
            case GROUP -> isRole.test(assignee.name());
          };
      if (there) {
        return assignee;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw member.bad("account: or group: with the name of one that is there, or null");
  }

  private void visit(Context ctx) throws IOException {
    VisibleLayer desk = desk(ctx);
    WatchCase seen = seen(ctx, desk);
    WatchBody body = EntranceReportRoutes.body(ctx, List.of("outcome", "note"));
    String code = body.text("outcome").orElse("");
    for (Outcome outcome : Outcome.values()) {
      if (outcome.code().equals(code)) {
        apply(ctx, desk, seen, new CaseStep.Visit(outcome), new With(body.note(), body.photo()));
        return;
      }
    }
    throw Problem.badMember("outcome", code, "well, helped, not-home or needs-more").asException();
  }

  private void apply(Context ctx, VisibleLayer desk, WatchCase seen, CaseStep step, With with) {
    try {
      answer(ctx, store.step(by(ctx, desk), seen.id(), expected(ctx), step, with), false);
    } catch (NoSuchElementException e) { // it was forgotten meanwhile
      throw Problem.notFound("case", ctx.pathParam("id")).asException();
    }
  }

  /** The version in If-Match; null when the caller does not care. */
  private static @Nullable Long expected(Context ctx) {
    String header = ctx.header("If-Match");
    if (header == null || header.equals("*")) {
      return null;
    }
    Matcher matcher = ETAG.matcher(header.strip());
    return matcher.matches() ? Long.valueOf(matcher.group(1)) : -1L;
  }

  private void photo(Context ctx) {
    WatchCase seen = seen(ctx, desk(ctx));
    String hash = ctx.pathParam("hash");
    boolean has = store.history(seen.id()).stream().anyMatch(e -> hash.equals(e.photo()));
    Photo photo =
        (has ? store.findPhoto(hash) : Optional.<Photo>empty())
            .orElseThrow(() -> Problem.notFound("photo", hash).asException());
    EntranceReportRoutes.answer(ctx, photo);
  }
}
