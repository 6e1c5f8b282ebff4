package org.machizu.outbox;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.config.Secret;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.outbox.OutboxStore.Occasion;
import org.machizu.outbox.RecipientStore.Kept;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Outgoing;
import org.machizu.sensors.notify.Past;
import org.machizu.sensors.notify.Purpose;
import org.machizu.sensors.notify.Recipient;
import org.machizu.sensors.notify.Wording;

/** Those who are told of alerts, for who sees to gauges; for everybody else there are none. */
final class RecipientRoutes {
  private static final String ALL = "/api/alerts/recipients";
  private static final String ONE = ALL + "/{name}";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"recipient-[a-z0-9_-]{1,40}-([0-9]{1,18})(?:-gzip|--gzip)?\"");
  private static final int SHORTEST_SECRET = 16;
  private static final int LONGEST_SECRET = 200;

  private final RecipientStore store;
  private final OutboxStore messages;
  private final Addresses addresses;
  private final Consumer<Actor> mayMind;
  private final Runnable news;
  private final Clock clock;

  /**
   * @param mayMind throws for whoever does not see to gauges
   * @param news is called when there is something to send
   */
  RecipientRoutes(
      RecipientStore store,
      OutboxStore messages,
      Addresses addresses,
      Consumer<Actor> mayMind,
      Runnable news,
      Clock clock) {
    this.store = store;
    this.messages = messages;
    this.addresses = addresses;
    this.mayMind = mayMind;
    this.news = news;
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
            "Adds or replaces one: name, audience, language, channels, sections, gauges, lowest, kinds, duty, quiet, drills, repeatMinutes, escalateMinutes, secret",
            this::put),
        Route.of(
            DELETE,
            ONE,
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Tells one of them no more",
            this::remove),
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
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("recipients", store.all().stream().map(RecipientRoutes::json).toList());
    json.put("ways", addresses.ways().stream().sorted().map(RecipientJson::word).toList());
    Answers.json(ctx, json);
  }

  private static Map<String, @Nullable Object> json(Kept kept) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", kept.recipient().id());
    json.putAll(RecipientJson.write(kept.recipient()));
    json.put("signed", kept.secret() != null);
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
    mayMind.accept(Requests.actor(ctx));
    String id = ctx.pathParam("name");
    if (!ID.matcher(id).matches()) {
      String allowed = "1 to 40 of a to z, digits, - and _, beginning with a letter or digit";
      throw OutboxProblems.badId(id, allowed).asException();
    }
    ObjectNode body = (ObjectNode) Json.object(ctx.bodyAsBytes());
    Optional<Secret> secret = Optional.ofNullable(body.remove("secret")).map(this::secret);
    Recipient recipient = RecipientJson.read(id, body);
    addresses.check(recipient);
    try {
      answer(
          ctx,
          store
              .put(recipient, secret.orElse(null), expected(ctx))
              .orElseThrow(() -> OutboxProblems.full().asException()));
    } catch (StaleRecipientException e) {
      throw OutboxProblems.stale(e).asException();
    }
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
    mayMind.accept(Requests.actor(ctx));
    String id = ctx.pathParam("name");
    if (!store.remove(id)) {
      throw OutboxProblems.none(id).asException();
    }
    ctx.status(204);
  }

  private void test(Context ctx) {
    mayMind.accept(Requests.actor(ctx));
    Recipient recipient = get(ctx).recipient();
    Instant now = clock.instant();
    int made =
        messages.decide(new Occasion(0, 0, false, "{}"), past -> test(recipient, past, now), now);
    news.run();
    ctx.status(202);
    Answers.json(ctx, Map.of("messages", made));
  }

  /** Whoever cannot wait presses again: a test that is still to go out is enough. */
  private static Decision test(Recipient recipient, Past past, Instant now) {
    List<Outgoing> tests =
        recipient.channels().stream()
            .map(channel -> test(recipient, channel, past, now))
            .flatMap(Optional::stream)
            .toList();
    return new Decision(tests, List.of(), List.of());
  }

  private static Optional<Outgoing> test(
      Recipient recipient, Channel channel, Past past, Instant now) {
    var before = past.ofAlert().stream().filter(e -> e.isTo(recipient.id(), channel)).toList();
    if (!before.isEmpty() && before.getLast().isUnderWay()) {
      return Optional.empty();
    }
    return Optional.of(
        new Outgoing(
            recipient.id(),
            channel,
            Purpose.TEST,
            before.size() + 1,
            now,
            false,
            null,
            recipient.language(),
            Wording.in(recipient.language()).test(recipient.name(), now)));
  }
}
