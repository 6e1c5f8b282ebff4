package org.machizu.snow;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.GeoJson;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.WorkKind;

/** The state of roads, for maps, and for programs of ambulances, buses and schools. */
final class RoadStateRoutes {
  /** An answer in GeoJSON has no more roads; compact ones are as long as the town. */
  private static final int MOST_FEATURES = 100_000;

  private static final int MOST_EVIDENCE = 200;

  private static final String WORKS =
      Arrays.stream(WorkKind.values()).map(WorkKind::code).collect(Collectors.joining(", "));

  private final SnowSight sight;
  private final RoadStates present;
  private final PastStates past;
  private final PassReads passes;
  private final SnowColumns columns;
  private final SnowRules rules;
  private final Clock clock;

  RoadStateRoutes(
      SnowSight sight,
      RoadStates present,
      PastStates past,
      PassReads passes,
      SnowColumns columns,
      SnowRules rules,
      Clock clock) {
    this.sight = sight;
    this.present = present;
    this.past = past;
    this.passes = passes;
    this.columns = columns;
    this.rules = rules;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/snow/roads",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "How roads stand against the snowfall: GeoJSON, or rows of road, direction, state, moment and confidence",
                this::list)
            .with(
                Parameter.text("f", "geojson or compact"),
                Parameter.text("bbox", "west,south,east,north in degrees"),
                at(),
                Parameter.text("work", "by one kind of work alone: " + WORKS)),
        Route.of(
                GET,
                "/api/snow/roads/{id}",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "How one road stands; for staff with the passes that say so",
                this::one)
            .with(at()));
  }

  private static Parameter at() {
    return Parameter.text("at", "how they stood at this moment, RFC 3339; by default now");
  }

  private void list(Context ctx) throws IOException {
    Actor actor = Requests.actor(ctx);
    VisibleLayer roads = sight.roads(actor);
    Query query = Query.of(ctx);
    String format = query.text("f").orElse("geojson");
    if (!format.equals("geojson") && !format.equals("compact")) {
      throw Problem.badParameter("f", format, "geojson or compact").asException();
    }
    Envelope box = query.box("bbox").orElse(null);
    WorkKind work = query.text("work").map(RoadStateRoutes::work).orElse(null);
    Instant at = moment(query);
    SnowStates states = at == null ? present.current() : past(roads, box, at);
    boolean compact = format.equals("compact");
    boolean vehicles = !compact && sight.seesVehicles(actor);
    String etag = etag(ctx, roads, states, compact ? null : ageFrom(states, at), vehicles);
    Answers.cacheHeaders(ctx, etag);
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    if (compact) {
      ctx.contentType("application/json")
          .result(
              Json.bytes(
                  compact(roads, states, work, sight.ids(roads.view(), box, states.roads()))));
      return;
    }
    ctx.contentType("application/geo+json");
    RoadStateJson words = new RoadStateJson(columns, rules, ageFrom(states, at), vehicles);
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(ctx.outputStream());
        FeatureCursor cursor = sight.scan(roads.view(), box)) {
      write(json, cursor, states, work, words);
    }
  }

  private static WorkKind work(String code) {
    return WorkKind.ofCode(code)
        .orElseThrow(() -> Problem.badParameter("work", code, WORKS).asException());
  }

  private @Nullable Instant moment(Query query) {
    Instant at = query.moment("at").orElse(null);
    if (at != null && at.isAfter(clock.instant())) {
      throw Problem.badParameter("at", at.toString(), "a moment that is not to come").asException();
    }
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
  }

  private SnowStates past(VisibleLayer roads, @Nullable Envelope box, Instant at) {
    return past.at(
        at, box == null ? null : sight.ids(roads.view(), box, present.current().roads()));
  }

  /** Ages are told to the minute, so that who asks twice in one has the same answer. */
  private Instant ageFrom(SnowStates states, @Nullable Instant at) {
    Instant now = at == null ? clock.instant().truncatedTo(ChronoUnit.MINUTES) : at;
    return now.isBefore(states.at()) && at == null ? states.at() : now;
  }

  private static String etag(
      Context ctx,
      VisibleLayer roads,
      SnowStates states,
      @Nullable Instant ageFrom,
      boolean vehicles) {
    return "\""
        + Answers.tagOf(
            states.digest()
                + ageFrom
                + vehicles
                + roads.entry().revision()
                + roads.view().entitlement()
                + ctx.queryString())
        + "\"";
  }

  private static Map<String, @Nullable Object> compact(
      VisibleLayer roads, SnowStates states, @Nullable WorkKind work, Set<Long> visible) {
    List<RoadState> touched = new ArrayList<>();
    states.touched().values().stream()
        .filter(state -> visible.contains(state.road().id()))
        .sorted(Comparator.comparingLong(state -> state.road().id()))
        .forEach(state -> touched.add(work == null ? state : state.by(work)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("event", RoadStateJson.event(states.event().orElse(null)));
    json.put("layer", roads.name());
    json.put("states", Arrays.stream(ClearedState.values()).map(ClearedState::code).toList());
    json.put("roadsInAll", visible.size());
    json.put("otherwise", states.untouched().state().number());
    json.put("columns", RoadStateJson.COMPACT_COLUMNS);
    json.put("rows", RoadStateJson.compact(touched));
    return json;
  }

  private void write(
      JsonGenerator json,
      FeatureCursor cursor,
      SnowStates states,
      @Nullable WorkKind work,
      RoadStateJson words)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writePOJOField("event", RoadStateJson.event(states.event().orElse(null)));
    json.writeStringField("timeStamp", words.at().toString());
    json.writeArrayFieldStart("features");
    int written = 0;
    Feature feature;
    while ((feature = cursor.next()) != null && written < MOST_FEATURES) {
      RoadState state = states.find(feature.id()).orElse(null);
      Geometry geometry = feature.geometry();
      if (state != null && geometry != null) {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeNumberField("id", feature.id());
        json.writeFieldName("geometry");
        GeoJson.write(json, geometry);
        json.writePOJOField(
            "properties", words.properties(feature, work == null ? state : state.by(work)));
        json.writeEndObject();
        written++;
      }
    }
    json.writeEndArray();
    json.writeNumberField("numberReturned", written);
    json.writeBooleanField("more", feature != null);
    json.writeEndObject();
  }

  private void one(Context ctx) {
    Actor actor = Requests.actor(ctx);
    VisibleLayer roads = sight.roads(actor);
    Query query = Query.of(ctx);
    Feature feature = feature(ctx, roads);
    Instant at = moment(query);
    SnowStates states = at == null ? present.current() : past.at(at, List.of(feature.id()));
    RoadState state =
        states.find(feature.id()).orElseThrow(() -> noSuchRoad(ctx.pathParam("id")).asException());
    boolean vehicles = sight.seesVehicles(actor);
    RoadStateJson words = new RoadStateJson(columns, rules, ageFrom(states, at), vehicles);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("road", feature.id());
    json.put("event", RoadStateJson.event(states.event().orElse(null)));
    json.putAll(words.properties(feature, state));
    if (vehicles) {
      putEvidence(json, feature.id(), states, at);
    }
    Answers.json(ctx, json);
  }

  private Feature feature(Context ctx, VisibleLayer roads) {
    String id = ctx.pathParam("id");
    try {
      return sight
          .find(roads.view(), Long.parseLong(id))
          .orElseThrow(() -> noSuchRoad(id).asException());
    } catch (NumberFormatException e) {
      throw noSuchRoad(id).asException();
    }
  }

  private static Problem noSuchRoad(String id) {
    return Problem.notFound("road", id);
  }

  /** The latest passes since the snowfall began, the last one first. */
  private void putEvidence(
      Map<String, @Nullable Object> json, long road, SnowStates states, @Nullable Instant at) {
    List<RoadPass> since = new ArrayList<>();
    states
        .event()
        .ifPresent(event -> {
          Instant until = (at == null ? clock.instant() : at).plusMillis(1);
          since.addAll(passes.listOfRoads(List.of(road), event.begin(), until));
        });
    since.sort(Cover.ORDER.reversed());
    json.put("passesInAll", since.size());
    json.put("evidence", since.stream().limit(MOST_EVIDENCE).map(RoadStateJson::pass).toList());
  }
}
