package org.machizu.maps.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.Role;
import org.machizu.access.Sensitivity;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.maps.paper.DrawnPaper.Step;
import org.machizu.maps.paper.LeftOut.Reason;

/** A map on paper shows what the screen shows, to whom it may, and tells what it leaves out. */
class PaperMapsTest {
  private static final int WHITE = 0xffffff;
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x00ff00;
  private static final int BLUE = 0x0000ff;

  /** 60 by 40 m around the middle, 120 by 80 mm. */
  private static final String SQUARE = "POLYGON((-30 -20,30 -20,30 20,-30 20,-30 -20))";

  private static final String LARGE = "POLYGON((-900 -900,900 -900,900 900,-900 900,-900 -900))";

  /** The frame's middle on the page. */
  private static final double X = 100;

  private static final double Y = 80;

  private static String fill(String colour) {
    return "{\"type\":\"fill\",\"paint\":{\"fill-color\":\"%s\"}}".formatted(colour);
  }

  private static DrawnPaper draw(PaperTown town) {
    return DrawnPaper.of(town, TrueScaleTest.request(town, 500));
  }

  private static MapRequest request(PaperTown town, Instant asOf, List<Highlight> highlights) {
    return new MapRequest(
        new PlaneZone(PaperTown.ZONE),
        PaperTown.EAST,
        PaperTown.NORTH,
        500,
        town.layers(),
        asOf,
        highlights,
        "ja");
  }

  @Test
  void theMapEndsExactlyAtItsFrame() {
    PaperTown town = new PaperTown().layer("zoning", "[" + fill("#ff0000") + "]").with(LARGE);
    BufferedImage picture = draw(town).picture(144);
    Rect frame = DrawnPaper.FRAME;
    assertThat(DrawnPaper.colour(picture, frame.xMm() + 0.8, Y)).isEqualTo(RED);
    assertThat(DrawnPaper.colour(picture, frame.xMm() - 0.8, Y)).isEqualTo(WHITE);
    assertThat(DrawnPaper.colour(picture, frame.rightMm() - 0.8, Y)).isEqualTo(RED);
    assertThat(DrawnPaper.colour(picture, frame.rightMm() + 0.8, Y)).isEqualTo(WHITE);
    assertThat(DrawnPaper.colour(picture, X, frame.topMm() + 0.8)).isEqualTo(WHITE);
    assertThat(DrawnPaper.colour(picture, X, frame.yMm() - 0.8)).isEqualTo(WHITE);
  }

  @Test
  void whatLiesFarOutsideIsNotWrittenAtAll() {
    PaperTown town = new PaperTown().layer("zoning", "[" + fill("#ff0000") + "]").with(LARGE);
    for (Step step : draw(town).steps()) {
      if (step.operator().equals("l") || step.operator().equals("m")) {
        assertThat(step.numbers().get(0) * Ink.MM_PER_PT).isBetween(-3.0, 203.0);
        assertThat(step.numbers().get(1) * Ink.MM_PER_PT).isGreaterThan(7.0);
      }
    }
  }

  @Test
  void aHoleStaysOpenAlsoWhereTheFrameCutsIt() {
    String holed =
        "POLYGON((-900 -900,900 -900,900 900,-900 900,-900 -900),"
            + "(-5 -5,5 -5,5 5,-5 5,-5 -5),(30 -3,90 -3,90 3,30 3,30 -3))";
    PaperTown town = new PaperTown().layer("zoning", "[" + fill("#0000ff") + "]").with(holed);
    BufferedImage picture = draw(town).picture(72);
    assertThat(DrawnPaper.colour(picture, X, Y)).isEqualTo(WHITE);
    assertThat(DrawnPaper.colour(picture, X + 85, Y)).isEqualTo(WHITE);
    assertThat(DrawnPaper.colour(picture, X + 30, Y)).isEqualTo(BLUE);
  }

  @Test
  void areasLieBelowLinesAndLinesBelowPointsWhateverTheOrderOfTheLayers() {
    PaperTown town =
        new PaperTown()
            .layer("posts", "[{\"type\":\"circle\",\"paint\":{\"circle-color\":\"#0000ff\"}}]")
            .with("POINT(0 0)")
            .layer(
                "roads",
                "[{\"type\":\"line\",\"paint\":{\"line-color\":\"#00ff00\",\"line-width\":9}}]")
            .with("LINESTRING(-40 0,40 0)")
            .layer(
                "ground",
                "[{\"type\":\"fill\",\"metadata\":{\"machizu:base\":true,\"machizu:order\":9},"
                    + "\"paint\":{\"fill-color\":\"#000000\"}}]")
            .with(LARGE)
            .layer("zoning", "[" + fill("#ff0000") + "]")
            .with(SQUARE);
    BufferedImage picture = draw(town).picture(144);
    assertThat(DrawnPaper.colour(picture, X, Y)).isEqualTo(BLUE);
    assertThat(DrawnPaper.colour(picture, X + 20, Y)).isEqualTo(GREEN);
    assertThat(DrawnPaper.colour(picture, X + 20, Y + 10)).isEqualTo(RED);
    assertThat(DrawnPaper.colour(picture, X, Y + 59)).as("the background").isEqualTo(0);
  }

