package org.machizu.residents.register;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.JobMark;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.imports.ValueConversion;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.JobLostException;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;
import org.machizu.layers.DoneByJob;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.register.RegisterLayers.Both;
import org.machizu.residents.register.RegisterRow.Kind;

/**
 * Applying a draft, as the work of a job: one import by key into the layer of households, one into
 * that of residents. Everything that the extract does not speak of stays as it stands.
 */
public final class ApplyWork implements WorkKind {
  /** What such jobs are called. */
  public static final String KIND = "register-apply";

  private static final int PAGE = 1_000;
  private static final int LOOK_EVERY = 1_000;

  private final RegisterLayers layers;
  private final RegisterStore store;
  private final FeatureStore features;
  private final LayerCatalog catalog;
  private final InstantSource clock;

  ApplyWork(
      RegisterLayers layers,
      RegisterStore store,
      FeatureStore features,
      LayerCatalog catalog,
      InstantSource clock) {
    this.layers = layers;
    this.store = store;
    this.features = features;
    this.catalog = catalog;
    this.clock = clock;
  }

  static Map<String, Object> parameters(String draft) {
    return Map.of("draft", draft);
  }

  @Override
  public Task task(Actor actor, Map<String, Object> parameters) {
    String draft = String.valueOf(parameters.get("draft"));
    return (job, progress) -> run(draft, actor, progress);
  }

  private Map<String, Object> run(String id, Actor actor, Progress progress) throws Exception {
    Both both = Rightful.both(layers, actor);
    RegisterDraft draft =
        store
            .find(id)
            .orElseThrow(() ->
                CompareWork.failed(
                    "not-found", "there is no extract '" + id + "'", "Look at the list."));
    try {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("draft", id);
      if (draft.state() != RegisterDraft.State.APPLIED) {
        Differences rows = differences(id);
        apply(actor, both, draft, rows, result, progress);
        AuditEntry entry =
            AuditEntry.of(clock.instant(), actor, Action.REGISTER_COMPARED, both.residents().name())
                .with("draft", id)
                .with("step", "apply");
        store.applied(id, entry);
      }
      return result;
    } catch (LayerConflictException e) {
      throw CompareWork.failed(
          e.code(), String.valueOf(e.getMessage()), "Look at the layer, and apply it again.");
    } catch (StoreBusyException e) {
      throw CompareWork.failed(
          "store-busy", String.valueOf(e.getMessage()), "Apply it again in a moment.");
    } catch (JobLostException e) {
      throw e;
    } catch (RuntimeException e) {
      throw CompareWork.withoutValues(e);
    }
  }

  /**
   * The rows of a draft, by what they are about.
   *
   * @param people by the key of residents
   * @param families by the key of households
   */
  private record Differences(Map<String, RegisterRow> people, Map<String, RegisterRow> families) {}

  private Differences differences(String draft) {
    Map<String, RegisterRow> people = new HashMap<>();
    Map<String, RegisterRow> families = new HashMap<>();
    List<RegisterRow> page = store.rows(draft, null, null, 0, PAGE);
    while (!page.isEmpty()) {
      for (RegisterRow row : page) {
        if (row.kind().isOfHousehold()) {
          families.put(row.household(), row);
        } else {
          people.put(row.resident(), row);
        }
      }
      page = store.rows(draft, null, null, page.getLast().number(), PAGE);
    }
    return new Differences(people, families);
  }

  private void apply(
      Actor actor,
      Both both,
      RegisterDraft draft,
      Differences rows,
      Map<String, Object> result,
      Progress progress)
      throws TaskFailedException, CancelledException {
    boolean familiesDone = isDone(actor, both.households());
    WatchSettings settings = layers.settings();
    try (StagedImport families = stage(actor, both.households(), settings.key());
        StagedImport people = stage(actor, both.residents(), settings.resident())) {
      if (!familiesDone) {
        stageFamilies(both, rows.families(), families, progress);
      }
      progress.report(0.4);
      stagePeople(both, rows.people(), people, progress);
      progress.report(0.8);
      progress.checkCancelled();
      // Looked at when everything lies aside: what others do from here on is compared with that.
      requireUnchanged(actor, draft, familiesDone);
      if (!familiesDone) {
        result.put("households", told(families.publish()));
      }
      result.put("residents", told(people.publish()));
    }
  }

  private boolean isDone(Actor actor, VisibleLayer layer) {
    JobMark job = actor.job();
    return job != null
        && catalog.findDone(layer.entry().layer().id(), job, DoneByJob.Step.IMPORTED).isPresent();
  }

  private void requireUnchanged(Actor actor, RegisterDraft draft, boolean familiesDone)
      throws TaskFailedException {
    Both now = Rightful.both(layers, actor);
    boolean same =
        now.ofResidents().equals(draft.residents())
            && (familiesDone || now.ofHouseholds().equals(draft.households()));
    if (!same) {
      throw CompareWork.failed(
          "register-stale",
          "the layers have changed since the extract was compared; nothing was applied",
          "Compare the extract again.");
    }
  }

