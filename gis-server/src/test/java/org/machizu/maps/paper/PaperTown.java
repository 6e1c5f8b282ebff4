package org.machizu.maps.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.EditResult;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.HistoryPage;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.StagedImport;
import org.machizu.layers.UndoResult;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Layers in memory, drawn in metres of zone XII around {@link #EAST}, {@link #NORTH}; read through
 * their Views as a store reads.
 */
final class PaperTown implements FeatureStore {
  static final int ZONE = 12;
  static final double EAST = -35_000;
  static final double NORTH = -137_000;
  static final PlaneMeasure MEASURE = PlaneMeasure.inZone(ZONE);
  static final LayerAccess OPEN = new LayerAccess(Sensitivity.ORDINARY, true, LayerRule.PLANNERS);

  /** What every layer's features have. */
  static final List<Attribute> ATTRIBUTES =
      List.of(
          Attribute.open("kind", AttributeType.TEXT), Attribute.open("n", AttributeType.INTEGER));

  private final Map<String, List<Feature>> features = new LinkedHashMap<>();
  private final List<VisibleLayer> layers = new ArrayList<>();
  private final Rights rights = new Rights();
  private Instant asked = Instant.MAX;

  /** A layer that everybody may see. */
  PaperTown layer(String name, String style) {
    return layer(name, style, OPEN, Actor.PUBLIC, ATTRIBUTES);
  }

  /** A layer as somebody sees it. */
  PaperTown layer(
      String name, String style, LayerAccess access, Actor actor, List<Attribute> attributes) {
    Provenance from = new Provenance("みどり野町", "CC0-1.0", LocalDate.of(2026, 4, 1), 0.5);
    Layer layer =
        new Layer(
            new LayerId("01999", name),
            new LocalizedText(name + "図", name),
            "test",
            new Schema(GeometryType.MIXED, attributes),
            ZoomRange.DEFAULT,
            from,
            null);
    add(layer, style, access, actor);
    return this;
  }

  /** A layer of pixels. */
  PaperTown picture(String name) {
    Layer layer =
        new Layer(
            new LayerId("01999", name),
            LayerKind.IMAGE,
            LocalizedText.same(name),
            "test",
            new Schema(GeometryType.NONE, List.of()),
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    add(layer, "[]", OPEN, Actor.PUBLIC);
    return this;
  }

  private void add(Layer layer, String style, LayerAccess access, Actor actor) {
    View view = rights.viewOf(actor, layer, access).orElseThrow();
    CataloguedLayer entry =
        new CataloguedLayer(layer, access, style, new Revision(5), Instant.EPOCH);
    layers.add(new VisibleLayer(entry, view));
    features.put(layer.id().name(), new ArrayList<>());
  }

  /** A feature of the layer made last, by WKT in metres from the middle. */
  PaperTown with(String wkt, Object... values) {
    VisibleLayer last = layers.getLast();
    List<Feature> all = features.get(last.name());
    Schema schema = last.entry().layer().schema();
    Object[] given = new Object[schema.size()];
    System.arraycopy(values, 0, given, 0, values.length);
    all.add(
        new Feature(
            all.size() + 1L,
            new Revision(5),
            wkt == null ? null : MEASURE.toLonLat(plane(wkt)),
            Attributes.of(schema, given)));
    return this;
  }

  /** A geometry in metres of the zone. */
  static Geometry plane(String wkt) {
    try {
      Geometry plane = new WKTReader().read(wkt);
      plane.apply(AffineTransformation.translationInstance(EAST, NORTH));
      return plane;
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  List<VisibleLayer> layers() {
    return layers;
  }

  /** The moment that was asked about last. */
  Instant asked() {
    return asked;
  }

  @Override
  public FeatureCursor scan(View view, Predicate where, Instant asOf) {
    asked = asOf;
    Iterator<Feature> fitting =
        features.get(view.layer().name()).stream()
            .filter(f -> view.rows().matches(f) && where.matches(f))
            .map(view::show)
            .iterator();
    return new FeatureCursor() {
      @Override
      public Revision revision() {
        return new Revision(7);
      }

      @Override
      public Feature next() {
        return fitting.hasNext() ? fitting.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public FeaturePage query(View view, FeatureQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Feature> find(View view, long id, Instant asOf) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean wasPurged(View view, long id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong count(View view, Predicate where, Instant asOf, long atMost) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Envelope> extent(View view) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HistoryPage history(View view, HistoryQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EditResult apply(EditRight right, List<Change> changes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long countUndo(EditRight right, Revision revision) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UndoResult undo(EditRight right, Revision revision, Progress progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    throw new UnsupportedOperationException();
  }
}