  @Test
  void ofALayerOfTheBackgroundOnlyItsBackgroundIsDrawn() {
    String style =
        "[{\"type\":\"fill\",\"metadata\":{\"machizu:base\":true},\"paint\":{\"fill-color\":\"#00ff00\"}},"
            + fill("#ff0000")
            + "]";
    PaperTown town = new PaperTown().layer("ground", style).with(SQUARE);
    MapRequest on = TrueScaleTest.request(town, 500);
    MapRequest off =
        new MapRequest(
            on.zone(),
            on.centreEastM(),
            on.centreNorthM(),
            500,
            List.of(),
            town.layers(),
            null,
            List.of(),
            Furniture.USUAL,
            "ja");
    assertThat(DrawnPaper.colour(DrawnPaper.of(town, on).picture(72), X, Y)).isEqualTo(RED);
    DrawnPaper paper = DrawnPaper.of(town, off);
    assertThat(DrawnPaper.colour(paper.picture(72), X, Y)).isEqualTo(GREEN);
    assertThat(paper.drawn().legend()).as("the background has no legend").isEmpty();
    assertThat(paper.drawn().sources()).extracting(SourceNote::layer).containsExactly("ground");
  }

  @Test
  void opacityLetsTheMapBelowThrough() {
    PaperTown town =
        new PaperTown()
            .layer(
                "zoning",
                "[{\"type\":\"fill\",\"paint\":{\"fill-color\":\"#ff0000\",\"fill-opacity\":0.5}}]")
            .with(SQUARE);
    int colour = DrawnPaper.colour(draw(town).picture(72), X, Y);
    assertThat(colour >> 16).isEqualTo(0xff);
    assertThat(colour & 0xff).isCloseTo(0x80, within(2));
  }

  @Test
  void aDashedLineIsDashedInItsOwnWidths() {
    PaperTown town =
        new PaperTown()
            .layer(
                "borders",
                "[{\"type\":\"line\",\"layout\":{\"line-cap\":\"round\",\"line-join\":\"bevel\"},"
                    + "\"paint\":{\"line-width\":4,\"line-dasharray\":[3,2]}}]")
            .with("LINESTRING(-40 0,40 0)");
    List<Step> steps = draw(town).steps();
    assertThat(steps)
        .filteredOn(s -> s.operator().equals("w"))
        .anyMatch(s -> Math.abs(s.numbers().getFirst() - 3) < 0.01); // 4 px are 3 pt
    assertThat(steps).anyMatch(s -> s.operator().equals("J") && s.numbers().equals(List.of(1.0)));
    assertThat(steps).anyMatch(s -> s.operator().equals("j") && s.numbers().equals(List.of(2.0)));
    assertThat(new String(draw(town).content(), StandardCharsets.ISO_8859_1))
        .contains("[9 6 ] 0 d");
  }

  @Test
  void aPatternFillsItsAreaAndNoMore() {
    PaperTown town =
        new PaperTown()
            .layer(
                "fire",
                "[{\"type\":\"fill\",\"paint\":{\"fill-pattern\":\"machizu:hatch-45/#ff0000/#00ff00/4/3\"}}]")
            .with(SQUARE);
    BufferedImage picture = draw(town).picture(144);
    int red = 0;
    int green = 0;
    for (int i = 0; i < 200; i++) {
      int colour = DrawnPaper.colour(picture, X - 20 + 0.2 * i, Y + 7);
      red += (colour >> 16) > 0xc0 && (colour >> 8 & 0xff) < 0x40 ? 1 : 0;
      green += (colour >> 8 & 0xff) > 0xc0 && (colour >> 16) < 0x40 ? 1 : 0;
    }
    assertThat(red).isGreaterThan(30);
    assertThat(green).isGreaterThan(10);
    assertThat(DrawnPaper.colour(picture, X, Y + 59)).isEqualTo(WHITE);
  }

