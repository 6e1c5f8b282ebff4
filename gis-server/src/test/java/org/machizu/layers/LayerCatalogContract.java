package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.access.Rights;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.feature.ZoomRange;

/** The catalogue; every store passes it. */
public abstract class LayerCatalogContract extends StoreTesting {

  private static Layer full() {
    Schema schema =
        new Schema(
            GeometryType.LINE,
            List.of(
                new Attribute(
                    "幅員",
                    AttributeType.REAL,
                    new LocalizedText("幅員", "width"),
                    "m",
                    AttributeVisibility.STAFF),
                Attribute.open("from", AttributeType.DATE)));
    return new Layer(
        id("roads"),
        new LocalizedText("道路", "Roads"),
        "roads",
        schema,
        new ZoomRange(9, 18),
        new Provenance("大空町", "CC BY 4.0", LocalDate.of(2026, 3, 31), 0.25),
        new ValidTime("from", null));
  }

  @Test
  void aLayerIsReadBackAsItWasCreatedAndSeenByStaffOnly() {
    CataloguedLayer created =
        store
            .catalog()
            .create(full(), LayerAccess.STAFF_ONLY, "[{\"type\":\"line\"}]", Actor.OPERATOR);
    store.reopen();

    assertThat(store.catalog().find(id("roads"))).contains(created);
    assertThat(created.layer()).isEqualTo(full());
    assertThat(created.style()).isEqualTo("[{\"type\":\"line\"}]");
    assertThat(created.access()).isEqualTo(LayerAccess.STAFF_ONLY);
    assertThat(new Rights().viewOf(Actor.PUBLIC, created.layer(), created.access())).isEmpty();
  }

  @Test
  void layersAreListedByGroupAndId() {
    create("b", SHELTERS);
    create("a", SHELTERS);
    store.catalog().create(full(), LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);

    assertThat(store.catalog().list(StoreFixture.MUNICIPALITY))
        .extracting(l -> l.layer().id().name())
        .containsExactly("a", "b", "roads");
    assertThat(store.catalog().list("01211")).isEmpty();
    assertThat(store.catalog().find(new LayerId("01211", "a"))).isEmpty();
  }

  @Test
  void anIdIsGivenOnce() {
    create("roads", SHELTERS);
    assertThatThrownBy(() -> create("roads", SHELTERS))
        .isInstanceOf(LayerConflictException.class)
        .hasMessageContaining("roads");
    for (String taken : List.of("gpkg_contents", "rtree_roads_geom", "machizu_layer")) {
      assertThatThrownBy(() -> create(taken, SHELTERS))
          .isInstanceOfSatisfying(
              LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("bad-layer-id"))
          .hasMessageContaining(taken);
    }
  }

  @Test
  void aDescriptionChangesTitlesAndVisibilityButNeitherNamesNorTypes() {
    CataloguedLayer before = create("shelters", SHELTERS);
    List<Attribute> attributes = new ArrayList<>(SHELTERS.attributes());
    attributes.set(
        1,
        new Attribute(
            "capacity",
            AttributeType.INTEGER,
            new LocalizedText("収容人数", "Capacity"),
            "人",
            AttributeVisibility.STAFF));
    Layer described = layer("shelters", new Schema(GeometryType.POINT, attributes));
    long id = add("shelters", point(144, 44), shelter("capacity", 5L));

    CataloguedLayer after =
        store
            .catalog()
            .describe(
                right("shelters"), entry -> Described.of(described, "[{\"type\":\"circle\"}]"));

    assertThat(after.layer()).isEqualTo(described);
    assertThat(after.style()).isEqualTo("[{\"type\":\"circle\"}]");
    assertThat(after.revision()).isGreaterThan(before.revision());
    assertThat(get("shelters", id).get("capacity")).isEqualTo(5L);
    attributes.remove(0);
    assertThatThrownBy(() ->
            store
                .catalog()
                .describe(
                    right("shelters"),
                    entry ->
                        Described.of(
                            layer("shelters", new Schema(GeometryType.POINT, attributes)), "[]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("施設名");
  }

  @Test
  void aDescriptionStartsFromWhatStandsAndWhatItThrowsChangesNothing() {
    CataloguedLayer before = create("shelters", SHELTERS);
    String lines = "[{\"type\":\"line\"}]";

    var unused =
        store.catalog().describe(right("shelters"), entry -> Described.of(entry.layer(), lines));
    assertThatThrownBy(() ->
            store
                .catalog()
                .describe(
                    right("shelters"),
                    entry -> {
                      throw new IllegalStateException(entry.style());
                    }))
        .hasMessage(lines);

    assertThat(store.catalog().find(before.layer().id()).orElseThrow().style()).isEqualTo(lines);
  }

  @Test
  void publishingIsAStepThatCanBeTakenBack() {
    CataloguedLayer before = create("shelters", SHELTERS);
    CataloguedLayer open = store.catalog().publish(right("shelters"), true, "open data");
    assertThat(open.access().published()).isTrue();
    assertThat(open.revision()).isGreaterThan(before.revision());
    assertThat(viewAs(Actor.PUBLIC, "shelters").schema().find("note")).isEmpty();

    CataloguedLayer closed = store.catalog().publish(right("shelters"), false, "by mistake");
    assertThat(closed.access().published()).isFalse();
  }
}
