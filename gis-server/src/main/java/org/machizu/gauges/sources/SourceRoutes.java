package org.machizu.gauges.sources;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.GaugeSight;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.sensors.mqtt.LineState;

/** How the connections to brokers are doing, for who sees to gauges. */
final class SourceRoutes {
  private final GaugeSight sight;
  private final Sources sources;

  SourceRoutes(GaugeSight sight, Sources sources) {
    this.sight = sight;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/gauges/sources",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "The brokers that messages of gauges come from, and how this server's connections to them are doing",
            this::list));
  }

  private void list(Context ctx) {
    var unused = sight.mayMind(Requests.actor(ctx));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("ownPort", sources.ownPort().isPresent() ? sources.ownPort().getAsInt() : null);
    json.put("lines", sources.states().stream().map(SourceRoutes::json).toList());
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private static Map<String, @Nullable Object> json(LineState line) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("broker", line.broker());
    json.put("client", line.client());
    json.put("connected", line.connected());
    json.put("since", line.since().orElse(null));
    json.put("received", line.received());
    json.put("committed", line.committed());
    json.put("retries", line.retries());
    json.put("connects", line.connects());
    json.put("sessionsLost", line.sessionsLost());
    json.put("mayLose", line.mayLose());
    json.put("dropped", line.dropped());
    json.put("waiting", line.waiting());
    json.put("room", line.room());
    json.put("fullSince", line.fullSince().orElse(null));
    json.put("lastMessage", line.lastMessage().orElse(null));
    json.put("trouble", line.trouble().orElse(null));
    return json;
  }
}
