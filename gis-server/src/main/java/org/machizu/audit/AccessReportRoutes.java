package org.machizu.audit;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Audience;
import org.machizu.http.CsvLines;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * The report that a person can ask for, made by an administrator who may see them: somebody whom
 * the administrator's View does not show answers as if they were not kept here.
 */
public final class AccessReportRoutes {
  private static final List<String> HEADERS = List.of("日時", "利用者", "接続元", "操作", "目的", "範囲", "内訳");

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final AuditRecords records;
  private final AuditSearches searches;

  public AccessReportRoutes(
      VisibleLayers layers, FeatureStore features, AuditRecords records, AuditSearches searches) {
    this.layers = layers;
    this.features = features;
    this.records = records;
    this.searches = searches;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/audit/access-report",
                Audience.ADMINISTRATORS,
                Reads.EVERY_VISIBLE_LAYER,
                "Who saw what is kept about one person: {\"layer\", \"id\", \"accesses\"}, or a CSV file, or a page to print",
                this::report)
            .with(
                Parameter.text("layer", "the layer"),
                Parameter.text("id", "the feature's id"),
                Parameter.text("from", "not before this moment, RFC 3339"),
                Parameter.text("to", "before this moment, RFC 3339"),
                Parameter.text("format", "json, csv or html")));
  }

  private void report(Context ctx) {
    Query query = Query.of(ctx);
    Actor actor = Requests.actor(ctx);
    String format = query.text("format").orElse("json");
    if (!List.of("json", "csv", "html").contains(format)) {
      throw Problem.badParameter("format", format, "json, csv or html").asException();
    }
    String name = needed(query, "layer");
    String id = needed(query, "id");
    Instant from = query.moment("from").orElse(null);
    Instant to = query.moment("to").orElse(null);
    VisibleLayer layer =
        layers.find(actor, name).orElseThrow(() -> Problem.notFound("layer", name).asException());
    requireVisible(layer, id);
    searches.reportRead(actor, name, id, format);
    AccessReport report = AccessReport.of(records, name, id, searches.now(), from, to);
    ctx.header("Cache-Control", "no-store");
    switch (format) {
      case "csv" -> {
        ctx.header("Content-Disposition", "attachment; filename=access-report.csv");
        send(ctx, "text/csv; charset=utf-8", CsvLines.BOM + csv(report));
      }
      case "html" -> send(ctx, "text/html; charset=utf-8", html(layer, report));
      default -> ctx.contentType("application/json").result(Json.bytes(report.json()));
    }
  }

  private static String needed(Query query, String name) {
    return query
        .text(name)
        .orElseThrow(() -> Problem.badParameter(name, "", "a value is needed").asException());
  }

  private void requireVisible(VisibleLayer layer, String id) {
    boolean visible;
    try {
      visible =
          layer.entry().layer().kind().isRaster()
              ? false
              : features.find(layer.view(), Long.parseLong(id), null).isPresent();
    } catch (NumberFormatException e) {
      visible = false;
    }
    if (!visible) {
      throw Problem.notFound("feature", id).asException();
    }
  }

  private static void send(Context ctx, String mediaType, String text) {
    ctx.contentType(mediaType).result(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<@Nullable String> cells(AccessReport.Row row) {
    return Arrays.asList(
        AuditWords.time(row.line().time()),
        row.line().actor(),
        row.line().from(),
        AuditWords.action(row.line().action()),
        row.line().reason(),
        switch (row.covered()) {
          case NAMED -> "この方を指定して閲覧";
          case WHOLE -> "レイヤ全体に含まれる";
          case PART -> "レイヤの一部（含まれていた可能性がある）";
        },
        AuditWords.details(row.line().details()));
  }

  private static String csv(AccessReport report) {
    StringBuilder text = new StringBuilder(CsvLines.row(HEADERS));
    report.rows().forEach(row -> text.append(CsvLines.row(cells(row))));
    return text.toString();
  }

  /** Plain HTML without script or style: it prints as it is. */
  private static String html(VisibleLayer layer, AccessReport report) {
    StringBuilder text =
        new StringBuilder("<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\">");
    text.append("<title>閲覧記録</title></head><body><h1>閲覧記録</h1><p>")
        .append(escaped(layer.entry().layer().title().ja()))
        .append("　番号 ")
        .append(escaped(report.id()))
        .append("　作成 ")
        .append(AuditWords.time(report.made().toString()))
        .append("</p>");
    if (!report.complete()) {
      text.append("<p><strong>件数が多いため、新しいものから一部のみ載せています。期間を区切って作成してください。</strong></p>");
    }
    if (report.rows().isEmpty()) {
      return text.append("<p>この期間に閲覧の記録はありません。</p></body></html>\n").toString();
    }
    text.append("<table border=\"1\"><thead><tr>");
    HEADERS.forEach(h -> text.append("<th scope=\"col\">").append(h).append("</th>"));
    text.append("</tr></thead><tbody>");
    for (AccessReport.Row row : report.rows()) {
      text.append("<tr>");
      for (String cell : cells(row)) {
        text.append("<td>").append(cell == null ? "" : escaped(cell)).append("</td>");
      }
      text.append("</tr>");
    }
    return text.append("</tbody></table></body></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
