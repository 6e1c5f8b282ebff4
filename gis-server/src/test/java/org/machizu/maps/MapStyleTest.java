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
  void layersWithoutAStyleAreToldApartByTheirColours() {
    List<VisibleLayer> layers =
        Stream.of("abira_shelters", "uki_shelters", "toilets", "benches", "wells")
            .map(MapStyleTest::layer)
            .toList();

    List<String> colours =
        drawn(layers).map(node -> node.at("/paint/circle-color").asText()).skip(1).toList();

    assertThat(colours).hasSize(5).doesNotHaveDuplicates().allMatch(colour -> colour.length() == 7);
  }

  private static List<String> idsFromBelow(List<VisibleLayer> layers) {
    return drawn(layers).map(node -> node.path("id").asText()).toList();
  }

  private static Stream<JsonNode> drawn(List<VisibleLayer> layers) {
    JsonNode all = MapStyle.of(layers, "http://town.example", "ja").path("layers");
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
    LayerAccess access = new LayerAccess(Sensitivity.ORDINARY, true);
    String style = "[" + String.join(",", styleLayers) + "]";
    return new VisibleLayer(
        new CataloguedLayer(layer, access, style, Revision.NONE, Instant.EPOCH),
        new Rights().viewOf(Actor.PUBLIC, layer, access).orElseThrow());
  }
}
