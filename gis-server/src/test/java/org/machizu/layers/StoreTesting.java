package org.machizu.layers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** What the contract tests of the ports have in common: a store, and words to fill it. */
public abstract class StoreTesting {
  protected static final GeometryFactory GEOMETRY = new GeometryFactory();
  protected static final Actor PLANNER = new Actor("planner", Role.PLANNER);

  /** Of persons; no rule opens it. */
  protected static final LayerAccess PERSONAL =
      new LayerAccess(Sensitivity.PERSONAL, false, LayerRule.CLOSED);

  protected static final Predicate ALL = new Predicate.Everything();

  protected static final Schema SHELTERS =
      new Schema(
          GeometryType.POINT,
          List.of(
              Attribute.open("施設名", AttributeType.TEXT),
              Attribute.open("capacity", AttributeType.INTEGER),
              Attribute.open("height", AttributeType.REAL),
              Attribute.open("open", AttributeType.BOOLEAN),
              Attribute.open("built", AttributeType.DATE),
              Attribute.open("checked", AttributeType.DATETIME),
              new Attribute(
                  "note",
                  AttributeType.TEXT,
                  LocalizedText.same("note"),
                  null,
                  AttributeVisibility.STAFF)));

  /** Attributes whose names stand for something else in the stores' own statements. */
  protected static final Schema ODD_NAMES =
      new Schema(
          GeometryType.POINT,
          Stream.concat(
                  IntStream.rangeClosed('a', 'z').mapToObj(Character::toString),
                  Stream.of(
                      "own",
                      "me",
                      "first",
                      "last",
                      "fid",
                      "geom",
                      "kind",
                      "revision",
                      "value",
                      "key",
                      "old_rows",
                      "new_rows",
                      "changed",
                      "rowid",
                      "oid",
                      "ctid",
                      "row",
                      "machizu_from",
                      "machizu_o",
                      "select",
                      "Ａ",
                      "?"))
              .map(name -> Attribute.open(name, AttributeType.TEXT))
              .toList());

  /** Values for {@link #ODD_NAMES}. */
  protected static Attributes odd(String value) {
    @Nullable Object[] values = new @Nullable Object[ODD_NAMES.size()];
    Arrays.fill(values, value);
    return Attributes.of(ODD_NAMES, values);
  }

  protected StoreFixture store;
  protected final SettableClock clock = new SettableClock();
  private final Rights rights = new Rights();

  /** A new, empty store. */
  protected abstract StoreFixture openStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = openStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** From here on time stands still, until {@link #clock} is moved. */
  protected void stopTime() {
    store.useClock(clock);
    store.reopen();
  }

  protected static LayerId id(String name) {
    return new LayerId(StoreFixture.MUNICIPALITY, name);
  }

  protected static Layer layer(String name, Schema schema) {
    return new Layer(
        id(name),
        new LocalizedText(name + "の図", name + " map"),
        "disaster",
        schema,
        ZoomRange.DEFAULT,
        Provenance.UNKNOWN,
        null);
  }

  protected CataloguedLayer create(String name, Schema schema) {
    return store
        .catalog()
        .create(layer(name, schema), LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
  }

  protected View view(String name) {
    return viewAs(PLANNER, name);
  }

  protected View viewAs(Actor actor, String name) {
    CataloguedLayer layer = store.catalog().find(id(name)).orElseThrow();
    return rights.viewOf(actor, layer.layer(), layer.access()).orElseThrow();
  }

  protected EditRight right(String name) {
    return rightOf(PLANNER, name);
  }

  protected EditRight rightOf(Actor actor, String name) {
    CataloguedLayer layer = store.catalog().find(id(name)).orElseThrow();
    return rights.editOf(actor, layer.layer(), layer.access()).orElseThrow();
  }

  protected static Geometry point(double lon, double lat) {
    return GEOMETRY.createPoint(new Coordinate(lon, lat));
  }

  /** A square with its south-west corner at the place. */
  protected static Geometry square(double lon, double lat, double side) {
    return GEOMETRY.createPolygon(
        new Coordinate[] {
          new Coordinate(lon, lat),
          new Coordinate(lon + side, lat),
          new Coordinate(lon + side, lat + side),
          new Coordinate(lon, lat + side),
          new Coordinate(lon, lat)
        });
  }

  /** Values by name, in pairs. */
  protected static Map<String, @Nullable Object> values(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  protected static Attributes shelter(@Nullable Object... pairs) {
    return Attributes.ofMap(SHELTERS, values(pairs));
  }

  protected EditResult apply(String name, Change... changes) {
    return store.features().apply(right(name), Arrays.asList(changes));
  }

  /** Adds a feature and tells its id. */
  protected long add(String name, @Nullable Geometry geometry, Attributes attributes) {
    return apply(name, new Change.Create(geometry, attributes)).ids().getFirst();
  }

  protected Feature get(String name, long id) {
    return store.features().find(view(name), id, null).orElseThrow();
  }

  /** Everything that fits, page by page. */
  protected List<Feature> all(String name, Predicate where, List<SortKey> sort, int pageSize) {
    return all(name, where, sort, pageSize, null);
  }

  protected List<Feature> all(
      String name, Predicate where, List<SortKey> sort, int pageSize, @Nullable Instant asOf) {
    List<Feature> found = new ArrayList<>();
    String token = null;
    do {
      FeaturePage page =
          store.features().query(view(name), new FeatureQuery(where, sort, token, pageSize, asOf));
      found.addAll(page.features());
      token = page.next();
    } while (token != null);
    return found;
  }

  protected List<Feature> all(String name) {
    return all(name, ALL, List.of(), 1000);
  }

  /** The newest changes of a feature. */
  protected List<FeatureVersion> history(String name, long id) {
    return store.features().history(view(name), HistoryQuery.of(id, 1_000)).changes();
  }

  protected UndoResult undo(String name, Revision revision) {
    try {
      return store.features().undo(right(name), revision, Progress.SILENT);
    } catch (CancelledException e) {
      throw new AssertionError("nobody has cancelled it", e);
    }
  }

  protected List<Feature> scan(String name, Predicate where, @Nullable Instant asOf) {
    List<Feature> found = new ArrayList<>();
    try (FeatureCursor cursor = store.features().scan(view(name), where, asOf)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        found.add(f);
      }
    }
    return found;
  }

  protected static List<Long> ids(List<Feature> features) {
    return features.stream().map(Feature::id).toList();
  }

  protected static List<@Nullable Object> column(List<Feature> features, String attribute) {
    List<@Nullable Object> values = new ArrayList<>();
    features.forEach(f -> values.add(f.get(attribute)));
    return values;
  }
}
