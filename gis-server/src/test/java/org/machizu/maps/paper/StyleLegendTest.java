package org.machizu.maps.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machizu.testdata.RealData;

/**
 * A legend without a map shows each class that the style tells apart, drawn as the map draws it.
 */
class StyleLegendTest {
  private static final String ZONES =
      """
      [{"type": "fill", "paint": {"fill-color":
         ["match", ["get", "kind"], "商業地域", "#e9483f", ["田", "畑"], "#a3cd3c", "#808080"]}},
       {"type": "fill", "filter": ["has", "n"], "paint": {"fill-pattern":
         ["match", ["get", "n"], 1, "machizu:hatch-45/#0000ff", 2, "machizu:dots/#0000ff", ""]}},
       {"type": "line", "filter": ["==", ["get", "kind"], "商業地域"],
        "paint": {"line-color": "#123456"}}]
      """;

  private static List<LegendEntry> legend(String style, String language) {
    return StyleLegend.of(new PaperTown().layer("zones", style).layers().getFirst(), language);
  }

  @Test
  void eachClassHasItsLineInTheOrderOfTheStyleThenAllOthersThenWhatLiesOverThem() {
    List<LegendEntry> entries = legend(ZONES, "ja");
    assertThat(entries)
        .extracting(LegendEntry::className)
        .containsExactly("商業地域", "田・畑", "その他", "1", "2");
    assertThat(entries).extracting(LegendEntry::title).containsOnly("zones図");
    assertThat(entries.get(0).drawn().toString())
        .contains("#e9483f", "#123456")
        .doesNotContain("pattern");
    assertThat(entries.get(1).drawn().toString()).contains("#a3cd3c").doesNotContain("#123456");
    assertThat(entries.get(2).drawn().toString()).contains("#808080");
    assertThat(entries.get(3).drawn().toString())
        .contains("kind=pattern", "hatch-45", "#0000ff")
        .doesNotContain("#808080");
  }

  @Test
  void aLegendShowsTheZoomAtWhichMostOfTheStyleIsSeen() {
    String style =
        """
        [{"type": "line", "maxzoom": 12, "paint": {"line-color": "#aa0000"}},
         {"type": "line", "minzoom": 18, "paint": {"line-color": "#00aa00"}},
         {"type": "circle", "minzoom": 18, "paint": {"circle-color": "#0000aa"}}]
        """;
    assertThat(legend(style, "en")).hasSize(1);
    assertThat(legend(style, "en").getFirst().drawn().toString())
        .contains("#00aa00", "#0000aa")
        .doesNotContain("#aa0000");
  }

  @Test
  void aLayerThatNoStyleDrawsAndOneOfPicturesHaveALineToo() {
    assertThat(legend("[{\"type\":\"heatmap\"}]", "en"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.drawn()).isEmpty());
    assertThat(StyleLegend.of(new PaperTown().picture("aerial").layers().getFirst(), "ja"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.drawn()).hasSize(1));
  }

  @Test
  void thePictureHasTheColoursAndTheWordsBesideThem() throws IOException {
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(LegendPicture.png(legend(ZONES, "ja"), "ja")));
    // a heading and five classes of 4.4 mm, at 192 dots an inch
    assertThat(picture.getHeight()).isBetween(210, 220);
    assertThat(colours(picture, 0, 70)).contains(0xe9483f, 0xa3cd3c, 0x808080);
    assertThat(colours(picture, 75, picture.getWidth()))
        .contains(0x1a1a1a, 0xffffff)
        .doesNotContain(0xe9483f, 0xa3cd3c);
    // the widest word has room: the last columns are white
    assertThat(colours(picture, picture.getWidth() - 8, picture.getWidth())).containsOnly(0xffffff);
  }

  private static List<Integer> colours(BufferedImage picture, int from, int to) {
    int[] part = picture.getRGB(from, 0, to - from, picture.getHeight(), null, 0, to - from);
    return java.util.Arrays.stream(part).map(c -> c & 0xffffff).distinct().boxed().toList();
  }

  static Stream<Path> sampleStyles() throws IOException {
    return Files.list(
        RealData.repository().resolve("data-samples/src/main/resources/samples/styles"));
  }

  @ParameterizedTest
  @MethodSource("sampleStyles")
  void everyStyleOfTheSampleTownHasALegendInWhichEachLineIsDrawn(Path style) throws IOException {
    String json = Files.readString(style);
    boolean isPixels = json.contains("\"raster\"");
    boolean isHeat = json.contains("\"heatmap\"");
    if (isPixels || isHeat) {
      return;
    }
    assertThat(legend(json, "ja"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.drawn()).as(entry.className()).isNotEmpty());
  }
}
