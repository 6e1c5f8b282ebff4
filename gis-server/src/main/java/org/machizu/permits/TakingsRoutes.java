package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.papers.Closing;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.Takings;

/** Fees that the desk has taken, and their daily closing. */
final class TakingsRoutes {
  private static final int MOST_CLOSINGS = 100;
  private static final int MOST_YEN = 100_000_000;
  private static final int LONGEST_NOTE = 500;

  private final PaperStore store;
  private final Clock clock;

  TakingsRoutes(PaperStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/sites/takings",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "What was taken in since the last closing: sums, and each entry of the ledger",
            this::takings),
        Route.of(
            GET,
            "/api/sites/closings",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "Closings, newest first",
            this::closings),
        Route.of(
            GET,
            "/api/sites/closings/{number}",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "A closing, with each entry that it holds",
            this::closing),
        Route.of(
            POST,
            "/api/sites/closings",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "Closes what was taken in: {\"to\": the last entry seen, \"countedYen\": what is in the"
                + " cash box, \"note\"}",
            this::close));
  }

  private void takings(Context ctx) {
    Takings takings = store.takings();
    Map<String, Object> json = PaperJson.of(takings);
    putEntries(json, takings);
    answer(ctx, json);
  }

  /** The first of them; a day has never more. */
  private void putEntries(Map<String, Object> json, Takings takings) {
    json.put(
        "entries",
        store.entries(takings.from(), takings.to()).stream().map(PaperJson::of).toList());
  }

  private static void answer(Context ctx, Object json) {
    ctx.header("Cache-Control", "no-store").json(json);
  }

  private void closings(Context ctx) {
    answer(
        ctx,
        Map.of("closings", store.closings(MOST_CLOSINGS).stream().map(PaperJson::of).toList()));
  }

  private void closing(Context ctx) {
    long number = Requests.pathNumber(ctx, "number", 1, Long.MAX_VALUE);
    Closing closing =
        store
            .findClosing(number)
            .orElseThrow(() -> Problem.notFound("closing", Long.toString(number)).asException());
    Map<String, Object> json = new LinkedHashMap<>(PaperJson.of(closing));
    putEntries(json, closing.takings());
    answer(ctx, json);
  }

  private void close(Context ctx) {
    int to = 0;
    OptionalLong counted = OptionalLong.empty();
    String note = "";
    for (JsonMember member :
        JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("to", "countedYen", "note"))) {
      switch (member.name()) {
        case "to" -> to = member.integer(1, Integer.MAX_VALUE);
        case "countedYen" ->
            counted =
                member.isNull()
                    ? OptionalLong.empty()
                    : OptionalLong.of(member.integer(0, MOST_YEN));
        default -> note = member.textOrEmpty(LONGEST_NOTE).strip();
      }
    }
    if (to == 0) {
      throw Problem.badMember("to", "", "the last entry of the ledger that was seen").asException();
    }
    Actor actor = Requests.actor(ctx);
    Instant now = clock.instant();
    Closing closing =
        store
            .close(
                to,
                counted,
                note,
                actor.name(),
                now,
                AuditEntry.of(now, actor, Action.COUNTER_CLOSED, "counter"))
            .orElseThrow(() -> PaperProblems.staleClosing().asException());
    ctx.status(201);
    answer(ctx, PaperJson.of(closing));
  }
}
