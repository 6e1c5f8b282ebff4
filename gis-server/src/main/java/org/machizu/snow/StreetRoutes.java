package org.machizu.snow;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.machizu.access.Actor;
import org.machizu.config.SnowColumns;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.search.Hit;
import org.machizu.search.Question;
import org.machizu.search.TownSearch;
import org.machizu.search.text.LonLat;

/** "When was my street done?": roads by an address. */
final class StreetRoutes {
  /** Roads farther from an address are not its street. */
  private static final double NEAR_M = 150;

  private static final int MOST_PLACES = 5;
  private static final int MOST_STREETS = 3;

  /** Of a part of the town: so many roads are counted. */
  private static final int MOST_OF_QUARTER = 2_000;

  private final SnowSight sight;
  private final TownSearch search;
  private final RoadStates present;
  private final SnowColumns columns;
  private final SnowRules rules;
  private final Optional<Crs> zone;
  private final Clock clock;
  private final GeometryFactory geometries = new GeometryFactory();

  StreetRoutes(
      SnowSight sight,
      TownSearch search,
      RoadStates present,
      SnowColumns columns,
      SnowRules rules,
      Optional<Crs> zone,
      Clock clock) {
    this.sight = sight;
    this.search = search;
    this.present = present;
    this.columns = columns;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
  }

  private record Street(double distanceM, Feature feature, RoadState state) {}

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/snow/street",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "When the streets of an address were cleared; by words, or by lon and lat",
                this::find)
            .with(
                Parameter.text("q", "an address, lot number or facility, 1 to 200 characters"),
                Parameter.text("lon", "degrees, JGD2011, instead of q"),
                Parameter.text("lat", "degrees, JGD2011, instead of q"),
                Parameter.text("lang", "language of texts: ja or en")));
  }

  private void find(Context ctx) {
    Actor actor = Requests.actor(ctx);
    VisibleLayer roads = sight.roads(actor);
    Query query = Query.of(ctx);
    SnowStates states = present.current();
    RoadStateJson words = new RoadStateJson(columns, rules, clock.instant(), false);
    List<Map<String, @Nullable Object>> places = new ArrayList<>();
    Optional<String> text = query.text("q").map(String::strip);
    if (text.isPresent()) {
      checkLength(text.get());
      Question question = new Question(text.get(), MOST_PLACES, Requests.language(ctx), null);
      for (Hit hit : search.find(actor, question).hits()) {
        places.add(place(hit.title(), hit.detail(), hit, roads, states, words));
      }
    } else {
      LonLat point = new LonLat(query.degrees("lon", 180), query.degrees("lat", 90));
      Map<String, @Nullable Object> place = new LinkedHashMap<>();
      place.put("point", List.of(point.lon(), point.lat()));
      place.put("streets", streets(point, roads, states, words));
      places.add(place);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("event", RoadStateJson.event(states.event().orElse(null)));
    json.put("places", places);
    Answers.json(ctx, json);
  }

  private static void checkLength(String text) {
    if (text.isEmpty() || text.length() > Question.MAX_LENGTH) {
      throw Problem.badParameter("q", text, "1 to " + Question.MAX_LENGTH + " characters")
          .asException();
    }
  }

  private Map<String, @Nullable Object> place(
      String title,
      String detail,
      Hit hit,
      VisibleLayer roads,
      SnowStates states,
      RoadStateJson words) {
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    place.put("title", title);
    place.put("detail", detail);
    LonLat point = hit.point();
    place.put("point", point == null ? null : List.of(point.lon(), point.lat()));
    place.put("streets", point == null ? List.of() : streets(point, roads, states, words));
    if (hit.kind() == Hit.Kind.ADDRESS && hit.bbox() != null) {
      place.put("bbox", RoadStateJson.corners(hit.bbox()));
      place.put("quarter", quarter(hit.bbox(), roads, states));
    }
    return place;
  }

  /** How many metres of a part of the town stand how. */
  private Map<String, Object> quarter(Envelope box, VisibleLayer roads, SnowStates states) {
    Map<ClearedState, Double> metres = new EnumMap<>(ClearedState.class);
    try (FeatureCursor cursor = sight.scan(roads.view(), box)) {
      Feature feature;
      for (int i = 0; i < MOST_OF_QUARTER && (feature = cursor.next()) != null; i++) {
        states
            .find(feature.id())
            .ifPresent(
                state -> metres.merge(state.whole().state(), state.road().lengthM(), Double::sum));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    metres.forEach((state, sum) -> json.put(state.code(), Math.round(sum)));
    return json;
  }

  private List<Map<String, @Nullable Object>> streets(
      LonLat point, VisibleLayer roads, SnowStates states, RoadStateJson words) {
    Point place = geometries.createPoint(new Coordinate(point.lon(), point.lat()));
    PlaneMeasure measure = RoadBook.measure(zone, place);
    List<Street> near = new ArrayList<>();
    Envelope around = around(point, measure, place);
    try (FeatureCursor cursor = sight.scan(roads.view(), around)) {
      Feature feature;
      for (int i = 0; i < MOST_OF_QUARTER && (feature = cursor.next()) != null; i++) {
        Geometry geometry = feature.geometry();
        RoadState state = states.find(feature.id()).orElse(null);
        if (geometry != null && state != null) {
          double distanceM = measure.distanceM(place, geometry);
          if (distanceM <= NEAR_M) {
            near.add(new Street(distanceM, feature, state));
          }
        }
      }
    }
    near.sort(
        Comparator.comparingDouble(Street::distanceM)
            .thenComparingLong(street -> street.feature().id()));
    return near.stream().limit(MOST_STREETS).map(street -> json(street, words)).toList();
  }

  private static Envelope around(LonLat point, PlaneMeasure measure, Point place) {
    try {
      return Envelope.of(measure.buffer(place, NEAR_M)).orElseThrow();
    } catch (IllegalArgumentException e) { // far from any road of Japan
      return new Envelope(point.lon(), point.lat(), point.lon(), point.lat());
    }
  }

  private static Map<String, @Nullable Object> json(Street street, RoadStateJson words) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("road", street.feature().id());
    json.put("distanceM", Math.round(street.distanceM()));
    json.putAll(words.properties(street.feature(), street.state()));
    return json;
  }
}