  @Test
  void aSignStandsWhereItsPointIs() {
    PaperTown town =
        new PaperTown()
            .layer(
                "shelters",
                "[{\"type\":\"symbol\",\"layout\":{\"icon-image\":\"machizu:symbol/shelter/#ffffff/#0000ff/40\"}}]")
            .with("POINT(0 0)");
    BufferedImage picture = draw(town).picture(144);
    assertThat(DrawnPaper.colour(picture, X - 4.6, Y + 3)).as("the board").isEqualTo(BLUE);
    assertThat(DrawnPaper.colour(picture, X - 6, Y)).isEqualTo(WHITE);
  }

  private static final String NAMES =
      "[{\"type\":\"symbol\",\"layout\":{\"text-field\":[\"get\",\"kind\"],\"text-size\":12},"
          + "\"paint\":{\"text-halo-color\":\"#ffffff\",\"text-halo-width\":1}}]";

  @Test
  void labelsNeverLieOverEachOtherNorOverTheEdge() {
    PaperTown town = new PaperTown().layer("lots", NAMES);
    for (int i = 0; i < 400; i++) {
      double x = -48 + 5 * (i % 20);
      double y = -32 + 3.2 * (i / 20);
      town.with("POINT(%s %s)".formatted(x, y), "中央" + i);
    }
    DrawnPaper paper = draw(town);
    List<Envelope> words = words(paper.characters());
    assertThat(words).hasSizeBetween(30, 399);
    for (int i = 0; i < words.size(); i++) {
      assertThat(words.get(i).getMinX() * Ink.MM_PER_PT).isGreaterThan(DrawnPaper.FRAME.xMm());
      assertThat(words.get(i).getMaxX() * Ink.MM_PER_PT).isLessThan(DrawnPaper.FRAME.rightMm());
      for (int j = 0; j < i; j++) {
        assertThat(words.get(i).intersects(words.get(j))).isFalse();
      }
    }
  }

  /** Characters that follow each other, as one box; each label is written twice, with its edge. */
  private static List<Envelope> words(List<TextPosition> characters) {
    List<Envelope> words = new ArrayList<>();
    for (TextPosition c : characters) {
      Envelope box = new Envelope(c.getX(), c.getX() + c.getWidth(), c.getY() - 7, c.getY());
      Envelope last = words.isEmpty() ? new Envelope() : words.getLast();
      boolean goesOn =
          !words.isEmpty()
              && Math.abs(last.getMaxX() - box.getMinX()) < 0.5
              && Math.abs(last.getMinY() - box.getMinY()) < 0.1;
      if (goesOn) {
        last.expandToInclude(box);
      } else if (words.stream().noneMatch(w -> w.contains(box.centre()))) {
        words.add(box);
      }
    }
    return words;
  }

  @Test
  void theLabelOfAnAreaStandsInItAlsoWhereOnlyAPartIsSeen() {
    String arm = "POLYGON((70 -5,400 -5,400 5,70 5,70 -5))";
    PaperTown town =
        new PaperTown()
            .layer("lots", NAMES)
            .with("POLYGON((-40 -30,40 -30,40 30,32 30,32 -22,-40 -22,-40 -30))", "L")
            .layer("more", NAMES)
            .with(arm, "外");
    List<TextPosition> letters =
        draw(town).characters().stream().filter(c -> c.getUnicode().equals("L")).toList();
    double x = (letters.getFirst().getX() * Ink.MM_PER_PT - X) / 2; // 2 mm a metre
    assertThat(x).as("metres from the middle, within an arm").isBetween(32.0, 39.0);
    assertThat(draw(town).text()).contains("L");
    assertThat(draw(town).text()).as("of what is not seen").doesNotContain("外");
  }

  @Test
  void aLabelAlongALineFollowsItAndStandsUpright() {
    PaperTown town =
        new PaperTown()
            .layer(
                "roads",
                "[{\"type\":\"symbol\",\"layout\":{\"symbol-placement\":\"line\",\"text-field\":[\"get\",\"kind\"]}}]")
            .with("LINESTRING(40 20,0 0)", "中央通")
            .with("LINESTRING(0 0,-40 -20)", "中央通");
    List<TextPosition> letters =
        draw(town).characters().stream().filter(c -> "中央通".contains(c.getUnicode())).toList();
    assertThat(letters).extracting(TextPosition::getUnicode).startsWith("中", "央", "通");
    float[] first = letters.get(0).getTextMatrix().getValues()[0];
    assertThat(Math.toDegrees(Math.atan2(first[1], first[0]))).isCloseTo(26.565, within(0.1));
    assertThat(letters.get(1).getX()).isGreaterThan(letters.get(0).getX());
  }

