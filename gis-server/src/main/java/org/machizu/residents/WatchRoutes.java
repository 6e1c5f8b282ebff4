package org.machizu.residents;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;
import org.machizu.access.Actor;
import org.machizu.access.Purpose;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.PurposeHeader;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.Ranking.Ranked;
import org.machizu.residents.WatchStore.Filter;

/** The list of households to look at, one household of it, and the hints to crews. */
public final class WatchRoutes {
  private static final String LIST = "/api/snow/watch";
  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 500;
  private static final int MOST_MEMBERS = 50;
  private static final int MOST_CASES = 100;

  /** A part of the list. */
  private enum Only implements Watch.Wanted {
    ALL("all"),
    REPORTED("reported"),
    FOLLOW_UP("follow-up"),
    WITH_CASE("with-case"),
    WITHOUT_CASE("without-case");

    private static final String CODES =
        Arrays.stream(values()).map(only -> only.code).collect(Collectors.joining(", "));

    private final String code;

    Only(String code) {
      this.code = code;
    }

    static Only ofCode(String code) {
      return Arrays.stream(values())
          .filter(only -> only.code.equals(code))
          .findFirst()
          .orElseThrow(() -> Problem.badParameter("only", code, CODES).asException());
    }

    @Override
    public boolean holds(Ranked line) {
      return switch (this) {
        case ALL -> true;
        case REPORTED, FOLLOW_UP -> line.reasons().stream().anyMatch(r -> r.code().equals(code));
        case WITH_CASE -> line.openCase() != null;
        case WITHOUT_CASE -> line.openCase() == null;
      };
    }

    @Override
    public boolean holdsForTheRoadAlone() {
      return this == ALL || this == WITHOUT_CASE;
    }
  }

  private final Watch watch;
  private final Hints hints;
  private final WatchStore store;
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final WatchSettings settings;

