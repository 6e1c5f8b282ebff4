package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.machizu.http.Audience;
import org.machizu.http.CsvLines;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Route;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.CounterStore.Counted;
import org.machizu.permits.papers.CounterStore.WaitingTime;
import org.machizu.permits.papers.PaperNumber;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.PaperStore.DaySum;

/** How the counter is used: enquiries by district and kind, papers and fees, waiting times. */
final class StatisticsRoutes {
  private static final int MOST_DAYS = 400;
  private static final int USUAL_DAYS = 30;

  private final Tally tally;
  private final CounterStore counter;
  private final PaperStore papers;
  private final Clock clock;

  StatisticsRoutes(Tally tally, CounterStore counter, PaperStore papers, Clock clock) {
    this.tally = tally;
    this.counter = counter;
    this.papers = papers;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/sites/statistics",
                Audience.PERMIT_DESK,
                Reads.NOTHING,
                "Enquiries by day, channel, district and kind, papers and fees, and waiting times;"
                    + " nothing about persons",
                this::statistics)
            .with(
                Parameter.text("from", "the first day, 2026-04-01; 30 days ago without it"),
                Parameter.text("to", "the last day; today without it"),
                Parameter.text("f", "json or csv")));
  }

  private void statistics(Context ctx) {
    Query query = Query.of(ctx);
    LocalDate today = LocalDate.ofInstant(clock.instant(), PaperNumber.ZONE);
    LocalDate to = CertificateRoutes.day(query, "to", today);
    LocalDate from = CertificateRoutes.day(query, "from", to.minusDays(USUAL_DAYS));
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw Problem.badParameter(
              "from",
              from.toString(),
              "a day up to %s, at most %d days before it".formatted(to, MOST_DAYS))
          .asException();
    }
    tally.write();
    List<Counted> enquiries = counter.counted(from, to);
    List<DaySum> sums = papers.sums(from, to);
    List<WaitingTime> waiting = counter.waitingTimes(from, to);
    ctx.header("Cache-Control", "no-store");
    String form = query.text("f").orElse("json");
    switch (form) {
      case "json" -> ctx.json(json(from, to, enquiries, sums, waiting));
      case "csv" ->
          ctx.contentType("text/csv; charset=utf-8")
              .header(
                  "Content-Disposition",
                  "attachment; filename=\"counter-%s-%s.csv\"".formatted(from, to))
              .result(csv(enquiries, sums, waiting));
      default -> throw Problem.badParameter("f", form, "json or csv").asException();
    }
  }

  private static Map<String, Object> json(
      LocalDate from,
      LocalDate to,
      List<Counted> enquiries,
      List<DaySum> sums,
      List<WaitingTime> waiting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from.toString());
    json.put("to", to.toString());
    json.put(
        "enquiries",
        enquiries.stream()
            .map(one -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("day", one.count().day().toString());
              row.put("channel", one.count().channel());
              row.put("district", one.count().district());
              row.put("kind", one.count().kind());
              row.put("times", one.times());
              return row;
            })
            .toList());
    json.put(
        "papers",
        sums.stream()
            .map(one -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("day", one.day().toString());
              row.put("channel", one.channel());
              row.put("kind", one.kind());
              row.put("papers", one.papers());
              row.put("voided", one.voided());
              row.put("pages", one.pages());
              row.put("paidYen", one.paidYen());
              return row;
            })
            .toList());
    json.put(
        "waiting",
        waiting.stream()
            .map(one -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("day", one.day().toString());
              row.put("terminal", one.terminal());
              row.put("people", one.people());
              row.put("left", one.left());
              row.put("meanS", one.meanS());
              row.put("longestS", one.longestS());
              return row;
            })
            .toList());
    return json;
  }

  /** One table of all, as a clerk opens it in a spreadsheet. */
  private static String csv(List<Counted> enquiries, List<DaySum> sums, List<WaitingTime> waiting) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("区分", "日", "場所", "大字", "種類", "件数", "取消", "枚数", "手数料（円）", "平均（秒）", "最長（秒）"));
    for (Counted one : enquiries) {
      CounterStore.Count count = one.count();
      rows.add(
          row(
              "照会",
              count.day(),
              count.channel(),
              count.district(),
              count.kind(),
              one.times(),
              "",
              "",
              "",
              "",
              ""));
    }
    for (DaySum one : sums) {
      rows.add(
          row(
              "書類",
              one.day(),
              one.channel(),
              "",
              one.kind(),
              one.papers(),
              one.voided(),
              one.pages(),
              one.paidYen(),
              "",
              ""));
    }
    for (WaitingTime one : waiting) {
      rows.add(
          row(
              "待ち",
              one.day(),
              one.terminal(),
              "",
              "",
              one.people(),
              one.left(),
              "",
              "",
              one.meanS(),
              one.longestS()));
    }
    return rows.stream().map(CsvLines::row).collect(Collectors.joining("", CsvLines.BOM, ""));
  }

  private static List<String> row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    return row;
  }
}
