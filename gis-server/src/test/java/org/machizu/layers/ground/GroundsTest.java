package org.machizu.layers.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.store.gpkg.TownFolder;

/** What is held of layers, and when the store is asked, over a town's folder. */
class GroundsTest {
  private static final String CODE = "01585";
  private static final Actor PLANNER = new Actor("planner", Role.PLANNER);
  private static final PlaneMeasure ZONE = PlaneMeasure.inZone(12);
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final long ENOUGH = 64L << 20;
  private static final Schema LOTS =
      new Schema(GeometryType.POLYGON, List.of(Attribute.open("number", AttributeType.TEXT)));

  @TempDir Path folder;
  private TownFolder town;
  private final Rights rights = new Rights();
  private final Queue<Runnable> background = new ArrayDeque<>();

  @BeforeEach
  void open() {
    town = TownFolder.open(folder, CODE);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void create(String name) {
    Layer layer =
        new Layer(
            new LayerId(CODE, name),
            LocalizedText.same(name),
            "land",
            LOTS,
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    town.catalog().create(layer, LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
  }

  /** Adds lots of ten metres in a row, the first at a place of its own. */
  private void add(String name, int from, int count) {
    CataloguedLayer layer = entry(name);
    List<Change> changes = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      changes.add(new Change.Create(lot(i), Attributes.of(LOTS, "P" + i)));
    }
    town.features()
        .apply(rights.editOf(PLANNER, layer.layer(), layer.access()).orElseThrow(), changes);
  }

  private static Geometry lot(int i) {
    return ZONE.toLonLat(SHAPES.toGeometry(new Envelope(20 * i, 20 * i + 10, 0, 10)));
  }

  private CataloguedLayer entry(String name) {
    return town.catalog().find(new LayerId(CODE, name)).orElseThrow();
  }

  private VisibleLayer seen(String name) {
    CataloguedLayer layer = entry(name);
    return new VisibleLayer(
        layer, rights.viewOf(PLANNER, layer.layer(), layer.access()).orElseThrow());
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static List<Object> numbers(List<PlaneFeature> features) {
    return features.stream().map(one -> one.feature().get("number")).sorted().toList();
  }

  @Test
  void theStoreAnswersUntilTheLayerIsReadIn() {
    create("lots");
    add("lots", 0, 50);
    Grounds grounds = new Grounds(town.features(), background::add, ENOUGH, System::nanoTime);
    Ground first = grounds.of(seen("lots"), ZONE, null);
    assertThat(first).isInstanceOf(StoredGround.class);
    runBackground();
    Ground held = grounds.of(seen("lots"), ZONE, null);
    assertThat(held).isInstanceOf(HeldGround.class);
    Envelope box = new Envelope(95, 125, 2, 8);
    assertThat(numbers(held.near(box))).containsExactly("P5", "P6");
    assertThat(numbers(first.near(box))).containsExactly("P5", "P6");
    assertThat(numbers(held.with("number", "P7"))).containsExactly("P7");
    assertThat(held.with("number", "none")).isEmpty();
    assertThat(held.with("owner", "P7")).isEmpty();
    assertThat(held.revision()).isEqualTo(entry("lots").revision());
  }

  @Test
  void afterAChangeNoAnswerIsOfYesterday() {
    create("lots");
    add("lots", 0, 5);
    Grounds grounds = new Grounds(town.features(), background::add, ENOUGH, System::nanoTime);
    grounds.of(seen("lots"), ZONE, null);
    runBackground();
    add("lots", 5, 1);
    Ground after = grounds.of(seen("lots"), ZONE, null);
    assertThat(after).isInstanceOf(StoredGround.class);
    assertThat(numbers(after.with("number", "P5"))).containsExactly("P5");
    assertThat(after.revision()).isEqualTo(entry("lots").revision());
  }

  @Test
  void aLayerThatChangesAllTheTimeIsNotReadInAllTheTime() {
    create("lots");
    add("lots", 0, 5);
    AtomicInteger readings = new AtomicInteger();
    AtomicLong seconds = new AtomicLong();
    Grounds grounds =
        new Grounds(
            town.features(),
            reading -> {
              readings.incrementAndGet();
              reading.run();
            },
            ENOUGH,
            // Each look at the clock finds it a second on, so a reading took one second.
            () -> seconds.incrementAndGet() * 1_000_000_000);
    grounds.of(seen("lots"), ZONE, null);
    for (int i = 5; i < 10; i++) {
      add("lots", i, 1);
      Ground ground = grounds.of(seen("lots"), ZONE, null);
      assertThat(numbers(ground.with("number", "P" + i))).containsExactly("P" + i);
    }
    assertThat(readings).hasValue(1);

    seconds.addAndGet(15);
    grounds.of(seen("lots"), ZONE, null);
    assertThat(readings).hasValue(2);
    assertThat(grounds.of(seen("lots"), ZONE, null)).isInstanceOf(HeldGround.class);
  }

  @Test
  void ofManyLayersNoMoreIsHeldThanIsAllowed() {
    long most = 600_000;
    Grounds grounds = new Grounds(town.features(), Runnable::run, most, System::nanoTime);
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      create(name);
      add(name, 0, 400);
      grounds.of(seen(name), ZONE, null);
      assertThat(grounds.bytes()).isLessThanOrEqualTo(most);
    }
    assertThat(grounds.bytes()).isGreaterThan(most / 3);
  }

  @Test
  void aLayerThatIsTooLargeIsAskedOfTheStore() {
    create("lots");
    add("lots", 0, 400);
    Grounds grounds = new Grounds(town.features(), Runnable::run, 100_000, System::nanoTime);
    grounds.of(seen("lots"), ZONE, null);
    Ground again = grounds.of(seen("lots"), ZONE, null);
    assertThat(again).isInstanceOf(StoredGround.class);
    assertThat(numbers(again.with("number", "P300"))).containsExactly("P300");
    assertThat(grounds.bytes()).isLessThan(2_048);
  }

  @Test
  void lotsAreFoundByIdOrNotAtAll() {
    create("lots");
    add("lots", 0, 3);
    Grounds grounds = new Grounds(town.features(), Runnable::run, ENOUGH, System::nanoTime);
    grounds.of(seen("lots"), ZONE, null);
    HeldGround held = grounds.held(seen("lots"), ZONE).orElseThrow();
    assertThat(held.find(List.of(1L, 3L)).orElseThrow()).hasSize(2);
    assertThat(held.find(List.of(1L, 99L))).isEmpty();
  }

  @Test
  void whatHasNoPlaceIsFoundByItsNumberAlone() {
    create("lots");
    CataloguedLayer layer = entry("lots");
    town.features()
        .apply(
            rights.editOf(PLANNER, layer.layer(), layer.access()).orElseThrow(),
            List.of(new Change.Create(null, Attributes.of(LOTS, "nowhere"))));
    Grounds grounds = new Grounds(town.features(), Runnable::run, ENOUGH, System::nanoTime);
    grounds.of(seen("lots"), ZONE, null);
    HeldGround held = grounds.held(seen("lots"), ZONE).orElseThrow();
    assertThat(numbers(held.with("number", "nowhere"))).containsExactly("nowhere");
    assertThat(held.with("number", "nowhere").getFirst().plane().isEmpty()).isTrue();
    assertThat(held.near(new Envelope(new Coordinate(0, 0)))).isEmpty();
  }
}
