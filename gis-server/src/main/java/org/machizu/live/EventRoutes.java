package org.machizu.live;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.List;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The event stream of open maps. */
public final class EventRoutes {
  private final OpenScreens screens;

  public EventRoutes(OpenScreens screens) {
    this.screens = screens;
  }

  public List<Route> routes() {
    SseHandler stream = new SseHandler(this::open);
    return List.of(
        Route.of(
            HandlerType.GET,
            "/api/events",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "Server-sent events: layer, layers, road, position, gauge, alert, shelter, guidance, job; only what the caller may see",
            ctx -> {
              String accept = ctx.header("Accept");
              if (accept == null || !accept.contains("text/event-stream")) {
                throw Problem.of(
                        406,
                        "event-stream-only",
                        "This address is an event stream",
                        "Accept is '" + accept + "'",
                        "Ask with 'Accept: text/event-stream', as EventSource does.")
                    .asException();
              }
              if (!screens.hasRoom()) {
                throw Problem.of(
                        503,
                        "too-many-screens",
                        "Too many maps are open",
                        OpenScreens.MAX_SCREENS + " event streams are open",
                        "Try again in a minute; the map works without it.")
                    .asException();
              }
              if (!screens.hasRoomFor(Requests.limitedClient(ctx))) {
                ctx.header("Retry-After", "60");
                throw Problem.of(
                        429,
                        "too-many-streams",
                        "Too many maps are open in one place",
                        "this client has as many event streams open as it may have",
                        "Close some; the map works without it.")
                    .asException();
              }
              stream.handle(ctx);
            }));
  }

  private void open(SseClient client) {
    Context ctx = client.ctx();
    screens.open(
        client, Requests.limitedClient(ctx), Requests.actor(ctx), Requests.isStillTheSame(ctx));
  }
}
