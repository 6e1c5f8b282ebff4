package org.machizu.snow;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.config.SnowColumns;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.CsvLines;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tracks.PassReads;

/** What the duty desk looks at: progress, and the daily report. */
final class DeskRoutes {
  private static final int MOST_PIECES = 200_000;

  private final SnowSight sight;
  private final RoadStates present;
  private final PassReads passes;
  private final SnowColumns columns;
  private final SnowRules rules;
  private final Clock clock;

  DeskRoutes(
      SnowSight sight,
      RoadStates present,
      PassReads passes,
      SnowColumns columns,
      SnowRules rules,
      Clock clock) {
    this.sight = sight;
    this.present = present;
    this.passes = passes;
    this.columns = columns;
    this.rules = rules;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/snow/progress",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "How far clearing is, by course and district; what is late, and what waits longest",
            this::progress),
        Route.of(
                GET,
                "/api/snow/reports/{day}",
                Audience.STAFF,
                Reads.EVERY_VISIBLE_LAYER,
                "What each vehicle has done in a day; JSON, or CSV for a spreadsheet",
                this::report)
            .with(
                Parameter.text("f", "json or csv"),
                Parameter.text("encoding", "of CSV: UTF-8 or CP932")));
  }

  private void progress(Context ctx) {
    VisibleLayer routes = sight.routes(Requests.actor(ctx));
    Instant now = clock.instant();
    Progress progress = new Progress(present.current(), rules, now);
    try (FeatureCursor cursor = sight.scan(routes.view(), null)) {
      Feature piece;
      for (int i = 0; i < MOST_PIECES && (piece = cursor.next()) != null; i++) {
        progress.add(piece, columns);
      }
    }
    Answers.json(ctx, progress.json());
  }

  private void report(Context ctx) {
    VisibleLayer unused = sight.routes(Requests.actor(ctx));
    Query query = Query.of(ctx);
    LocalDate day = day(ctx.pathParam("day"));
    String format = query.text("f").orElse("json");
    Charset encoding = encoding(query.text("encoding").orElse("UTF-8"));
    switch (format) {
      case "json" -> Answers.json(ctx, DailyReport.of(day, passes).json());
      case "csv" -> {
        String text =
            DailyReport.of(day, passes).rows().stream()
                .map(CsvLines::row)
                .collect(Collectors.joining());
        boolean asUtf8 = encoding.equals(StandardCharsets.UTF_8);
        ctx.header("Content-Disposition", "attachment; filename=snow-" + day + ".csv");
        Answers.bytes(
            ctx,
            "text/csv; charset=" + (asUtf8 ? "UTF-8" : "Windows-31J"),
            ((asUtf8 ? CsvLines.BOM : "") + text).getBytes(encoding));
      }
      default -> throw Problem.badParameter("f", format, "json or csv").asException();
    }
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 2000 && day.getYear() < 2200) {
        return day;
      }
    } catch (DateTimeException e) {
      // told below, as a day out of bounds is
    }
    throw Problem.badParameter("day", text, "a day from 2000 to 2199, as 2026-01-31").asException();
  }

  private static Charset encoding(String name) {
    return switch (name.toUpperCase(java.util.Locale.ROOT)) {
      case "UTF-8" -> StandardCharsets.UTF_8;
      case "CP932" -> TextEncodings.CP932;
      default -> throw Problem.badParameter("encoding", name, "UTF-8 or CP932").asException();
    };
  }
}
