package org.machizu.maps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What lies above what on the map, and how a layer looks that nobody has styled. */
class MapStyleTest {
  private static final String AREA = "{\"type\":\"fill\"}";
  private static final String LINE = "{\"type\":\"line\"}";
  private static final String LABEL = "{\"type\":\"symbol\"}";

  @Test
  void areasLieBelowLinesAndLinesBelowLabelsWhateverLayerTheyAreOf() {
    List<VisibleLayer> layers =
        List.of(layer("parcels", LABEL, AREA), layer("roads", LABEL, LINE), layer("zoning", AREA));

    assertThat(idsFromBelow(layers))
        .containsExactly("background", "parcels-1", "zoning-0", "roads-1", "parcels-0", "roads-0");
  }

  @Test
  void amongTheSameKindTheStatedOrderDecides() {
    String above = "{\"type\":\"fill\",\"metadata\":{\"machizu:order\":2}}";
    String below = "{\"type\":\"fill\",\"metadata\":{\"machizu:order\":-1}}";
    List<VisibleLayer> layers =
        List.of(layer("buildings", above), layer("parcels", AREA), layer("zoning", below));

    assertThat(idsFromBelow(layers))
        .containsExactly("background", "zoning-0", "parcels-0", "buildings-0");
  }

  @Test
  void areasOfTheBackgroundLieBelowAllOthersWhateverTheirOrder() {
    String base = "{\"type\":\"fill\",\"metadata\":{\"machizu:base\":true,\"machizu:order\":5}}";
    List<VisibleLayer> layers = List.of(layer("parcels", AREA), layer("rivers", base));

    assertThat(idsFromBelow(layers)).containsExactly("background", "rivers-0", "parcels-0");
  }

  @Test
  void layersWithoutAStyleAreToldApartByTheirColours() {
    List<VisibleLayer> layers =
        Stream.of("abira_shelters", "uki_shelters", "toilets", "benches", "wells")
            .map(MapStyleTest::layer)
            .toList();

    List<String> colours =
        drawn(layers).map(node -> node.at("/paint/circle-color").asText()).skip(1).toList();

    assertThat(colours).hasSize(5).doesNotHaveDuplicates().allMatch(colour -> colour.length() == 7);
  }

  @Test
  void inTheDarkAreasTurnDarkAndTextsLightKeepingTheirHue() {
    JsonNode dark =
        dark(
            """
            {"type":"fill","paint":{"fill-color":"#fff2cc","fill-opacity":0.5}}\
            """,
            """
            {"type":"line","paint":{"line-color":
             ["match",["get","kind"],"red","#333333","hsl(120, 50%, 40%)"]}}\
            """,
            """
            {"type":"symbol","paint":{"text-color":"#333333","text-halo-color":"white"}}\
            """);
    Colour area = colour(dark.at("/1/paint/fill-color"));
    assertThat(area.lightness()).isLessThan(0.2);
    assertThat(area.hue()).isBetween(40.0, 50.0);
    assertThat(dark.at("/1/paint/fill-opacity").asDouble()).isEqualTo(0.5);
    assertThat(dark.at("/2/paint/line-color/2").asText())
        .as("a word of the data is no colour")
        .isEqualTo("red");
    assertThat(colour(dark.at("/2/paint/line-color/3")).lightness()).isGreaterThan(0.6);
    assertThat(colour(dark.at("/2/paint/line-color/4")).hue()).isBetween(115.0, 125.0);
    assertThat(colour(dark.at("/3/paint/text-color")).lightness()).isGreaterThan(0.9);
    assertThat(colour(dark.at("/3/paint/text-halo-color")).lightness()).isLessThan(0.15);
    assertThat(dark.at("/0/paint/background-color").asText()).isEqualTo("#14181d");
  }