  public WatchRoutes(
      Watch watch,
      Hints hints,
      WatchStore store,
      VisibleLayers layers,
      FeatureStore features,
      WatchSettings settings) {
    this.watch = watch;
    this.hints = hints;
    this.store = store;
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                LIST,
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "Households to look at, the most urgent first, without names: {\"households\", \"count\", \"snowfall\", \"next\"}; for who reads and edits the layer of households",
                this::list)
            .with(
                Parameter.text("only", "of these: " + Only.CODES),
                Parameter.integer("limit", "1 to " + MOST_LIMIT),
                Parameter.integer("after", "the 'next' of the page before")),
        Route.of(
            GET,
            LIST + "/households/{id}",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "One household with its members and cases; names only with a stated purpose in the header Machizu-Purpose",
            this::household),
        Route.of(
            GET,
            "/api/snow/hints",
            Audience.ANYBODY,
            Reads.NOTHING,
            "Stretches of road to be cleared with care; each covers at least five households, and nobody in particular. For crews and the desks",
            this::hints));
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
    int after = query.integer("after", 0, 0, Watch.MOST_RANKED);
    Only only = query.text("only").map(Only::ofCode).orElse(Only.ALL);
    Watch.Ranks ranks = watch.ranks(Requests.actor(ctx), desk, only);
    List<Ranked> all = ranks.ranked();
    List<Ranked> page =
        all.subList(Math.min(after, all.size()), Math.min(all.size(), after + limit));
    Map<Long, Feature> found = features(desk, page);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("snowfall", snowfall(ranks.snowfall()));
    json.put("count", ranks.count());
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      lines.add(json(page.get(i), after + i + 1, found.get(page.get(i).household().id())));
    }
    json.put("households", lines);
    if (after + limit < all.size()) {
      json.put("next", after + limit);
    }
    Answers.json(ctx, json);
  }

  private Map<Long, Feature> features(VisibleLayer desk, List<Ranked> page) {
    List<Expression.Literal> ids =
        page.stream().map(r -> new Expression.Literal(r.household().id())).toList();
    Map<Long, Feature> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      Predicate these = new Predicate.In(new Expression.Id(), ids);
      features
          .query(desk.view(), FeatureQuery.where(these, ids.size()))
          .features()
          .forEach(feature -> found.put(feature.id(), feature));
    }
    return found;
  }

  private static @Nullable Object snowfall(EntranceStates.@Nullable Snowfall snowfall) {
    if (snowfall == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("event", snowfall.event());
    json.put("began", snowfall.began());
    json.put("ended", snowfall.ended());
    return json;
  }

  private Map<String, @Nullable Object> json(Ranked ranked, int rank, @Nullable Feature feature) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    WatchedHousehold household = ranked.household();
    json.put("rank", rank);
    json.put("household", household.id());
    json.put("score", ranked.score());
    json.put("lon", household.lon());
    json.put("lat", household.lat());
    json.put("address", feature == null ? null : watch.address(feature));
    json.put("reasons", ranked.reasons().stream().map(Reason::json).toList());
    EntranceStates.Entrance entrance = ranked.entrance();
    json.put("road", entrance == null ? null : entrance.road());
    json.put("state", entrance == null ? null : entrance.state().code());
    json.put("case", ranked.openCase() == null ? null : CaseRoutes.json(ranked.openCase()));
    return json;
  }

  private void household(Context ctx) {
    VisibleLayer desk = desk(ctx);
    Actor actor = Requests.actor(ctx);
    String id = ctx.pathParam("id");
    Feature household =
        Optional.of(id)
            .filter(text -> text.matches("[0-9]{1,18}"))
            .flatMap(text -> watch.households().find(desk, Long.parseLong(text)))
            .orElseThrow(() -> Problem.notFound("household", id).asException());
    Optional<Purpose> purpose = PurposeHeader.read(ctx.header(PurposeHeader.NAME));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("household", household.id());
    json.put("address", watch.address(household));
    Point place = WatchedHouseholds.place(household.geometry());
    json.put("lon", place == null ? null : place.getX());
    json.put("lat", place == null ? null : place.getY());
    json.put("attributes", attributes(desk, household));
    json.put("members", members(actor, household, purpose));
    json.put(
        "cases",
        store
            .list(new Filter(null, List.of(household.id()), null), Long.MAX_VALUE, MOST_CASES)
            .stream()
            .map(CaseRoutes::json)
            .toList());
    if (purpose.isPresent()) {
      ctx.header("Cache-Control", "no-store");
      ctx.json(json);
    } else {
      Answers.json(ctx, json);
    }
  }

  private static Map<String, @Nullable Object> attributes(VisibleLayer layer, Feature feature) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Schema schema = layer.view().schema();
    for (Attribute attribute : schema.attributes()) {
      Object value = feature.get(attribute.name());
      values.put(
          attribute.name(),
          value == null || value instanceof Number || value instanceof Boolean
              ? value
              : value.toString());
    }
    return values;
  }

  /** Each with what the caller sees; what is shown on demand is read one by one, and logged so. */
  private List<Map<String, @Nullable Object>> members(
      Actor actor, Feature household, Optional<Purpose> purpose) {
    Optional<VisibleLayer> found = watch.households().residents(actor);
    Object key = household.get(settings.key());
    if (found.isEmpty()
        || key == null
        || found.get().view().askable().indexOf(settings.key()) < 0) {
      return List.of();
    }
    VisibleLayer residents = found.get();
    Predicate ofHousehold =
        new Predicate.Comparison(
            new Expression.Property(settings.key()),
            Predicate.Operator.EQUAL,
            new Expression.Literal(key));
    List<Map<String, @Nullable Object>> members = new ArrayList<>();
    for (Feature member :
        features
            .query(residents.view(), FeatureQuery.where(ofHousehold, MOST_MEMBERS))
            .features()) {
      VisibleLayer opened =
          purpose.isEmpty() ? residents : layers.open(actor, residents, member.id(), purpose.get());
      Feature shown = features.find(opened.view(), member.id(), null).orElse(member);
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("resident", member.id());
      json.put("attributes", attributes(opened, shown));
      members.add(json);
    }
    return members;
  }

  private void hints(Context ctx) {
    Actor actor = Requests.actor(ctx);
    if (!Hints.mayRead(actor)) {
      throw WatchProblems.hintsNotForYou(actor).asException();
    }
    Answers.bytes(ctx, "application/json", hints.answer());
  }
}