  @Test
  void onlyWhatTheViewShowsIsDrawn() {
    LayerRule rule =
        new LayerRule(
            Map.of("permit", Set.of(Grant.READ)),
            Map.of("kind", Map.of("permit", Shown.MASKED)),
            Map.of(
                "permit",
                new Predicate.Comparison(
                    new Expression.Property("n"),
                    Predicate.Operator.LESS,
                    new Expression.Literal(10L))),
            Map.of(),
            Map.of());
    LayerAccess access = new LayerAccess(Sensitivity.ORDINARY, false, rule);
    PaperTown town =
        new PaperTown()
            .layer("owners", NAMES, access, new Actor("k", Role.PERMIT), PaperTown.ATTRIBUTES)
            .with("POINT(0 0)", "佐藤", 1L)
            .with("POINT(20 0)", "鈴木", 11L);
    DrawnPaper paper = draw(town);
    assertThat(paper.drawn().features()).isEqualTo(1);
    assertThat(paper.text()).doesNotContain("佐藤").doesNotContain("鈴木");

    DrawnPaper past =
        DrawnPaper.of(town, request(town, Instant.parse("2026-01-01T00:00:00Z"), List.of()));
    assertThat(past.drawn().leftOut()).extracting(LeftOut::reason).containsExactly(Reason.PAST);
    assertThat(past.drawn().features()).isZero();
  }

  @Test
  void theMomentIsAskedOfTheStore() {
    PaperTown town = new PaperTown().layer("zoning", "[" + fill("#ff0000") + "]").with(SQUARE);
    Instant moment = Instant.parse("2026-01-01T00:00:00Z");
    DrawnPaper unused = DrawnPaper.of(town, request(town, moment, List.of()));
    assertThat(town.asked()).isEqualTo(moment);
  }

  @Test
  void whatIsNotKnownHasItsDefaultAndIsTold() {
    PaperTown town =
        new PaperTown()
            .layer(
                "zoning",
                "[{\"type\":\"fill\",\"paint\":{\"fill-color\":[\"interpolate-hcl\",[\"linear\"],[\"zoom\"],1,\"#ff0000\",20,\"#00ff00\"]}},"
                    + "{\"type\":\"heatmap\"},"
                    + "{\"type\":\"fill\",\"minzoom\":1,\"filter\":[\"==\",[\"get\",\"kind\"],\"b\"],\"paint\":{\"fill-pattern\":\"other:pattern\"}}]")
            .with(SQUARE, "b")
            .picture("aerial")
            .layer("small", "[{\"type\":\"fill\",\"maxzoom\":12,\"paint\":{}}]")
            .with(SQUARE);
    DrawnPaper paper = draw(town);
    assertThat(DrawnPaper.colour(paper.picture(72), X, Y)).as("black, the default").isZero();
    assertThat(paper.drawn().leftOut())
        .extracting(LeftOut::layer, LeftOut::reason)
        .containsExactlyInAnyOrder(
            tuple("zoning", Reason.EXPRESSION),
            tuple("zoning", Reason.KIND),
            tuple("zoning", Reason.IMAGE),
            tuple("aerial", Reason.PIXELS),
            tuple("small", Reason.SCALE));
    assertThat(paper.drawn().leftOut())
        .extracting(LeftOut::detail)
        .contains("fill-color: interpolate-hcl", "heatmap", "other:pattern");
  }

  @Test
  void charactersThatTheFontDoesNotHaveAreToldAndStandAsGeta() {
    PaperTown town = new PaperTown().layer("lots", NAMES).with("POINT(0 0)", "髙橋\uFE00𠀋\u0007");
    DrawnPaper paper = draw(town);
    assertThat(paper.text()).contains("髙橋");
    if (!paper.text().contains("𠀋")) {
      assertThat(paper.text()).contains("髙橋〓");
      assertThat(paper.drawn().leftOut())
          .extracting(LeftOut::reason, LeftOut::detail)
          .containsExactly(tuple(Reason.CHARACTERS, "U+2000B"));
    }
  }

