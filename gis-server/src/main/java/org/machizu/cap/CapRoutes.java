package org.machizu.cap;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The feed and its messages. What nobody has confirmed is not there. */
final class CapRoutes {
  private final CapFeed feed;
  private final Consumer<Actor> maySee;
  private final Predicate<Actor> minds;

  CapRoutes(CapFeed feed, Consumer<Actor> maySee, Predicate<Actor> minds) {
    this.feed = feed;
    this.maySee = maySee;
    this.minds = minds;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/alerts.atom",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "The newest alerts that are confirmed for the public, as an Atom feed",
            this::feed),
        Route.of(
            GET,
            "/alerts/{id}/cap.xml",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "An alert that is confirmed for the public, as CAP 1.2",
            this::one));
  }

  private void feed(Context ctx) {
    maySee.accept(Requests.actor(ctx));
    String base = Requests.baseUrl(ctx);
    List<CapMessage> messages = feed.messages();
    Answers.bytes(
        ctx,
        "application/atom+xml; charset=utf-8",
        feed.atom(
            messages,
            base + "/alerts.atom",
            message -> base + "/alerts/" + message.alert().id() + "/cap.xml"));
  }

  private void one(Context ctx) {
    Actor actor = Requests.actor(ctx);
    maySee.accept(actor);
    CapMessage message =
        number(ctx.pathParam("id"))
            .flatMap(feed::find)
            .filter(found -> feed.isForPublic(found.alert()) || minds.test(actor))
            .orElseThrow(() -> Problem.notFound("alert", ctx.pathParam("id")).asException());
    Answers.bytes(ctx, "application/cap+xml; charset=utf-8", feed.bytes(message));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
