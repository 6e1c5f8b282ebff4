package org.machizu.permits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.paper.About;
import org.machizu.paper.Align;
import org.machizu.paper.Cell;
import org.machizu.paper.Colour;
import org.machizu.paper.Column;
import org.machizu.paper.Entry;
import org.machizu.paper.Mark;
import org.machizu.paper.PaperWriter;
import org.machizu.paper.Table;
import org.machizu.paper.TextStyle;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.PaperTerms;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Result;

/**
 * Writes the answer about a site on A4: the site, a map at true scale, every line of the checklist
 * with what it rests on, and how the paper can be checked.
 */
final class SitePaper {
  private static final Colour APPLIES = new Colour(0x0017C1);
  private static final Colour ASK = new Colour(0xC30D00);

  /** Symbol and colour of each answer, as on the screen. */
  private static final Map<Result, Mark> MARKS =
      new EnumMap<>(
          Map.of(
              Result.IN, new Mark(Mark.Shape.DOT, APPLIES),
              Result.NEAR, new Mark(Mark.Shape.TRIANGLE, ASK),
              Result.OUT, new Mark(Mark.Shape.RING, Colour.GREY),
              Result.UNKNOWN, new Mark(Mark.Shape.CROSS, Colour.GREY)));

  private static final double QR_MM = 28;
  private static final double TABLE_PT = 8;

  private final SiteMap map;
  private final LocalizedText town;

  /**
   * @param town who gives papers out where the checklist names nobody
   */
  SitePaper(SiteMap map, LocalizedText town) {
    this.map = map;
    this.town = town;
  }

  /** A paper that was written. */
  record Written(byte[] pdf, int pages) {}

  /**
   * Writes a paper.
   *
   * @param actor through whose eyes the map is drawn
   * @param paper whose number and code it bears
   * @param answer SHA-256 of the answer behind it
   * @param checkUrl where it can be checked
   */
  Written write(Actor actor, SiteReport report, Paper paper, String answer, String checkUrl) {
    PaperWords words = PaperWords.of(paper.draft().language());
    PaperTerms terms = report.checklist().papers();
    String title = terms.title().in(words.language());
    String issuer =
        terms.issuer().map(name -> name.in(words.language())).orElseGet(() -> words.of(town));
    About about =
        new About(
            "%s %s".formatted(title, paper.number()),
            issuer,
            String.join(words.say("between"), paper.draft().places()),
            words.tag(),
            report.at());
    AtomicInteger pages = new AtomicInteger();
    try (PaperWriter writer = PaperWriter.a4(about)) {
      String number = words.say("number", paper.number());
      writer.footer(page -> {
        pages.set(page.of());
        return List.of(
            words.say("footer", number, title) + "\t" + words.say("page", page.page(), page.of()));
      });
      head(writer, words, report, paper, issuer);
      writer.heading(title, 1);
      about(writer, words, report, paper, terms);
      counts(writer, words, report);
      map.draw(writer, words, actor, report);
      findings(writer, words, report);
      notes(writer, words, terms);
      check(writer, words, paper, answer, checkUrl);
      byte[] pdf = writer.finish();
      return new Written(pdf, pages.get());
    }
  }

  private static void head(
      PaperWriter writer, PaperWords words, SiteReport report, Paper paper, String issuer) {
    TextStyle right = TextStyle.BODY.at(Align.RIGHT);
    writer.paragraph(words.say("number", paper.number()), right);
    writer.paragraph(words.moment(report.at()), right);
    writer.paragraph(issuer, right.strong());
  }

  private void about(
      PaperWriter writer, PaperWords words, SiteReport report, Paper paper, PaperTerms terms) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(words.say("site"), String.join(words.say("between"), paper.draft().places())));
    if (paper.draft().lots().size() > 1) {
      entries.add(
          new Entry(words.say("lots"), words.say("lots.value", paper.draft().lots().size())));
    }
    entries.add(
        new Entry(
            words.say("area"),
            report
                .site()
                .area()
                .map(area ->
                    words.say(
                        "area.value",
                        words.number(area.getArea()),
                        words.number(report.site().accuracyM())))
                .orElseGet(() -> words.say("area.none"))));
    String issued = words.moment(report.at());
    Instant asOf = report.asOf();
    entries.add(
        new Entry(
            words.say("moment"),
            asOf == null
                ? words.say("moment.now", issued)
                : words.say("moment.past", words.moment(asOf), issued)));
    terms
        .department()
        .ifPresent(desk ->
            entries.add(
                new Entry(
                    words.say("office"),
                    desk.phone().isEmpty()
                        ? desk.name().in(words.language())
                        : words.say(
                            "office.phone", desk.name().in(words.language()), desk.phone()))));
    writer.keyValues(entries);
  }

  private static void counts(PaperWriter writer, PaperWords words, SiteReport report) {
    Map<Result, Long> counts =
        report.findings().stream()
            .collect(Collectors.groupingBy(Finding::result, Collectors.counting()));
    List<Column> columns = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (Result result : List.of(Result.IN, Result.NEAR, Result.OUT, Result.UNKNOWN)) {
      columns.add(Column.share("", 1));
      cells.add(
          cell(
              result,
              words.say(
                  "result.count",
                  words.say("result." + result.word()),
                  counts.getOrDefault(result, 0L))));
    }
    writer.gap(2);
    writer.table(new Table(columns, List.of(cells), 9));
  }

  private static Cell cell(Result result, String text) {
    Mark mark = MARKS.getOrDefault(result, new Mark(Mark.Shape.CROSS, Colour.GREY));
    return Cell.of(text).marked(mark).strong();
  }

  private static void findings(PaperWriter writer, PaperWords words, SiteReport report) {
    List<Column> columns =
        List.of(
            Column.mm(words.say("head.line"), 31),
            Column.mm(words.say("head.result"), 25),
            Column.share(words.say("head.text"), 5),
            Column.share(words.say("head.ground"), 4));
    for (Checklist.Group group : report.checklist().groups()) {
      List<List<Cell>> rows = new ArrayList<>();
      for (Finding finding : report.findings()) {
        if (group.lines().contains(finding.line())) {
          FindingWords said = new FindingWords(finding, words);
          rows.add(
              List.of(
                  Cell.of(said.title() + "\n" + said.status()),
                  cell(finding.result(), said.result()),
                  Cell.of(String.join("\n", said.text())),
                  Cell.of(String.join("\n", said.ground())).in(Colour.GREY)));
        }
      }
      if (!rows.isEmpty()) {
        writer.heading(group.title().in(words.language()), 3);
        writer.table(new Table(columns, rows, TABLE_PT));
      }
    }
  }

  private static void notes(PaperWriter writer, PaperWords words, PaperTerms terms) {
    if (terms.notes().isEmpty()) {
      return;
    }
    writer.heading(words.say("notes"), 3);
    terms
        .notes()
        .forEach(note -> writer.paragraph("・" + note.in(words.language()), TextStyle.NOTE));
  }

  /** The code on the left, what it is for beside it. */
  private static void check(
      PaperWriter writer, PaperWords words, Paper paper, String answer, String checkUrl) {
    writer.heading(words.say("check"), 3);
    List<String> lines =
        List.of(
            words.say("check.url"),
            checkUrl,
            words.say("check.code", paper.number(), paper.draft().code()),
            words.say("check.digest"),
            answer);
    writer.qrBeside(
        checkUrl, QR_MM, String.join("\n", lines), TextStyle.NOTE.size(8).at(Align.LEFT));
  }
}
