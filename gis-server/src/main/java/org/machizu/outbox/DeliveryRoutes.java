package org.machizu.outbox;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.OutboxStore.Filter;
import org.machizu.sensors.notify.Recipient;

/** What was sent to whom, for who sees to gauges; for everybody else there is nothing. */
final class DeliveryRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final Parameter LIMIT =
      Parameter.integer("limit", "at most so many, 1 to " + MOST + "; " + USUAL);
  private static final Parameter BEFORE =
      Parameter.integer("before", "only what has a lower number");

  private final OutboxStore store;
  private final RecipientStore recipients;
  private final Consumer<Actor> mayMind;

  /**
   * @param mayMind throws for whoever does not see to gauges
   */
  DeliveryRoutes(OutboxStore store, RecipientStore recipients, Consumer<Actor> mayMind) {
    this.store = store;
    this.recipients = recipients;
    this.mayMind = mayMind;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/alerts/{id}/deliveries",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "What was sent of an alert to whom, what waits, and who was not told and why; the newest first",
                this::ofAlert)
            .with(LIMIT, BEFORE),
        Route.of(
                GET,
                "/api/outbox",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "All messages that left, wait, or were given up, the newest first",
                this::all)
            .with(
                Parameter.integer("alert", "only of this alert; 0: tests"),
                Parameter.text("recipient", "only to this recipient"),
                Parameter.text("state", "only in one of the states " + states()),
                LIMIT,
                BEFORE));
  }

  private static String states() {
    return Stream.of(State.values()).map(RecipientJson::word).collect(Collectors.joining(", "));
  }

  private void ofAlert(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    Query query = Query.of(ctx);
    long alert;
    try {
      alert = Long.parseLong(ctx.pathParam("id"));
    } catch (NumberFormatException e) {
      throw Problem.notFound("alert", ctx.pathParam("id")).asException();
    }
    answer(ctx, query, Filter.ofAlert(alert));
  }

  private void all(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    Query query = Query.of(ctx);
    answer(
        ctx,
        query,
        new Filter(
            query.wholeNumber("alert", 0, Long.MAX_VALUE).orElse(null),
            query.text("recipient").orElse(null),
            query.text("state").map(DeliveryRoutes::state).orElse(null)));
  }

  private static State state(String text) {
    return Stream.of(State.values())
        .filter(state -> RecipientJson.word(state).equals(text))
        .findFirst()
        .orElseThrow(() -> Problem.badParameter("state", text, "one of " + states()).asException());
  }

  private void answer(Context ctx, Query query, Filter filter) {
    int limit = query.integer("limit", USUAL, 1, MOST);
    long before = query.wholeNumber("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    List<Delivery> found = store.list(filter, before, limit);
    Map<String, String> names =
        recipients.all().stream()
            .map(RecipientStore.Kept::recipient)
            .collect(Collectors.toMap(Recipient::id, Recipient::name));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("deliveries", found.stream().map(one -> json(one, names)).toList());
    json.put("more", found.size() == limit);
    Answers.json(ctx, json);
  }

  private static Map<String, @Nullable Object> json(Delivery one, Map<String, String> names) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", one.number());
    json.put("alert", one.alert());
    json.put("event", one.event());
    json.put("recipient", one.recipient());
    json.put("recipientName", names.get(one.recipient()));
    json.put("channel", RecipientJson.word(one.channel().type()));
    json.put("address", one.channel().address());
    json.put("purpose", RecipientJson.word(one.purpose()));
    json.put("round", one.round());
    json.put("state", RecipientJson.word(one.state()));
    json.put("reason", one.reason());
    json.put("drill", one.drill());
    json.put("made", one.made());
    json.put("due", one.due());
    json.put("follows", one.follows());
    json.put("mayHaveArrived", one.mayHaveArrived());
    json.put("parcel", one.batch());
    json.put("attempts", one.attempts());
    json.put("sent", one.sent());
    json.put("error", one.error());
    json.put("subject", one.message().subject());
    json.put("text", one.message().text());
    return json;
  }
}
