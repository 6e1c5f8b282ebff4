package org.machizu.opendata.themes;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.basemap.BaseMap;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The desk at which sections make maps. Drafts may name layers that are not open yet. */
public final class MapDeskRoutes {
  private static final String ALL = "/api/maps";
  private static final String ONE = ALL + "/{map}";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
  private static final int LONGEST_REASON = 1_000;

  private final MapDesk desk;
  private final List<String> backgrounds;

  /**
   * @param baseMaps the backgrounds that the settings offer
   */
  public MapDeskRoutes(MapDesk desk, List<BaseMap> baseMaps) {
    this.desk = desk;
    List<String> all = new ArrayList<>(List.of(MapContent.TOWN, MapContent.NONE));
    baseMaps.forEach(map -> all.add(map.id()));
    this.backgrounds = List.copyOf(all);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            ALL,
            Audience.STAFF,
            Reads.NOTHING,
            "The thematic maps that the caller keeps: {\"maps\", \"makes\", \"themes\","
                + " \"backgrounds\"}",
            this::list),
        Route.of(
            POST,
            ALL,
            Audience.STAFF,
            Reads.NOTHING,
            "Makes a map: {\"id\", \"draft\": {\"title\", \"words\", \"theme\", \"layers\","
                + " \"view\", \"background\"}}",
            this::add),
        Route.of(
            GET, ONE, Audience.STAFF, Reads.NOTHING, "One map; the ETag is its version", this::one),
        Route.of(
            PUT,
            ONE,
            Audience.STAFF,
            Reads.NOTHING,
            "Changes the draft of a map, with If-Match: {\"draft\"}",
            this::save),
        Route.of(
            POST,
            ONE + "/publish",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Shows the draft to everybody or takes the map back, with If-Match: {\"published\","
                + " \"reason\"}",
            this::publish),
        Route.of(
            DELETE,
            ONE,
            Audience.STAFF,
            Reads.NOTHING,
            "Removes a map, with If-Match: {\"reason\"}",
            this::remove));
  }

  private void list(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("maps", desk.list(actor).stream().map(MapDeskRoutes::json).toList());
    json.put("makes", desk.makes(actor));
    json.put("themes", List.of(Theme.values()).stream().map(Theme::code).toList());
    json.put("backgrounds", backgrounds);
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }

  private static ObjectNode json(ThematicMap map) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", map.id());
    json.put("version", map.version());
    json.put("section", map.section());
    json.set("draft", MapJson.of(map.draft()));
    MapContent published = map.published();
    json.put("published", published != null);
    json.put("differs", published != null && !published.equals(map.draft()));
    var at = map.publishedAt();
    json.put("publishedAt", at == null ? null : at.toString());
    json.put("changed", map.changed().toString());
    json.put("author", map.author());
    json.put("page", "/open/maps/" + map.id());
    return json;
  }

  private void answer(Context ctx, ThematicMap map) {
    ctx.header("Cache-Control", "no-store");
    ctx.header("ETag", tag(map));
    ctx.json(json(map));
  }

  private static String tag(ThematicMap map) {
    return "\"" + map.version() + "\"";
  }

  private void add(Context ctx) {
    String id = "";
    @Nullable MapContent content = null;
    JsonNode body = Json.object(ctx.bodyAsBytes());
    for (JsonMember member : JsonMember.ofBody(body, List.of("id", "draft"))) {
      if (member.name().equals("id")) {
        id = id(member);
      } else {
        content = content(member);
      }
    }
    if (id.isEmpty()) {
      id = id(JsonMember.of("id", body.path("id")));
    }
    if (content == null) {
      throw JsonMember.of("draft", body.path("draft")).bad("an object, as GET has it");
    }
    ThematicMap made = desk.add(Requests.actor(ctx), id, content);
    ctx.status(201).header("Location", ALL + "/" + made.id());
    answer(ctx, made);
  }

  private static String id(JsonMember member) {
    String id = member.value().isTextual() ? member.value().textValue() : "";
    if (!ID.matcher(id).matches()) {
      throw member.bad("1 to 48 of a to z, 0 to 9 and -, not beginning with -");
    }
    return id;
  }

  private MapContent content(JsonMember member) {
    if (!member.value().isObject()) {
      throw member.bad("an object of " + String.join(", ", MapJson.MEMBERS));
    }
    MapContent content = MapJson.read(member.value());
    if (!backgrounds.contains(content.background())) {
      throw JsonMember.of("background", member.value().path("background"))
          .bad(String.join(", ", backgrounds));
    }
    return content;
  }

  private void one(Context ctx) {
    answer(ctx, desk.get(Requests.actor(ctx), ctx.pathParam("map")));
  }

  private void save(Context ctx) {
    ThematicMap before = known(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    @Nullable MapContent content = null;
    for (JsonMember member : JsonMember.ofBody(body, List.of("draft"))) {
      content = content(member);
    }
    if (content == null) {
      throw JsonMember.of("draft", body.path("draft")).bad("an object, as GET has it");
    }
    answer(ctx, desk.save(Requests.actor(ctx), before.id(), before.version(), content));
  }

  /** The map in the path as it stands; the caller has seen that, or does not care. */
  private ThematicMap known(Context ctx) {
    ThematicMap map = desk.get(Requests.actor(ctx), ctx.pathParam("map"));
    if (!Answers.fitsIfMatch(ctx, tag(map))) {
      throw MapProblems.of(new StaleMapException(map.id())).asException();
    }
    return map;
  }

  private void publish(Context ctx) {
    ThematicMap before = known(ctx);
    @Nullable Boolean published = null;
    String reason = "";
    JsonNode body = Json.object(ctx.bodyAsBytes());
    for (JsonMember member : JsonMember.ofBody(body, List.of("published", "reason"))) {
      if (member.name().equals("published")) {
        published = member.truth();
      } else {
        reason = member.text(LONGEST_REASON);
      }
    }
    if (published == null) {
      throw JsonMember.of("published", body.path("published")).bad("true or false");
    }
    requireReason(reason);
    Actor actor = Requests.actor(ctx);
    answer(
        ctx,
        published
            ? desk.publish(actor, before.id(), before.version(), reason)
            : desk.withdraw(actor, before.id(), before.version(), reason));
  }

  private static void requireReason(String reason) {
    if (reason.isEmpty()) {
      throw Problem.badMember("reason", "", "why, in up to 1000 characters").asException();
    }
  }

  private void remove(Context ctx) {
    ThematicMap before = known(ctx);
    String reason = "";
    for (JsonMember member : JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("reason"))) {
      reason = member.text(LONGEST_REASON);
    }
    requireReason(reason);
    desk.remove(Requests.actor(ctx), before.id(), before.version(), reason);
    ctx.status(204);
  }
}
