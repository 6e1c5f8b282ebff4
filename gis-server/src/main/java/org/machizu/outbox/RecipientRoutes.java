package org.machizu.outbox;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.config.Secret;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.outbound.Outbound;
import org.machizu.outbox.OutboxStore.Latest;
import org.machizu.outbox.RecipientStore.Change;
import org.machizu.outbox.RecipientStore.Kept;
import org.machizu.sensors.notify.Recipient;

/** Those who are told of alerts, for who sees to gauges; for everybody else there are none. */
final class RecipientRoutes {
  private static final String ALL = "/api/alerts/recipients";
  private static final String ONE = ALL + "/{name}";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"recipient-[a-z0-9_-]{1,40}-([0-9]{1,18})(?:-gzip|--gzip)?\"");
  private static final int SHORTEST_SECRET = 16;
  private static final int LONGEST_SECRET = 200;
  private static final int LONGEST_REASON = 200;

  private final RecipientStore store;
  private final OutboxStore messages;
  private final Addresses addresses;
  private final Consumer<Actor> mayMind;
  private final RecipientTests tests;
  private final Clock clock;

  /**
   * @param mayMind throws for whoever does not see to gauges
   */
  RecipientRoutes(
      RecipientStore store,
      OutboxStore messages,
      Addresses addresses,
      Consumer<Actor> mayMind,
      RecipientTests tests,
      Clock clock) {
    this.store = store;
    this.messages = messages;
    this.addresses = addresses;
    this.mayMind = mayMind;
    this.tests = tests;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            ALL,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Who is told of alerts, and by which ways this server sends",
            this::list),
        Route.of(
            GET,
            ONE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "One of those who are told of alerts",
            this::one),
        Route.of(
            PUT,
            ONE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Adds or replaces one: name, audience, language, channels, sections, gauges, lowest, kinds, duty, quiet, drills, repeatMinutes, escalateMinutes, secret; and the reason of the change",
            this::put),
        Route.of(
            DELETE,
            ONE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Tells one of them no more",
            this::remove),
        Route.of(
            GET,
            ONE + "/history",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "What was changed of one of them, when and by whom, the newest first",
            this::history),
        Route.of(
            POST,
            ONE + "/test",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Sends a test message by all ways of a recipient; 202",
            this::test));
  }

  private void list(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    Map<String, List<Latest>> latest =
        messages.latest().stream().collect(Collectors.groupingBy(Latest::recipient));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(
        "recipients",
        store.all().stream()
            .map(kept -> {
              Map<String, @Nullable Object> one = json(kept);
              one.put(
                  "latest",
                  latest.getOrDefault(kept.recipient().id(), List.of()).stream()
                      .map(RecipientRoutes::json)
                      .toList());
              return one;
            })
            .toList());
    json.put("ways", addresses.ways().stream().sorted().map(RecipientJson::word).toList());
    json.put("webhooks", addresses.webhooks().stream().map(Outbound::origin).toList());
    Answers.json(ctx, json);
  }

  private static Map<String, @Nullable Object> json(Latest one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("channel", RecipientJson.word(one.channel().type()));
    json.put("address", one.channel().address());
    json.put("purpose", RecipientJson.word(one.purpose()));
    json.put("state", RecipientJson.word(one.state()));
    json.put("made", one.made());
    json.put("sent", one.sent());
    json.put("attempts", one.attempts());
    json.put("error", one.error());
    return json;
  }

  private static Map<String, @Nullable Object> json(Kept kept) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", kept.recipient().id());
    json.putAll(RecipientJson.write(kept.recipient()));
    json.put("signed", kept.secret() != null);
    json.put("version", kept.version());
    return json;
  }

  private Kept get(Context ctx) {
    String id = ctx.pathParam("name");
    return store.find(id).orElseThrow(() -> OutboxProblems.none(id).asException());
  }

  private void one(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    answer(ctx, get(ctx));
  }

  private static void answer(Context ctx, Kept kept) {
    String tag = "recipient-" + kept.recipient().id() + "-" + kept.version();
    if (ctx.method().equals(GET)) {
      Answers.tagged(ctx, "application/json", tag, () -> Json.bytes(json(kept)));
      return;
    }
    Answers.cacheHeaders(ctx, "\"" + tag + "\"");
    ctx.contentType("application/json").result(Json.bytes(json(kept)));
  }

  private void put(Context ctx) {
    Actor actor = Requests.actor(ctx);
    mayMind.accept(actor);
    String id = ctx.pathParam("name");
    if (!ID.matcher(id).matches()) {
      String allowed = "1 to 40 of a to z, digits, - and _, beginning with a letter or digit";
      throw OutboxProblems.badId(id, allowed).asException();
    }
    ObjectNode body = (ObjectNode) Json.object(ctx.bodyAsBytes());
    Optional<Secret> secret = Optional.ofNullable(body.remove("secret")).map(this::secret);
    String reason =
        Optional.ofNullable(body.remove("reason"))
            .map(value -> JsonMember.of("reason", value).textOrEmpty(LONGEST_REASON))
            .orElse("");
    Recipient recipient = RecipientJson.read(id, body);
    addresses.check(recipient);
    try {
      answer(
          ctx,
          store
              .put(recipient, secret.orElse(null), expected(ctx), entry(actor, id, reason))
              .orElseThrow(() -> OutboxProblems.full().asException()));
    } catch (StaleRecipientException e) {
      throw OutboxProblems.stale(e).asException();
    }
  }

  private AuditEntry entry(Actor actor, String id, String reason) {
    return AuditEntry.of(
            clock.instant().truncatedTo(ChronoUnit.MILLIS), actor, Action.RECIPIENT_CHANGED, id)
        .because(reason.isEmpty() ? null : reason);
  }

  private Secret secret(JsonNode value) {
    String text = JsonMember.of("secret", value).secret(LONGEST_SECRET);
    if (text.length() < SHORTEST_SECRET) {
      throw OutboxProblems.shortSecret(SHORTEST_SECRET, LONGEST_SECRET).asException();
    }
    return new Secret(text);
  }

  private static @Nullable Long expected(Context ctx) {
    String header = ctx.header("If-Match");
    if (header == null || header.equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    // No version is -1: what is no tag of ours is of no version that ever was.
    return tag.matches() ? Long.valueOf(tag.group(1)) : Long.valueOf(-1);
  }

  private void remove(Context ctx) {
    Actor actor = Requests.actor(ctx);
    mayMind.accept(actor);
    String id = ctx.pathParam("name");
    try {
      if (!store.remove(id, expected(ctx), entry(actor, id, ""))) {
        throw OutboxProblems.none(id).asException();
      }
    } catch (StaleRecipientException e) {
      throw OutboxProblems.stale(e).asException();
    }
    ctx.status(204);
  }

  private void history(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    String id = ctx.pathParam("name");
    List<Change> changes = store.changes(id);
    if (changes.isEmpty() && store.find(id).isEmpty()) {
      throw OutboxProblems.none(id).asException();
    }
    Answers.json(ctx, Map.of("changes", changes.stream().map(RecipientRoutes::json).toList()));
  }

  private static Map<String, @Nullable Object> json(Change change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", change.version());
    json.put("recorded", change.recorded());
    json.put("author", change.author());
    json.put("reason", change.reason());
    json.put("changed", change.changed());
    json.put(
        "recipient", change.recipient() == null ? null : RecipientJson.write(change.recipient()));
    return json;
  }

  private void test(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    int made = tests.send(get(ctx).recipient());
    ctx.status(202);
    Answers.json(ctx, Map.of("messages", made));
  }
}
