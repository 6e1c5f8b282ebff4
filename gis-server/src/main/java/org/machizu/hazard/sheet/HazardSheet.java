package org.machizu.hazard.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.HazardAnswer;
import org.machizu.hazard.HazardFinding;
import org.machizu.hazard.HazardMap;
import org.machizu.hazard.Picture;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.warning.WarningLevel;
import org.machizu.maps.paper.Drawn;
import org.machizu.maps.paper.SourceNote;
import org.machizu.paper.About;
import org.machizu.paper.Align;
import org.machizu.paper.Cell;
import org.machizu.paper.Colour;
import org.machizu.paper.Column;
import org.machizu.paper.Frame;
import org.machizu.paper.PaperWriter;
import org.machizu.paper.Sketch;
import org.machizu.paper.Table;
import org.machizu.paper.TextStyle;
import org.machizu.shelters.Suits;

/** Writes a sheet: the map on the front, what goes with it on the back. */
final class HazardSheet {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final double MAP_MM = 192;
  private static final double LEGEND_MM = 27;
  private static final double GUIDE_MM = 62;
  private static final double PICTURE_MM = 138;
  private static final double LARGE_PT = 11;

  private static final TextStyle TITLE = new TextStyle(22, true, Colour.BLACK, Align.LEFT);
  private static final TextStyle TEXT = new TextStyle(LARGE_PT, false, Colour.BLACK, Align.LEFT);
  private static final TextStyle SMALL = TEXT.size(8.5);

  private final SheetMap map;
  private final LocalizedText town;
  private final Optional<String> phone;

  /**
   * @param phone whom to call; empty: a line to write on
   */
  HazardSheet(SheetMap map, LocalizedText town, Optional<String> phone) {
    this.map = map;
    this.town = town;
    this.phone = phone;
  }

  /**
   * Writes it.
   *
   * @param answer about the middle of the map
   * @param now when it is made
   * @return the PDF
   */
  byte[] write(
      Actor actor, SheetOrder order, Neighbourhood around, HazardAnswer answer, Instant now) {
    SheetWords words = SheetWords.of(order.language());
    LocalDate day = now.atZone(JAPAN).toLocalDate();
    String name = town.in(words.tag());
    String title =
        around
            .name()
            .map(near -> words.say("title.near", name, near))
            .orElseGet(() -> words.say("title", name));
    // The same paper of a day has the same bytes, whoever makes it.
    Instant made = day.atStartOfDay(JAPAN).toInstant();
    About about = new About(title, name, words.say("side.map"), words.tag(), made);
    try (PaperWriter writer = PaperWriter.a3Landscape(about)) {
      String dated = words.say("made", words.day(day));
      writer.footer(page ->
          List.of(
              words.say("footer", title, dated)
                  + "\t"
                  + words.say(page.page() == 1 ? "side.map" : "side.guide")));
      front(writer, words, title, actor, order, around);
      writer.pageBreak();
      back(writer, words, around, answer);
      return writer.finish();
    }
  }

  private void front(
      PaperWriter writer,
      SheetWords words,
      String title,
      Actor actor,
      SheetOrder order,
      Neighbourhood around) {
    writer.paragraph(title, TITLE);
    List<HazardMap> depths = map.depths(actor, order.hazard());
    String hazard = order.hazard().title().in(words.language());
    String shown =
        depths.isEmpty()
            ? words.say("map.none", hazard)
            : words.say(
                "map.shown",
                depths.stream()
                    .map(depth -> depth.title().in(words.language()))
                    .collect(Collectors.joining(words.say("between"))));
    writer.paragraph(
        shown + "　" + words.say("map.scale", order.scale(), order.scale() / 100), TEXT);
    Frame frame = writer.frame(MAP_MM);
    Drawn drawn = map.draw(writer, frame, actor, order, around);
    writer.gap(1.5);
    Frame legend = writer.frame(LEGEND_MM);
    map.legend(writer, legend, drawn, words.language());
    writer.paragraph(words.say("map.numbers"), SMALL.size(10).strong());
    sources(writer, words, drawn);
    writer.paragraph(words.say("notice"), SMALL);
  }

  private static void sources(PaperWriter writer, SheetWords words, Drawn drawn) {
    if (!drawn.sources().isEmpty()) {
      writer.paragraph(
          words.say(
              "source",
              drawn.sources().stream()
                  .map(source -> source(source, words))
                  .distinct()
                  .collect(Collectors.joining(words.say("between")))),
          SMALL.size(7));
    }
  }

  private static String source(SourceNote source, SheetWords words) {
    LocalDate date = source.provenance().date();
    return date == null
        ? source.title()
        : words.say("source.date", source.title(), words.day(date));
  }

