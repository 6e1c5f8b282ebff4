package org.machizu.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.EditResult;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;

/** A town in memory: as much of a store as an import and an export use. No history. */
public final class MemoryTown implements LayerCatalog, FeatureStore {
  private final Map<LayerId, CataloguedLayer> entries = new HashMap<>();
  private final Map<LayerId, TreeMap<Long, Feature>> contents = new HashMap<>();
  private long lastRevision;
  private long lastId;

  @Override
  public List<CataloguedLayer> list(String municipality) {
    return List.copyOf(entries.values());
  }

  @Override
  public Optional<CataloguedLayer> find(LayerId id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public CataloguedLayer create(Layer layer, Sensitivity sensitivity, String style, Actor actor) {
    if (entries.containsKey(layer.id())) {
      throw new LayerConflictException("layer-exists", "there is a layer " + layer.id());
    }
    contents.put(layer.id(), new TreeMap<>());
    return put(layer, new LayerAccess(sensitivity, false), style);
  }

  private CataloguedLayer put(Layer layer, LayerAccess access, String style) {
    CataloguedLayer entry =
        new CataloguedLayer(layer, access, style, new Revision(++lastRevision), Instant.now());
    entries.put(layer.id(), entry);
    return entry;
  }

  @Override
  public void discard(EditRight right) {
    if (!get(right.layer()).isEmpty()) {
      throw new LayerConflictException("layer-has-content", right.layer() + " has content");
    }
    entries.remove(right.layer());
    contents.remove(right.layer());
  }

  @Override
  public CataloguedLayer describe(EditRight right, Layer layer, String style) {
    return put(layer, entry(right.layer()).access(), style);
  }

  @Override
  public CataloguedLayer publish(EditRight right, boolean published, String reason) {
    CataloguedLayer entry = entry(right.layer());
    return put(
        entry.layer(), new LayerAccess(entry.access().sensitivity(), published), entry.style());
  }

  private CataloguedLayer entry(LayerId id) {
    return Objects.requireNonNull(entries.get(id), () -> "no layer " + id);
  }

  /** All features of a layer, past every rule. */
  public TreeMap<Long, Feature> get(LayerId id) {
    return Objects.requireNonNull(contents.get(id), () -> "no layer " + id);
  }

  @Override
  public Optional<Feature> find(View view, long id, @Nullable Instant asOf) {
    return Optional.ofNullable(get(view.layer()).get(id)).map(f -> narrowed(view, f));
  }

  private static Feature narrowed(View view, Feature feature) {
    return new Feature(
        feature.id(),
        feature.version(),
        feature.geometry(),
        feature.attributes().narrowTo(view.schema()));
  }

  private List<Feature> matching(View view, Predicate where) {
    return get(view.layer()).values().stream()
        .filter(where::matches)
        .map(f -> narrowed(view, f))
        .toList();
  }

  @Override
  public OptionalLong count(View view, Predicate where, @Nullable Instant asOf, long atMost) {
    long count = matching(view, where).size();
    return count >= atMost ? OptionalLong.empty() : OptionalLong.of(count);
  }

  @Override
  public Optional<Envelope> extent(View view) {
    return matching(view, new Predicate.Everything()).stream()
        .flatMap(f -> Envelope.of(f.geometry()).stream())
        .reduce(Envelope::union);
  }

  @Override
  public FeatureCursor scan(View view, Predicate where, @Nullable Instant asOf) {
    Iterator<Feature> features = matching(view, where).iterator();
    Revision revision = entry(view.layer()).revision();
    return new FeatureCursor() {
      @Override
      public Revision revision() {
        return revision;
      }

      @Override
      public @Nullable Feature next() {
        return features.hasNext() ? features.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public FeaturePage query(View view, FeatureQuery query) {
    throw new UnsupportedOperationException("imports and exports do not page");
  }

  @Override
  public List<FeatureVersion> history(
      View view, @Nullable Long featureId, @Nullable Revision before, int limit) {
    throw new UnsupportedOperationException("this town has no history");
  }

  @Override
  public EditResult apply(EditRight right, List<Change> changes) {
    throw new UnsupportedOperationException("imports do not edit");
  }

  @Override
  public EditResult undo(EditRight right, Revision revision) {
    throw new UnsupportedOperationException("this town has no history");
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return new Staged(right.layer(), schema, mode);
  }

  private final class Staged implements StagedImport {
    private record Put(@Nullable Geometry geometry, Attributes attributes) {}

    private final LayerId layer;
    private final Schema schema;
    private final Mode mode;
    private final List<Put> rows = new ArrayList<>();
    private final Set<Object> keys = new HashSet<>();

    Staged(LayerId layer, Schema schema, Mode mode) {
      this.layer = layer;
      this.schema = schema;
      this.mode = mode;
    }

    @Override
    public boolean add(@Nullable Geometry geometry, Attributes attributes) {
      if (geometry != null && !geometry.isValid()) {
        throw new IllegalArgumentException("the import gave an invalid geometry");
      }
      if (mode instanceof Mode.ByKey(String key, boolean _)) {
        Object value = attributes.get(key);
        if (value == null || value.equals("") || !keys.add(value)) {
          return false;
        }
      }
      rows.add(new Put(geometry, attributes));
      return true;
    }

    @Override
    public Outcome publish() {
      return switch (mode) {
        case Mode.ReplaceAll() -> replaceAll();
        case Mode.ByKey(String key, boolean removeMissing) -> byKey(key, removeMissing);
      };
    }

    private Outcome replaceAll() {
      TreeMap<Long, Feature> content = get(layer);
      long removed = content.size();
      Revision revision = adopt(schema);
      content.clear();
      for (Put row : rows) {
        long id = ++lastId;
        content.put(id, new Feature(id, revision, row.geometry(), row.attributes()));
      }
      return new Outcome(revision, rows.size(), 0, 0, removed);
    }

    private Outcome byKey(String key, boolean removeMissing) {
      TreeMap<Long, Feature> content = get(layer);
      Schema before = entry(layer).layer().schema();
      List<org.machizu.geo.feature.Attribute> merged = new ArrayList<>(before.attributes());
      schema.attributes().stream().filter(a -> before.indexOf(a.name()) < 0).forEach(merged::add);
      Schema after = new Schema(schema.geometryType(), merged);
      Revision revision = adopt(after);
      Map<Object, Long> idByKey = new HashMap<>();
      content.values().forEach(f -> idByKey.put(Objects.requireNonNull(f.get(key)), f.id()));
      long created = 0;
      long updated = 0;
      long unchanged = 0;
      Set<Long> named = new HashSet<>();
      for (Put row : rows) {
        Long id = idByKey.get(Objects.requireNonNull(row.attributes().get(key)));
        Feature old = id == null ? null : content.get(id);
        Map<String, @Nullable Object> values = new HashMap<>();
        if (old != null) {
          values.putAll(old.attributes().asMap());
        }
        values.putAll(row.attributes().asMap());
        Attributes attributes = Attributes.ofMap(after, values);
        if (old == null) {
          created++;
          id = ++lastId;
        } else if (old.attributes().asMap().equals(attributes.asMap())
            && Objects.equals(old.geometry(), row.geometry())) {
          unchanged++;
        } else {
          updated++;
        }
        named.add(id);
        content.put(id, new Feature(id, revision, row.geometry(), attributes));
      }
      long sizeBefore = content.size();
      if (removeMissing) {
        content.keySet().retainAll(named);
      }
      return new Outcome(revision, created, updated, unchanged, sizeBefore - content.size());
    }

    private Revision adopt(Schema other) {
      CataloguedLayer entry = entry(layer);
      return put(entry.layer().withSchema(other), entry.access(), entry.style()).revision();
    }

    @Override
    public void close() {
      rows.clear();
    }
  }

  /** The kind of geometry of a layer. */
  GeometryType kindOf(LayerId id) {
    return entry(id).layer().schema().geometryType();
  }
}
