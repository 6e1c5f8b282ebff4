package org.machizu.audit;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry.Action;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.CsvLines;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Progress;

/** The audit log for administrators: search, export, check, heads. */
public final class AuditRoutes {
  /** Lines of one export at most. */
  static final long EXPORTED_AT_MOST = 1_000_000;

  private static final int DEFAULT_LIMIT = 100;
  private static final int LONGEST = 200;
  private static final List<Parameter> FILTERS =
      List.of(
          Parameter.text("from", "not before this moment, RFC 3339"),
          Parameter.text("to", "before this moment, RFC 3339"),
          Parameter.text("actor", "who, the whole name"),
          Parameter.text("action", "what was done, as PUBLISHED; several with commas"),
          Parameter.text("layer", "the layer, or account, role or token, that it was done to"),
          Parameter.text("object", "a part of it: a feature's id, a job's"),
          Parameter.text("reason", "a part of the stated reason"));

  private final AuditSearches searches;
  private final Sealer sealer;
  private final Jobs jobs;

  public AuditRoutes(AuditSearches searches, Sealer sealer, Jobs jobs) {
    this.searches = searches;
    this.sealer = sealer;
    this.jobs = jobs;
  }

  public List<Route> routes() {
    return List.of(
        route(
                GET,
                "/api/audit",
                "Lines of the audit log, newest first: {\"lines\", \"next\"}; 'next' is the token for 'after', null on the last page",
                this::search)
            .with(
                filtersAnd(
                    Parameter.text("after", "the token of the page before"),
                    Parameter.integer("limit", "lines of a page, 1 to " + AuditRecords.MAX_LIMIT))),
        route(
                GET,
                "/api/audit/export",
                "Lines of the audit log as a file, newest first, at most " + EXPORTED_AT_MOST,
                this::export)
            .with(filtersAnd(Parameter.text("format", "csv or jsonl"))),
        route(
            POST,
            "/api/audit/verify",
            "Checks every line and seal: 202 with a job whose result is {\"holds\", \"chains\"}; {\"against\"?: the text of a file of heads}",
            this::verify),
        route(
            GET,
            "/api/audit/heads",
            "The present end of each chain as a text, to be kept elsewhere",
            this::heads));
  }

  private static Route route(
      io.javalin.http.HandlerType method,
      String path,
      String summary,
      io.javalin.http.Handler handler) {
    return Route.of(method, path, Audience.ADMINISTRATORS, Reads.NOTHING, summary, handler);
  }

  private static Parameter[] filtersAnd(Parameter... more) {
    Parameter[] all =
        Arrays.copyOf(FILTERS.toArray(new Parameter[0]), FILTERS.size() + more.length);
    System.arraycopy(more, 0, all, FILTERS.size(), more.length);
    return all;
  }

  private void search(Context ctx) {
    Query query = Query.of(ctx);
    AuditFilter filter = filter(query);
    int limit = query.integer("limit", DEFAULT_LIMIT, 1, AuditRecords.MAX_LIMIT);
    AuditRecords.Page page = page(ctx, filter, query.text("after").orElse(null), limit);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lines", page.lines().stream().map(AuditLine::json).toList());
    json.put("next", page.next());
    Answers.json(ctx, json);
  }

