package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.papers.CheckCode;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Paper.State;
import org.machizu.permits.papers.PaperNumber;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.PaperStore.Wanted;

/**
 * Papers about sites: giving them out, looking after them, and checking one that somebody holds.
 */
final class CertificateRoutes {
  private static final String ONE = PaperJson.PATH + "/{number}";
  private static final Set<String> LANGUAGES = Set.of("ja", "easy", "en");

  /** A terminal forgets whoever stood before it; so it gets no older paper. */
  private static final Duration TERMINALS_OWN = Duration.ofHours(1);

  private static final int LONGEST_REASON = 500;

  private final Certificates papers;
  private final PaperStore store;
  private final Clock clock;

  CertificateRoutes(Certificates papers, PaperStore store, Clock clock) {
    this.papers = papers;
    this.store = store;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            PaperJson.PATH,
            Audience.COUNTER,
            Reads.EVERY_VISIBLE_LAYER,
            "Gives out a paper about a site: {\"parcels\", \"asOf\", \"language\"}; Location is its PDF",
            this::issue),
        Route.of(
                GET,
                PaperJson.PATH,
                Audience.PERMIT_DESK,
                Reads.NOTHING,
                "The papers that were given out, newest first",
                this::list)
            .with(
                Parameter.text("from", "the first day, 2026-04-01; today without it"),
                Parameter.text("to", "the last day; today without it"),
                Parameter.text("state", "making, due, paid, free or void"),
                Parameter.text("before", "only those with lower numbers: the next page"),
                Parameter.integer("limit", "1 to " + PaperStore.MOST_LISTED)),
        Route.of(
            GET,
            ONE + ".pdf",
            Audience.COUNTER,
            Reads.NOTHING,
            "A paper as PDF: the same bytes each time",
            this::pdf),
        Route.of(GET, ONE, Audience.COUNTER, Reads.NOTHING, "A paper, as it is kept", this::one),
        Route.of(
            POST,
            ONE + "/payment",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "A paper's fee is taken, once",
            this::pay),
        Route.of(
            POST,
            ONE + "/void",
            Audience.PERMIT_DESK,
            Reads.NOTHING,
            "A paper counts no longer: {\"reason\"}; a fee that was paid is given back",
            this::annul),
        Route.of(
                GET,
                ONE + "/check",
                Audience.ANYBODY,
                Reads.NOTHING,
                "Whether a paper is what it says: what was given out under its number, for whoever"
                    + " has the code beside it",
                this::check)
            .with(Parameter.text("code", "as it stands on the paper, 4F7K-9QWM-2XTB")));
  }

  private void issue(Context ctx) {
    List<Long> lots = new ArrayList<>();
    Instant asOf = null;
    String language = "ja";
    for (JsonMember member :
        JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("parcels", "asOf", "language"))) {
      switch (member.name()) {
        case "parcels" -> lots = lots(member);
        case "asOf" -> asOf = member.isNull() ? null : member.moment();
        default -> language = language(member);
      }
    }
    if (lots.isEmpty()) {
      throw PermitProblems.noSite().asException();
    }
    String base = Requests.baseUrl(ctx);
    Paper paper =
        papers.issue(Requests.actor(ctx), new Certificates.Order(lots, asOf, language, base));
    Map<String, Object> json = PaperJson.of(paper, base);
    ctx.status(201).header("Location", base + json.get("pdf"));
    answer(ctx, json);
  }

  /** Ids as numbers or, as everywhere in GeoJSON, as texts. */
  private static List<Long> lots(JsonMember member) {
    List<Long> ids = new ArrayList<>();
    member
        .value()
        .forEach(id -> {
          try {
            boolean isWhole = id.isIntegralNumber() && id.canConvertToLong();
            ids.add(isWhole ? id.longValue() : Long.parseLong(id.asText()));
          } catch (NumberFormatException e) {
            throw member.bad("ids of lots");
          }
        });
    if (!member.value().isArray() || ids.stream().anyMatch(id -> id < 1)) {
      throw member.bad("ids of lots");
    }
    return ids;
  }

  /** One of the languages of papers. */
  static String language(JsonMember member) {
    String language = member.text(10);
    if (!LANGUAGES.contains(language)) {
      throw member.bad("ja, easy or en");
    }
    return language;
  }

  /** What is said about papers is no one's to keep. */
  private static void answer(Context ctx, Object json) {
    ctx.header("Cache-Control", "no-store").json(json);
  }

  /**
   * The paper in the path, for the counter.
   *
   * @throws org.machizu.http.ProblemException when a terminal asks for another's
   */
  Paper paper(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Paper paper = papers.get(ctx.pathParam("number"));
    CounterPlace place = CounterPlace.of(actor);
    boolean isOwn =
        paper.draft().terminal().equals(place.terminal())
            && paper.draft().at().isAfter(clock.instant().minus(TERMINALS_OWN));
    if (place.terminal().isPresent() && !isOwn) {
      throw PaperProblems.notYours(paper).asException();
    }
    return paper;
  }

  private void one(Context ctx) {
    answer(ctx, PaperJson.of(paper(ctx), Requests.baseUrl(ctx)));
  }

  private void pdf(Context ctx) {
    Paper paper = paper(ctx);
    ctx.header("Cache-Control", "private, no-store")
        .header("Content-Disposition", "inline; filename=\"%s.pdf\"".formatted(paper.number()))
        .contentType(Certificates.PDF)
        .result(papers.open(paper));
  }

  private void list(Context ctx) {
    Query query = Query.of(ctx);
    LocalDate today = LocalDate.ofInstant(clock.instant(), PaperNumber.ZONE);
    int limit = query.integer("limit", 100, 1, PaperStore.MOST_LISTED);
    Wanted wanted =
        new Wanted(
            day(query, "from", today),
            day(query, "to", today),
            query.text("state").map(CertificateRoutes::state).orElse(null),
            query.text("before").map(CertificateRoutes::number).orElse(null));
    List<Paper> page = store.list(wanted, limit);
    String base = Requests.baseUrl(ctx);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("papers", page.stream().map(paper -> PaperJson.of(paper, base)).toList());
    if (page.size() == limit) {
      json.put("next", page.getLast().number().text());
    }
    answer(ctx, json);
  }

  /** A day as the parameter tells it. */
  static LocalDate day(Query query, String name, LocalDate usual) {
    Optional<String> text = query.text(name);
    try {
      return text.map(LocalDate::parse).orElse(usual);
    } catch (DateTimeException e) {
      throw Problem.badParameter(name, text.orElse(""), "a day as 2026-04-01").asException();
    }
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            Problem.badParameter(
                    "state",
                    word,
                    Arrays.stream(State.values())
                        .map(State::word)
                        .collect(Collectors.joining(", ")))
                .asException());
  }

  private static PaperNumber number(String text) {
    return PaperNumber.find(text)
        .orElseThrow(() ->
            Problem.badParameter("before", text, "a paper's number as 2026-000012").asException());
  }

  private void pay(Context ctx) {
    Paper paper = papers.pay(Requests.actor(ctx), paper(ctx));
    answer(ctx, PaperJson.of(paper, Requests.baseUrl(ctx)));
  }

  private void annul(Context ctx) {
    Paper found = paper(ctx);
    String reason = "";
    for (JsonMember member : JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("reason"))) {
      reason = member.text(LONGEST_REASON).strip();
    }
    if (reason.isEmpty()) {
      throw Problem.badMember("reason", "", "why the paper counts no longer").asException();
    }
    Paper paper = papers.annul(Requests.actor(ctx), found, reason);
    answer(ctx, PaperJson.of(paper, Requests.baseUrl(ctx)));
  }

  private void check(Context ctx) {
    String number = ctx.pathParam("number").strip().toUpperCase(Locale.ROOT);
    String code = CheckCode.plain(Query.of(ctx).text("code").orElse(""));
    Paper paper =
        papers
            .find(number)
            .filter(found -> isSame(found.draft().code(), code))
            .orElseThrow(() -> PaperProblems.noPaper(number).asException());
    Paper.Content content = paper.content().orElseThrow();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", paper.number().text());
    json.put("kind", paper.draft().kind().word());
    json.put("issued", paper.draft().at().toString());
    json.put("asOf", moment(paper.draft().asOf()));
    json.put("state", paper.state() == State.VOID ? "void" : "valid");
    json.put("places", paper.draft().places());
    json.put("language", paper.draft().language());
    json.put("pages", content.pages());
    json.put("sha256", content.hash());
    json.put("sizeBytes", content.size());
    json.put("answerSha256", content.answer());
    json.put("changedSince", papers.changedSince(Requests.actor(ctx), paper));
    answer(ctx, json);
  }

  private static @Nullable String moment(@Nullable Instant moment) {
    return Objects.toString(moment, null);
  }

  /** In the same time whatever is wrong. */
  private static boolean isSame(String code, String given) {
    return MessageDigest.isEqual(
        code.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