  private StagedImport stage(Actor actor, VisibleLayer layer, String key) {
    return features.stage(
        layers.editRight(actor, layer),
        RegisterLayers.schema(layer),
        new StagedImport.Mode.ByKey(key, true));
  }

  private static Map<String, Object> told(StagedImport.Outcome outcome) {
    Map<String, Object> told = new LinkedHashMap<>();
    Revision revision = outcome.revision();
    told.put("revision", revision.number());
    told.put("created", outcome.created());
    told.put("updated", outcome.updated());
    told.put("unchanged", outcome.unchanged());
    told.put("removed", outcome.removed());
    return told;
  }

  private void stageFamilies(
      Both both, Map<String, RegisterRow> rows, StagedImport staged, Progress progress)
      throws CancelledException {
    WatchSettings settings = layers.settings();
    VisibleLayer layer = both.households();
    Schema schema = RegisterLayers.schema(layer);
    Set<String> there = new HashSet<>();
    long read = 0;
    try (FeatureCursor cursor = layers.scan(layer)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        look(++read, progress);
        String key = RegisterLayers.text(f, settings.key());
        RegisterRow row = rows.get(key);
        there.add(key);
        if (key.isEmpty() || row != null && row.kind() == Kind.HOUSEHOLD_GONE) {
          continue;
        }
        if (row == null) {
          boolean unused = staged.add(f.geometry(), f.attributes());
        } else {
          addFamily(layer, schema, f, row, staged);
        }
      }
    }
    for (RegisterRow row : rows.values()) {
      if (row.kind() == Kind.HOUSEHOLD_NEW && !there.contains(row.household())) {
        addFamily(layer, schema, null, row, staged);
      }
    }
  }

  /** What belongs to the place comes from the household that stands there. */
  private void addFamily(
      VisibleLayer layer,
      Schema schema,
      @Nullable Feature stood,
      RegisterRow row,
      StagedImport staged) {
    WatchSettings settings = layers.settings();
    Map<String, @Nullable Object> values = values(stood);
    Geometry geometry = stood == null ? null : stood.geometry();
    values.put(settings.key(), row.household());
    overlay(values, row.after());
    if (row.kind() != Kind.HOUSEHOLD_CHANGED) {
      Optional<Feature> place =
          row.place() == null
              ? Optional.empty()
              : features.find(layers.whole(layer), row.place(), null);
      geometry = place.map(Feature::geometry).orElse(null);
      for (String name : settings.placeColumns()) {
        if (schema.indexOf(name) >= 0) {
          values.put(name, place.map(p -> p.get(name)).orElse(null));
        }
      }
    }
    boolean unused = staged.add(geometry, typed(schema, values));
  }

  private void stagePeople(
      Both both, Map<String, RegisterRow> rows, StagedImport staged, Progress progress)
      throws CancelledException {
    WatchSettings settings = layers.settings();
    Schema schema = RegisterLayers.schema(both.residents());
    Set<String> there = new HashSet<>();
    long read = 0;
    try (FeatureCursor cursor = layers.scan(both.residents())) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        look(++read, progress);
        String key = RegisterLayers.text(f, settings.resident());
        RegisterRow row = rows.get(key);
        there.add(key);
        if (key.isEmpty() || row != null && row.kind() == Kind.GONE) {
          continue;
        }
        boolean unused =
            staged.add(f.geometry(), row == null ? f.attributes() : person(schema, f, row));
      }
    }
    for (RegisterRow row : rows.values()) {
      if (row.kind() != Kind.GONE && !there.contains(row.resident())) {
        boolean unused = staged.add(null, person(schema, null, row));
      }
    }
  }

  private Attributes person(Schema schema, @Nullable Feature stood, RegisterRow row) {
    Map<String, @Nullable Object> values = values(stood);
    values.put(layers.settings().resident(), row.resident());
    values.put(layers.settings().key(), row.household());
    overlay(values, row.after());
    return typed(schema, values);
  }

  private static Map<String, @Nullable Object> values(@Nullable Feature stood) {
    return stood == null ? new LinkedHashMap<>() : new LinkedHashMap<>(stood.attributes().asMap());
  }

  private static void overlay(
      Map<String, @Nullable Object> values, @Nullable Map<String, @Nullable Object> after) {
    if (after != null) {
      values.putAll(after);
    }
  }

  /** In the layer's types: a draft holds days as texts, and small numbers as such. */
  private static Attributes typed(Schema schema, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    for (Attribute attribute : schema.attributes()) {
      Object value = values.get(attribute.name());
      typed.put(attribute.name(), value == null ? null : typed(value, attribute.type()));
    }
    return Attributes.ofMap(schema, typed);
  }

  private static @Nullable Object typed(Object value, AttributeType type) {
    Object wide = value instanceof Integer number ? (Object) number.longValue() : value;
    return ValueConversion.convert(wide, type).orElse(null);
  }

  private static void look(long read, Progress progress) throws CancelledException {
    if (read % LOOK_EVERY == 0) {
      progress.checkCancelled();
    }
  }
}