  private void back(
      PaperWriter writer, SheetWords words, Neighbourhood around, HazardAnswer answer) {
    writer.heading(words.say("shelters"), 2);
    shelters(writer, words, around.shelters());
    writer.heading(words.say("depth") + "　／　" + words.say("here"), 2);
    Frame frame = writer.frame(GUIDE_MM);
    writer.draw(frame, Sketch.of(sketch -> guide(sketch, words, answer)));
    levels(writer, words, answer);
    writer.gap(2);
    writer.paragraph(
        phone
            .map(number -> words.say("contact", number))
            .orElseGet(() -> words.say("contact.none")),
        TEXT.size(13).strong());
    writer.paragraph(words.say("own"), TEXT);
  }

  private static void shelters(
      PaperWriter writer, SheetWords words, List<NumberedShelter> shelters) {
    if (shelters.isEmpty()) {
      writer.paragraph(words.say("shelters.none"), TEXT);
      return;
    }
    List<Hazard> hazards = hazardsOf(shelters);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.mm(words.say("head.number"), 15).at(Align.CENTRE));
    columns.add(Column.share(words.say("head.name"), 5));
    columns.add(Column.share(words.say("head.address"), 5));
    columns.add(Column.mm(words.say("head.way"), words.tag().equals("en") ? 46 : 38));
    for (Hazard hazard : hazards) {
      columns.add(Column.mm(hazard.title().in(words.language()), 23).at(Align.CENTRE));
    }
    columns.add(Column.mm(words.say("head.capacity"), 22).at(Align.RIGHT));
    columns.add(Column.mm(words.say("head.pets"), 21).at(Align.CENTRE));
    List<List<Cell>> rows = new ArrayList<>();
    for (NumberedShelter one : shelters) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(String.valueOf(one.number())).strong());
      row.add(Cell.of(one.shelter().name()).strong());
      row.add(Cell.of(one.shelter().address()));
      row.add(
          Cell.of(
              words.say(
                  "way", words.direction(one.directionDeg()), words.distance(one.distanceM()))));
      for (Hazard hazard : hazards) {
        row.add(Cell.of(words.say("suits." + one.shelter().suits(hazard).code())).strong());
      }
      Integer capacity = one.shelter().capacity();
      row.add(Cell.of(capacity == null ? "" : words.say("capacity", capacity)));
      row.add(Cell.of(words.say("pets." + one.shelter().pets().code())));
      rows.add(row);
    }
    writer.table(new Table(columns, rows, 10.5));
    writer.paragraph(words.say("shelters.marks"), SMALL.size(9.5));
  }

  /** Those of which anything is known; more than six find no room. */
  private static List<Hazard> hazardsOf(List<NumberedShelter> shelters) {
    List<Hazard> known = new ArrayList<>();
    for (Hazard hazard : Hazard.values()) {
      boolean isKnown =
          shelters.stream().anyMatch(one -> one.shelter().suits(hazard) != Suits.UNKNOWN);
      if (isKnown && known.size() < 6) {
        known.add(hazard);
      }
    }
    return known;
  }

  /** The picture at the left, the words about the place beside it. */
  private static void guide(Sketch sketch, SheetWords words, HazardAnswer answer) {
    Optional<Picture> deepest =
        answer.hazards().stream()
            .flatMap(finding -> finding.picture().stream())
            .max((a, b) -> a.scene().compareTo(b.scene()));
    DepthSketch.draw(sketch, words, deepest, PICTURE_MM);
    double left = PICTURE_MM + 8;
    double top = sketch.heightMm();
    for (HazardFinding finding : answer.hazards()) {
      String text =
          words.say(
              "finding",
              finding.hazard().title().in(words.language()),
              finding.summary().in(words.language()));
      if (top < 9) {
        break;
      }
      top -= sketch.paragraph(text, left, top, sketch.widthMm() - left, TEXT) + 1;
    }
  }

  private static void levels(PaperWriter writer, SheetWords words, HazardAnswer answer) {
    answer
        .levels()
        .ifPresent(scheme -> {
          writer.heading(words.say("levels"), 2);
          List<List<Cell>> rows = new ArrayList<>();
          for (WarningLevel level : scheme.levels()) {
            String evacuation =
                level
                    .evacuation()
                    .map(act -> act.in(words.language()))
                    .orElseGet(() -> words.say("levels.none"));
            rows.add(
                List.of(
                    Cell.of(String.valueOf(level.level())).strong(),
                    Cell.of(level.meaning().in(words.language())),
                    Cell.of(level.warning().in(words.language())),
                    Cell.of(evacuation).strong()));
          }
          List<Column> columns =
              List.of(
                  Column.mm(words.say("levels.level"), 22).at(Align.CENTRE),
                  Column.share(words.say("levels.meaning"), 5),
                  Column.share(words.say("levels.warning"), 5),
                  Column.share(words.say("levels.evacuation"), 4));
          writer.table(new Table(columns, rows, 10.5));
          Words note = scheme.note();
          writer.paragraph(note.in(words.language()), SMALL.size(9.5));
        });
  }
}
