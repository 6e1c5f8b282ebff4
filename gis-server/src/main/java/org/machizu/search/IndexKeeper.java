package org.machizu.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

  /** What was not taken in is tried again after this. */
  private static final long AGAIN_S = 5;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final SearchIndex index;
  private final Searchable searchable;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("search index").daemon().factory());

  /** Layers of which a change could not be taken in; only that thread knows them. */
  private final Set<LayerId> broken = new HashSet<>();

  private volatile boolean closed;

  /**
   * @param town knows the town's own name
   */
  public IndexKeeper(
      VisibleLayers layers, FeatureStore features, SearchIndex index, AddressParser town) {
    this.layers = layers;
    this.features = features;
    this.index = index;
    this.searchable = new Searchable(town);
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

  private void catchUp() {
    Map<LayerId, VisibleLayer> all = new LinkedHashMap<>();
    layers.listKinds().forEach(layer -> all.put(layer.view().layer(), layer));
    for (Scope scope : index.list().keySet()) {
      all.computeIfAbsent(scope.layer(), gone -> dropped(scope));
    }
    for (VisibleLayer layer : all.values()) {
      // Content and entry as they are now; whatever comes later is told by the feed.
      take(new LayerChanged(layer.view().layer(), layer.entry().revision(), List.of(), true));
    }
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
      boolean again = broken.remove(change.layer());
      follow(again ? everythingOf(change) : change);
    } catch (RuntimeException e) {
      if (closed) {
        LOG.debug("the index was closed while it took in {}", change.layer(), e);
        return;
      }
      broken.add(change.layer());
      LOG.error("search does not know the newest of layer {}", change.layer(), e);
      CompletableFuture.delayedExecutor(AGAIN_S, TimeUnit.SECONDS, this::run)
          .execute(() -> takeAgain(change));
    }
  }

  /** Nobody need change the layer for that: a full disk is emptied, and search knows it again. */
  private void takeAgain(LayerChanged missed) {
    if (broken.contains(missed.layer())) {
      take(everythingOf(missed));
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
        build(scope, layer);
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

  private void build(Scope scope, VisibleLayer layer) {
    SearchedAttributes searched = SearchedAttributes.of(layer.view().schema());
    try (Building building = index.build(scope);
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
