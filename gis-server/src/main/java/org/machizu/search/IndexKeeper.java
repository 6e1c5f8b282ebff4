package org.machizu.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.LayerChanged.FeatureChange;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.search.SearchIndex.Building;
import org.machizu.search.text.AddressParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the search index as the layers are: one thread that takes each change in, and at the start
 * whatever has changed meanwhile.
 */
public final class IndexKeeper implements Consumer<LayerChanged>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final SearchIndex index;
  private final Searchable searchable;
  private final Duration again;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("search index").daemon().factory());

  /** Layers of which a change could not be taken in; only that thread knows them. */
  private final Set<LayerId> broken = new HashSet<>();

  /** Layers that are tried again in a while; only that thread knows them. */
  private final Set<LayerId> waiting = new HashSet<>();

  private volatile boolean closed;

  /**
   * @param town knows the town's own name
   */
  public IndexKeeper(
      VisibleLayers layers, FeatureStore features, SearchIndex index, AddressParser town) {
    this(layers, features, index, town, AGAIN);
  }

  /**
   * As the other one.
   *
   * @param again after so long what could not be taken in is tried again
   */
  IndexKeeper(
      VisibleLayers layers,
      FeatureStore features,
      SearchIndex index,
      AddressParser town,
      Duration again) {
    this.layers = layers;
    this.features = features;
    this.index = index;
    this.searchable = new Searchable(town);
    this.again = again;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Looks in the background whether the index has missed anything; begin to listen before. */
  public void start() {
    run(this::catchUp);
  }

  @Override
  public void accept(LayerChanged change) {
    run(() -> take(change));
  }

  private void run(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("the index is closed; it looks for changes at the next start", e);
    }
  }

  private void runLater(Runnable work) {
    try {
      var unused = thread.schedule(work, again.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the index is closed; it looks for changes at the next start", e);
    }
  }

  private void catchUp() {
    try {
      // Content and entries as they are now; whatever comes later is told by the feed.
      for (VisibleLayer layer : present()) {
        take(new LayerChanged(layer.view().layer(), layer.entry().revision(), List.of(), true));
      }
    } catch (RuntimeException e) {
      LOG.warn("what the index has missed cannot be told; looking again: {}", e.getMessage());
      runLater(this::catchUp);
    }
  }

  private Collection<VisibleLayer> present() {
    Map<LayerId, VisibleLayer> all = new LinkedHashMap<>();
    layers.listKinds().forEach(layer -> all.merge(layer.view().layer(), layer, IndexKeeper::newer));
    for (Scope scope : index.list().keySet()) {
      all.computeIfAbsent(scope.layer(), gone -> dropped(scope));
    }
    return all.values();
  }

  private static VisibleLayer newer(VisibleLayer a, VisibleLayer b) {
    return a.entry().revision().compareTo(b.entry().revision()) >= 0 ? a : b;
  }

  private @Nullable VisibleLayer dropped(Scope scope) {
    index.drop(scope);
    return null;
  }

  private void take(LayerChanged change) {
    if (closed) {
      return;
    }
    try {
      boolean hasFailed = broken.remove(change.layer());
      follow(hasFailed ? everythingOf(change) : change);
    } catch (RuntimeException e) {
      if (closed) {
        LOG.debug("the index was closed while it took in {}", change.layer(), e);
        return;
      }
      broken.add(change.layer());
      if (e instanceof StoreBusyException) {
        LOG.debug("layer {} is taken into the index later", change.layer(), e);
      } else {
        LOG.error("search does not know the newest of layer {}", change.layer(), e);
      }
      takeAgainLater(change.layer(), change.revision());
    }
  }

  /** It may be long until the layer changes again. */
  private void takeAgainLater(LayerId layer, Revision revision) {
    if (waiting.add(layer)) {
      runLater(() -> {
        waiting.remove(layer);
        if (broken.contains(layer)) {
          take(new LayerChanged(layer, revision, List.of(), true));
        }
      });
    }
  }

  private static LayerChanged everythingOf(LayerChanged change) {
    return new LayerChanged(change.layer(), change.revision(), List.of(), true);
  }

  private void follow(LayerChanged change) {
    Map<Scope, VisibleLayer> wanted = wanted(change.layer());
    Map<Scope, Revision> present = present(change.layer());
    if (change.features().isEmpty() && !change.everything()) {
      rename(wanted.keySet(), present, change.revision());
    }
    for (Scope scope : present.keySet()) {
      if (!wanted.containsKey(scope)) {
        index.drop(scope);
      }
    }
    wanted.forEach((scope, layer) -> {
      Revision known = present.get(scope);
      if (known == null || change.everything() && known.compareTo(change.revision()) < 0) {
        build(scope, layer, change.revision());
      } else if (known.compareTo(change.revision()) < 0) {
        update(scope, layer, change);
      }
    });
  }

  private Map<Scope, VisibleLayer> wanted(LayerId layer) {
    Map<Scope, VisibleLayer> wanted = new LinkedHashMap<>();
    for (VisibleLayer kind : layers.listKinds(layer)) {
      if (!kind.entry().layer().kind().isRaster()) { // pixels have no names
        Scope.of(kind).ifPresent(scope -> wanted.put(scope, kind));
      }
    }
    return wanted;
  }

  private Map<Scope, Revision> present(LayerId layer) {
    return index.list().entrySet().stream()
        .filter(e -> e.getKey().layer().equals(layer))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, HashMap::new));
  }

  /**
   * A layer that was published or hidden has the same content under another class. All scopes are
   * of Views that show every row, so the same attributes are the same content.
   */
  private void rename(Set<Scope> wanted, Map<Scope, Revision> present, Revision revision) {
    for (Scope name : wanted) {
      Optional<Scope> same =
          present.keySet().stream()
              .filter(s -> !wanted.contains(s) && s.shows().equals(name.shows()))
              .findFirst();
      if (!present.containsKey(name) && same.isPresent()) {
        index.rename(same.get(), name, revision);
        present.remove(same.get());
        present.put(name, revision);
      }
    }
  }

  private void build(Scope scope, VisibleLayer layer, Revision revision) {
    Optional<Building> begun = index.build(scope, revision);
    if (begun.isPresent()) {
      fill(begun.get(), layer);
    }
  }

  private void fill(Building begun, VisibleLayer layer) {
    SearchedAttributes searched = SearchedAttributes.of(layer.view().schema());
    try (Building building = begun;
        FeatureCursor cursor = features.scan(layer.view(), new Predicate.Everything(), null)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        IndexEntry entry = searchable.entry(f, searched);
        if (!entry.mentions().isEmpty()) {
          building.add(entry);
        }
        if (closed) {
          return;
        }
      }
      Revision entry = layer.entry().revision();
      building.finish(cursor.revision().compareTo(entry) > 0 ? cursor.revision() : entry);
    }
  }

  private void update(Scope scope, VisibleLayer layer, LayerChanged change) {
    SearchedAttributes searched = SearchedAttributes.of(layer.view().schema());
    List<IndexEntry> entries = new ArrayList<>();
    Set<Long> gone = new HashSet<>();
    for (FeatureChange changed : change.features()) {
      Optional<IndexEntry> entry =
          features
              .find(layer.view(), changed.id(), null)
              .map(feature -> searchable.entry(feature, searched))
              .filter(found -> !found.mentions().isEmpty());
      entry.ifPresentOrElse(entries::add, () -> gone.add(changed.id()));
    }
    index.update(scope, entries, gone, change.revision());
  }

  /** Ends within the feature that is being taken in; the next start takes in the rest. */
  @Override
  public void close() {
    closed = true;
    thread.close();
  }
}