  @Test
  void theLegendTellsOnlyWhatIsInTheMap() {
    String style =
        "[{\"type\":\"fill\",\"paint\":{\"fill-color\":[\"match\",[\"get\",\"kind\"],"
            + "\"住居\",\"#ff0000\",[\"商業\",\"近商\"],\"#00ff00\",\"工業\",\"#0000ff\",\"#cccccc\"]}},"
            + "{\"type\":\"line\",\"paint\":{\"line-color\":\"#000000\"}}]";
    PaperTown town =
        new PaperTown()
            .layer("zoning", style)
            .with(SQUARE, "近商")
            .with("POLYGON((41 -30,44 -30,44 30,41 30,41 -30))", "住居")
            .with("POLYGON((500 0,510 0,510 10,500 0))", "工業")
            .with("POLYGON((-44 -30,-41 -30,-41 30,-44 30,-44 -30))", "不明")
            .layer("empty", "[" + fill("#ff0000") + "]");
    DrawnPaper paper = draw(town);
    assertThat(paper.drawn().legend())
        .extracting(LegendEntry::title, LegendEntry::className, entry -> entry.looks().size())
        .containsExactly(
            tuple("zoning図", "住居", 2), tuple("zoning図", "商業・近商", 2), tuple("zoning図", "その他", 2));
    assertThat(paper.legendLeft()).isZero();
    assertThat(paper.text()).contains("商業・近商").doesNotContain("工業");
    assertThat(paper.drawn().sources())
        .extracting(
            SourceNote::layer,
            SourceNote::title,
            s -> s.provenance().accuracyM(),
            s -> s.revision().number())
        .containsExactly(tuple("zoning", "zoning図", 0.5, 7L));
    Rect small = new Rect(10, 160, 44, 9);
    DrawnPaper narrow =
        DrawnPaper.of(town, TrueScaleTest.request(town, 500), DrawnPaper.FRAME, small);
    assertThat(narrow.text()).contains("ほか 3 件");
    assertThat(narrow.legendLeft()).isEqualTo(3);
  }

  @Test
  void whatThePaperIsAboutLiesAboveAllAndItsLabelsComeFirst() {
    PaperTown town =
        new PaperTown()
            .layer("zoning", "[" + fill("#00ff00") + "]")
            .with(LARGE)
            .layer("lots", NAMES)
            .with("POINT(0 -31.9)", "地番");
    PaperPen pen = new PaperPen("#ff0000", "", "#0000ff", 1, List.of(), "");
    Highlight site =
        new Highlight(
            PaperTown.plane("POLYGON((-20 -15,20 -15,20 15,-20 15,-20 -15))"),
            pen,
            "敷地",
            SideLengths.of(PaperTown.plane("POLYGON((-20 -15,20 -15,20 15,-20 15,-20 -15))"), 500));
    PlaneLabel here =
        new PlaneLabel("ここ", PaperTown.EAST, PaperTown.NORTH - 31.9 + 20, 0, 9, "#000000");
    Highlight words = new Highlight(site.plane(), pen, "", List.of(here));
    DrawnPaper paper = DrawnPaper.of(town, request(town, null, List.of(site, words)));
    BufferedImage picture = paper.picture(144);
    assertThat(DrawnPaper.colour(picture, X, Y + 8)).isEqualTo(RED);
    assertThat(DrawnPaper.colour(picture, X - 40, Y)).isEqualTo(BLUE);
    assertThat(paper.text().replaceAll("\\s", "")).contains("40.00", "30.00", "ここ");
    assertThat(paper.drawn().legend().getFirst().title()).isEqualTo("敷地");
  }

  @Test
  void theSamePaperHasTheSameBytes() {
    PaperTown town = new PaperTown().layer("lots", NAMES);
    for (int i = 0; i < 60; i++) {
      town.with("POINT(%s %s)".formatted(-48 + i, (i * 7) % 31 - 15), "筆" + i);
    }
    assertThat(draw(town).content()).isEqualTo(draw(town).content());
  }

  @Test
  void aMapWithMoreThanAPaperCanShowIsRefusedInWords() {
    PaperTown town = new PaperTown().layer("lots", "[" + fill("#ff0000") + "]");
    for (int i = 0; i <= MapReader.MOST_FEATURES; i++) {
      town.with("POINT(0 0)");
    }
    assertThatThrownBy(() -> draw(town))
        .isInstanceOfSatisfying(
            MapTooLargeException.class,
            e -> {
              assertThat(e.layer()).isEqualTo("lots");
              assertThat(e.number()).isEqualTo(50_001);
              assertThat(e.allowed()).isEqualTo(50_000);
            })
        .hasMessageContaining("choose a larger scale");
    PaperTown many = new PaperTown();
    for (int i = 0; i <= PaperMaps.MOST_LAYERS; i++) {
      many.layer("layer" + i, "[]");
    }
    assertThatThrownBy(() -> draw(many))
        .isInstanceOf(MapTooLargeException.class)
        .hasMessageContaining("at most 64");
  }

  @Test
  void whatHasNoPlaceIsNotDrawn() {
    PaperTown town =
        new PaperTown().layer("lots", "[" + fill("#ff0000") + "]").with(null, "任意").with(SQUARE);
    assertThat(draw(town).drawn().features()).isEqualTo(1);
  }
}
