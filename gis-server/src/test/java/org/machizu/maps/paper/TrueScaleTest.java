package org.machizu.maps.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.maps.paper.DrawnPaper.Step;

/** What is measured on the paper is so long in the zone. */
class TrueScaleTest {
  private static final double RIGHT_MM = 0.2;
  private static final Rect LARGE = new Rect(10, 10, 400, 270);
  private static final Rect LEGEND = new Rect(10, 282, 100, 10);

  private static final String LINE =
      "[{\"type\":\"line\",\"paint\":{\"line-color\":\"#ff0000\",\"line-width\":1}}]";

  static MapRequest request(PaperTown town, int scale) {
    return new MapRequest(
        new PlaneZone(PaperTown.ZONE),
        PaperTown.EAST,
        PaperTown.NORTH,
        scale,
        town.layers(),
        null,
        List.of(),
        "ja");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1_000, 2_500})
  void aHundredMetresMeasureRight(int scale) {
    for (String line : List.of("LINESTRING(-50 3, 50 3)", "LINESTRING(-30 -40, 30 40)")) {
      PaperTown town = new PaperTown().layer("roads", LINE).with(line);
      List<Step> steps = DrawnPaper.of(town, request(town, scale), LARGE, LEGEND).steps();
      double[] ends = firstLine(steps);
      double lengthMm = Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
      assertThat(lengthMm).isCloseTo(100_000.0 / scale, within(RIGHT_MM / 20));
    }
  }

  @Test
  void placesLieWhereTheFrameSaysTheMiddleIs() {
    PaperTown town = new PaperTown().layer("roads", LINE).with("LINESTRING(0 0, 10 5)");
    double[] ends = firstLine(DrawnPaper.of(town, request(town, 500), LARGE, LEGEND).steps());
    assertThat(ends[0]).isCloseTo(210, within(0.01));
    assertThat(ends[1]).isCloseTo(145, within(0.01));
    assertThat(ends[2]).isCloseTo(230, within(0.01));
    assertThat(ends[3]).isCloseTo(155, within(0.01));
  }

  @Test
  void nothingOnThePageIsScaledAgain() {
    PaperTown town = new PaperTown().layer("roads", LINE).with("LINESTRING(0 0, 10 5)");
    assertThat(DrawnPaper.of(town, request(town, 500)).steps())
        .extracting(Step::operator)
        .doesNotContain("cm");
  }

  /** Its places as mm of the page. */
  private static double[] firstLine(List<Step> steps) {
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).operator().equals("l") && steps.get(i - 1).operator().equals("m")) {
        List<Double> from = steps.get(i - 1).numbers();
        List<Double> to = steps.get(i).numbers();
        return new double[] {mm(from.get(0)), mm(from.get(1)), mm(to.get(0)), mm(to.get(1))};
      }
    }
    throw new AssertionError("no line on the page");
  }

  private static double mm(double points) {
    return points * Ink.MM_PER_PT;
  }

  @ParameterizedTest
  @CsvSource({"250,10,10 m", "500,20,20 m", "1000,50,50 m", "2500,100,100 m", "25000,1000,1 km"})
  void theScaleBarIsAsLongAsItSays(int scale, double metres, String words) {
    PaperTown town = new PaperTown().layer("roads", LINE).with("LINESTRING(0 0, 10 5)");
    DrawnPaper paper = DrawnPaper.of(town, request(town, scale));
    assertThat(FurnitureDrawing.barMetres(scale, 180)).isEqualTo(metres);
    assertThat(paper.steps())
        .filteredOn(step -> step.operator().equals("re"))
        .extracting(step -> mm(step.numbers().get(2)))
        .anyMatch(width -> Math.abs(width - metres * 1000 / scale) < RIGHT_MM / 20);
    assertThat(paper.text()).contains("1:" + scale).contains(words).contains("北（座標北）");
  }

  @Test
  void theWordsAreInTheLanguageOfThePaper() {
    PaperTown town = new PaperTown().layer("roads", LINE).with("LINESTRING(0 0, 10 5)");
    MapRequest ja = request(town, 500);
    for (var words : List.of(List.of("en", "Grid north"), List.of("easy", "北（きた）"))) {
      MapRequest other =
          new MapRequest(
              ja.zone(),
              ja.centreEastM(),
              ja.centreNorthM(),
              ja.scale(),
              ja.layers(),
              null,
              List.of(),
              words.getFirst());
      assertThat(DrawnPaper.of(town, other).text()).contains(words.getLast());
    }
  }

  @Test
  void cornersTellTheirCoordinatesNorthFirst() {
    PaperTown town = new PaperTown().layer("roads", LINE).with("LINESTRING(0 0, 10 5)");
    MapRequest ja = request(town, 1_000);
    MapRequest with =
        new MapRequest(
            ja.zone(),
            ja.centreEastM(),
            ja.centreNorthM(),
            ja.scale(),
            ja.layers(),
            List.of(),
            null,
            List.of(),
            Set.of(Furniture.COORDINATES),
            "ja");
    String text = DrawnPaper.of(town, with).text();
    assertThat(text).contains("X=-137060.00 Y=-35090.00").contains("X=-136940.00 Y=-34910.00");
    assertThat(text).doesNotContain("1:1000").doesNotContain("座標北");
  }

  @Test
  void theLargestUsualScaleThatFitsIsChosen() {
    assertThat(PaperMaps.fittingScale(new Envelope(0, 20, 0, 20), 174, 120)).isEqualTo(250);
    assertThat(PaperMaps.fittingScale(new Envelope(0, 40, 0, 60), 174, 120)).isEqualTo(1_000);
    assertThat(PaperMaps.fittingScale(new Envelope(0, 40, 0, 50), 174, 120)).isEqualTo(500);
    assertThat(PaperMaps.fittingScale(new Envelope(0, 340, 0, 10), 174, 120)).isEqualTo(2_500);
    assertThat(PaperMaps.fittingScale(new Envelope(0, 9e9, 0, 10), 174, 120)).isEqualTo(1_000_000);
  }

  @Test
  void aPixelOfTheScreenAtTheZoomCoversWhatItCoversOnPaper() {
    Sheet sheet = new Sheet(DrawnPaper.FRAME, 0, 0, 2_500);
    double metresPerPx = 40_075_016.686 * Math.cos(Math.toRadians(42.76)) / 512;
    assertThat(metresPerPx / Math.pow(2, sheet.zoom(42.76)))
        .isCloseTo(2_500 * 0.0254 / 96, within(1e-6));
  }

  @Test
  void aScaleThatIsNoneIsRefused() {
    PaperTown town = new PaperTown().layer("roads", LINE);
    assertThatThrownBy(() -> request(town, 0)).hasMessageContaining("1:50 to 1:1000000");
  }
}