  private AuditRecords.Page page(
      Context ctx, AuditFilter filter, @Nullable String after, int limit) {
    try {
      return searches.read(Requests.actor(ctx), filter, after, limit);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "bad-query",
              "The query cannot be answered",
              String.valueOf(e.getMessage()),
              "Follow the next links as they are, or begin again without 'after'.")
          .asException();
    }
  }

  private static AuditFilter filter(Query query) {
    return new AuditFilter(
        query.moment("from").orElse(null),
        query.moment("to").orElse(null),
        text(query, "actor"),
        actions(query),
        text(query, "layer"),
        text(query, "object"),
        text(query, "reason"));
  }

  private static @Nullable String text(Query query, String name) {
    String text = query.text(name).orElse(null);
    if (text != null && text.length() > LONGEST) {
      throw Problem.badParameter(name, text, "a text of up to " + LONGEST + " characters")
          .asException();
    }
    return text;
  }

  private static Set<Action> actions(Query query) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    String names = query.text("action").orElse("");
    for (String name : names.isEmpty() ? new String[0] : names.split(",", -1)) {
      actions.add(
          Arrays.stream(Action.values())
              .filter(a -> a.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  Problem.badParameter("action", name, Arrays.toString(Action.values()))
                      .asException()));
    }
    return actions;
  }

  private void export(Context ctx) throws IOException {
    Query query = Query.of(ctx);
    String format = query.text("format").orElse("csv");
    if (!format.equals("csv") && !format.equals("jsonl")) {
      throw Problem.badParameter("format", format, "csv or jsonl").asException();
    }
    AuditFilter filter = filter(query);
    if (filter.to() == null) { // what is written meanwhile belongs to the next export
      filter = filter.within(filter.from(), searches.now());
    }
    long lines = searches.count(filter, EXPORTED_AT_MOST + 1);
    if (lines > EXPORTED_AT_MOST) {
      throw Problem.of(
              413,
              "too-many-lines",
              "There are too many lines for one file",
              "more than %d lines fit".formatted(EXPORTED_AT_MOST),
              "Narrow the time by 'from' and 'to', and export it in parts.")
          .asException();
    }
    Actor actor = Requests.actor(ctx);
    searches.exportBegins(actor, filter, format, lines);
    ctx.header("Cache-Control", "no-store");
    ctx.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode("操作記録." + format, StandardCharsets.UTF_8));
    ctx.contentType(format.equals("csv") ? "text/csv; charset=utf-8" : "application/jsonl");
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8))) {
      if (format.equals("csv")) {
        out.write(CsvLines.BOM + CsvLines.row(AuditWords.HEADERS));
      }
      write(out, actor, filter, format.equals("csv"));
    }
  }

  private void write(Writer out, Actor actor, AuditFilter filter, boolean csv) throws IOException {
    String after = null;
    do {
      AuditRecords.Page page = searches.exported(actor, filter, after);
      for (AuditLine line : page.lines()) {
        out.write(
            csv
                ? CsvLines.row(AuditWords.cells(line))
                : new String(Json.bytes(line.json()), StandardCharsets.UTF_8) + "\n");
      }
      after = page.next();
    } while (after != null);
  }

  private void verify(Context ctx) {
    List<Head> against = against(ctx);
    JobRoutes.start(
        ctx,
        () ->
            jobs.submit(
                Requests.actor(ctx), "audit-verify", (id, progress) -> report(against, progress)));
  }

  private Map<String, Object> report(List<Head> against, Progress progress) throws Exception {
    List<ChainReport> reports = sealer.verify(against, progress);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("holds", reports.stream().allMatch(r -> r.problems().isEmpty()));
    result.put("chains", reports.stream().map(ChainReport::json).toList());
    return result;
  }

  private static List<Head> against(Context ctx) {
    byte[] bytes = ctx.bodyAsBytes();
    if (bytes.length == 0) {
      return List.of();
    }
    JsonNode body = Json.object(bytes);
    for (String name : (Iterable<String>) body::fieldNames) {
      if (!name.equals("against")) {
        throw Problem.unknownMember(name, List.of("against")).asException();
      }
    }
    JsonNode text = body.path("against");
    if (text.isMissingNode()) {
      return List.of();
    }
    try {
      return HeadsText.read(text.asText());
    } catch (IllegalArgumentException e) {
      throw Problem.badMember(
              "against", text.toString(), "the text of a file of heads; " + e.getMessage())
          .asException();
    }
  }

  private void heads(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/plain; charset=utf-8").result(sealer.headsText());
  }
}