  @Test
  void aLayersOwnColoursForTheDarkHoldAndDoNotShowByDay() {
    String roads =
        """
        {"type":"line","paint":{"line-color":"#ffffff","line-width":3},
         "metadata":{"machizu:dark":{"paint":{"line-color":"#445566"}}}}\
        """;
    JsonNode dark = dark(roads);
    assertThat(dark.at("/1/paint/line-color").asText()).isEqualTo("#445566");
    assertThat(dark.at("/1/paint/line-width").asInt()).isEqualTo(3);
    JsonNode day = style(Theme.DEFAULT, List.of(layer("a", roads)));
    assertThat(day.at("/1/paint/line-color").asText()).isEqualTo("#ffffff");
    assertThat(day.at("/1/metadata").has("machizu:dark")).isFalse();
  }

  @Test
  void patternsAndBareSignsTurnLightWhileSignBoardsStay() {
    JsonNode dark =
        dark(
            """
            {"type":"fill","paint":{"fill-pattern":"machizu:hatch-45/#303030/#ffffff00/10"}}\
            """,
            """
            {"type":"symbol","layout":{"icon-image":["match",["get","k"],
             "s","machizu:symbol/school","p","machizu:symbol/police/#fff/#0b3d91","machizu:symbol/post/#222/#0000"]}}\
            """);
    String pattern = dark.at("/1/paint/fill-pattern").asText();
    assertThat(pattern).startsWith("machizu:hatch-45/#").endsWith("00/10");
    assertThat(colour(pattern.split("/")[1]).lightness()).isGreaterThan(0.6);
    JsonNode signs = dark.at("/2/layout/icon-image");
    assertThat(signs.get(3).asText()).isEqualTo("machizu:symbol/school/#f0f0f0");
    assertThat(signs.get(5).asText()).isEqualTo("machizu:symbol/police/#fff/#0b3d91");
    assertThat(colour(signs.get(6).asText().split("/")[2]).lightness()).isGreaterThan(0.9);
  }

  @Test
  void labelsCanBeReadOnEveryAreaInTheDark() {
    for (String pale : List.of("#ffffff", "#fff2cc", "#c9dfc4", "#f7c6c7", "#9fc5e8", "#d9d2e9")) {
      JsonNode dark =
          dark(
              "{\"type\":\"fill\",\"paint\":{\"fill-color\":\"%s\"}}".formatted(pale),
              "{\"type\":\"symbol\",\"paint\":{\"text-color\":\"#5a4a3a\"}}");
      assertThat(contrast(dark.at("/1/paint/fill-color"), dark.at("/2/paint/text-color")))
          .as(pale)
          .isGreaterThan(4.5);
    }
  }

  /** WCAG 2.2, contrast ratio. */
  private static double contrast(JsonNode one, JsonNode other) {
    double a = luminance(one.asText());
    double b = luminance(other.asText());
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String hex) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static Colour colour(JsonNode value) {
    return colour(value.asText());
  }

  private static Colour colour(String text) {
    return Colour.find(text).orElseThrow();
  }

  private static JsonNode dark(String... styleLayers) {
    return style(Theme.DARK, List.of(layer("a", styleLayers)));
  }

  private static JsonNode style(Theme theme, List<VisibleLayer> layers) {
    return MapStyle.of(layers, theme, "http://town.example", "ja").path("layers");
  }

  private static List<String> idsFromBelow(List<VisibleLayer> layers) {
    return drawn(layers).map(node -> node.path("id").asText()).toList();
  }

  private static Stream<JsonNode> drawn(List<VisibleLayer> layers) {
    JsonNode all = MapStyle.of(layers, Theme.DEFAULT, "http://town.example", "ja").path("layers");
    return StreamSupport.stream(all.spliterator(), false);
  }

  private static VisibleLayer layer(String name, String... styleLayers) {
    Layer layer =
        new Layer(
            new LayerId("01999", name),
            LocalizedText.same(name),
            "test",
            new Schema(GeometryType.POINT, List.of()),
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    LayerAccess access = new LayerAccess(Sensitivity.ORDINARY, true, LayerRule.PLANNERS);
    String style = "[" + String.join(",", styleLayers) + "]";
    return new VisibleLayer(
        new CataloguedLayer(layer, access, style, Revision.NONE, Instant.EPOCH),
        new Rights().viewOf(Actor.PUBLIC, layer, access).orElseThrow());
  }
}
