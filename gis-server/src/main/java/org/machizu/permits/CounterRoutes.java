package org.machizu.permits;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Audience;
import org.machizu.http.Pages;
import org.machizu.http.Parameter;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.checklist.PaperTerms;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.CounterStore.Queue;
import org.machizu.permits.papers.CounterStore.Waiting;
import org.machizu.printing.PrinterState;
import org.machizu.printing.Printers;
import org.machizu.printing.Terminal;

/** The counter itself: its pages, how it stands, and who waits for it. */
final class CounterRoutes {
  private static final String QUEUE = "/api/counter/queue";

  private final Pages pages;
  private final LocalizedText town;
  private final Checklists checklists;
  private final Printers printers;
  private final CounterStore counter;
  private final Clock clock;

  /**
   * @param pages has the pages "counter.html" and "check.html"
   */
  CounterRoutes(
      Pages pages,
      LocalizedText town,
      Checklists checklists,
      Printers printers,
      CounterStore counter,
      Clock clock) {
    this.pages = pages;
    this.town = town;
    this.checklists = checklists;
    this.printers = printers;
    this.counter = counter;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/counter",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The counter terminal's page",
                ctx -> pages.send(ctx, "counter.html"))
            .with(
                Parameter.text(
                    "idle", "read by the page: seconds until it asks whether somebody is there")),
        Route.of(
                GET,
                "/check",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The page on which one sees whether a paper is what it says",
                ctx -> pages.send(ctx, "check.html"))
            .with(
                Parameter.text("number", "read by the page: a paper's number"),
                Parameter.text("code", "read by the page: the code beside it")),
        Route.of(
            GET,
            "/api/counter",
            Audience.COUNTER,
            Reads.NOTHING,
            "How a terminal stands: where it is, its printers, the fee, and who waits",
            this::stand),
        Route.of(
            POST,
            QUEUE,
            Audience.COUNTER,
            Reads.NOTHING,
            "Gives whoever waits at this terminal a number",
            this::take),
        Route.of(
            POST,
            QUEUE + "/next",
            Audience.COUNTER,
            Reads.NOTHING,
            "Calls the first who waits at this terminal; 204 when nobody does",
            this::next),
        Route.of(
            DELETE,
            QUEUE + "/{number}",
            Audience.COUNTER,
            Reads.NOTHING,
            "Somebody waits no longer",
            this::leave));
  }

  private void stand(Context ctx) {
    CounterPlace place = place(ctx);
    PaperTerms terms = checklists.inForce().checklist().papers();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("terminal", place.terminal().map(this::terminal).orElse(null));
    json.put("town", inBoth(town));
    json.put("feeYen", terms.feeYen());
    json.put("payment", terms.payment().name().toLowerCase(Locale.ROOT));
    json.put("printers", printerStates(place));
    Queue queue = counter.queue(place.queue(), clock.instant());
    Map<String, Object> waiting = new LinkedHashMap<>();
    waiting.put("called", queue.called());
    waiting.put("waiting", queue.waiting().stream().map(Waiting::number).toList());
    json.put("queue", waiting);
    answer(ctx, json);
  }

  private Map<String, Object> terminal(String name) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("place", printers.terminals().find(name).map(CounterRoutes::where).orElse(null));
    return json;
  }

  private static Map<String, String> where(Terminal terminal) {
    return Map.of("ja", terminal.placeJa(), "en", terminal.placeEn());
  }

  private Map<String, Object> printerStates(CounterPlace place) {
    Map<String, Object> json = new LinkedHashMap<>();
    Optional<Printers.Status> status =
        printers.terminals().find(place.queue()).map(printers::status);
    String none = PrinterState.NONE.word();
    json.put("papers", status.map(both -> both.papers().state().word()).orElse(none));
    json.put("receipts", status.map(both -> both.receipts().state().word()).orElse(none));
    return json;
  }

  private static Map<String, String> inBoth(LocalizedText text) {
    return Map.of("ja", text.ja(), "en", text.en());
  }

  private static CounterPlace place(Context ctx) {
    return CounterPlace.of(Requests.actor(ctx));
  }

  private static void answer(Context ctx, Object json) {
    ctx.header("Cache-Control", "no-store").json(json);
  }

  private void take(Context ctx) {
    String queue = place(ctx).queue();
    Waiting taken =
        counter
            .take(queue, clock.instant())
            .orElseThrow(() -> PaperProblems.queueFull(CounterStore.MOST_WAITING).asException());
    long ahead =
        counter.queue(queue, clock.instant()).waiting().stream()
            .filter(waiting -> waiting.number() < taken.number())
            .count();
    ctx.status(201);
    answer(ctx, Map.of("number", taken.number(), "ahead", ahead));
  }

  private void next(Context ctx) {
    Optional<Waiting> called = counter.next(place(ctx).queue(), clock.instant());
    if (called.isEmpty()) {
      ctx.status(204);
      return;
    }
    answer(ctx, Map.of("number", called.get().number()));
  }

  private void leave(Context ctx) {
    long number = Requests.pathNumber(ctx, "number", 1, CounterStore.MOST_WAITING);
    if (!counter.leave(place(ctx).queue(), (int) number, clock.instant())) {
      throw PaperProblems.notWaiting(number).asException();
    }
    ctx.status(204);
  }
}
