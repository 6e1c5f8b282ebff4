package org.machizu.gauges;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Message.Outcome;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The log of messages, raw and as they were read, for who sees to gauges. */
final class MessageRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final GaugeSight sight;
  private final GaugeStore store;

  MessageRoutes(GaugeSight sight, GaugeStore store) {
    this.sight = sight;
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/gauges/messages",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "The last messages of gauges, the newest first, raw and as they were read",
                this::list)
            .with(
                Parameter.text("gauge", "only of this gauge"),
                Parameter.text("outcome", "only with this outcome: " + outcomes()),
                Parameter.integer("before", "only with a lower number"),
                Parameter.integer("limit", "at most so many, 1 to " + MOST + "; " + USUAL)));
  }

  private static String outcomes() {
    return Arrays.stream(Outcome.values()).map(GaugeWords::code).collect(Collectors.joining(", "));
  }

  private void list(Context ctx) {
    var unused = sight.mayMind(Requests.actor(ctx));
    Query query = Query.of(ctx);
    Message.Filter filter =
        new Message.Filter(
            query.text("gauge").orElse(null),
            query.text("outcome").map(MessageRoutes::outcome).orElse(null));
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int limit = query.integer("limit", USUAL, 1, MOST);
    List<Message.Numbered> found = store.messages(filter, before, limit);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("messages", found.stream().map(MessageRoutes::json).toList());
    json.put("next", found.size() == limit ? (Long) found.getLast().number() : null);
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, json);
  }

  private static Outcome outcome(String text) {
    Optional<Outcome> found =
        Arrays.stream(Outcome.values()).filter(o -> GaugeWords.code(o).equals(text)).findFirst();
    return found.orElseThrow(() -> Problem.badParameter("outcome", text, outcomes()).asException());
  }

  private static Map<String, @Nullable Object> json(Message.Numbered numbered) {
    Message message = numbered.message();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", numbered.number());
    json.put("received", message.received());
    json.put("source", message.source());
    json.put("topic", message.topic());
    json.put("payload", message.payload());
    json.put("size", message.size());
    json.put("gauge", message.gauge());
    json.put("outcome", GaugeWords.code(message.outcome()));
    json.put("detail", message.detail());
    json.put("mayLose", message.mayLose());
    return json;
  }
}
