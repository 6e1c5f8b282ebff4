package org.machizu.hazard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Scale;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Which of the town's layers are hazard maps: those that the town has named, and those whose
 * attributes or title tell it. What was found out about a layer is kept for its revision.
 */
final class MapBook {
  private static final int MOST_KEPT = 2_000;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final TownMaps named;
  private final Cache<Key, Kept> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  private record Key(LayerId layer, String entitlement) {}

  /**
   * @param page empty when the layer is no hazard map
   */
  private record Kept(Revision revision, Optional<Page> page) {}

  /**
   * One map of the book.
   *
   * @param reach the box around everything in it, degrees; empty when there is nothing
   */
  record Page(HazardMap map, VisibleLayer layer, Optional<Envelope> reach) {}

  MapBook(VisibleLayers layers, FeatureStore features, RasterStore rasters, TownMaps named) {
    this.layers = layers;
    this.features = features;
    this.rasters = rasters;
    this.named = named;
  }

  /** The maps that somebody sees, by name of the layer. */
  List<Page> list(Actor actor) {
    List<Page> pages = new ArrayList<>();
    for (VisibleLayer layer : layers.list(actor)) {
      // Where people live is no hazard map, and looking at it would have to be logged.
      if (layer.entry().access().sensitivity() == Sensitivity.ORDINARY) {
        page(layer).ifPresent(pages::add);
      }
    }
    pages.sort((a, b) -> a.map().id().compareTo(b.map().id()));
    return pages;
  }

  private Optional<Page> page(VisibleLayer layer) {
    Key key = new Key(layer.entry().layer().id(), layer.view().entitlement());
    @Nullable Kept known = kept.getIfPresent(key);
    Revision revision = layer.entry().revision();
    if (known == null || !known.revision().equals(revision)) {
      known = new Kept(revision, map(layer).map(map -> new Page(map, layer, reach(map, layer))));
      kept.put(key, known);
    }
    // The View may tell of this very moment, so it is never the kept one's.
    return known.page().map(page -> new Page(page.map(), layer, page.reach()));
  }

  private Optional<Envelope> reach(HazardMap map, VisibleLayer layer) {
    return map.isGrid() ? rasters.extent(layer.view()) : features.extent(layer.view());
  }

  private Optional<HazardMap> map(VisibleLayer visible) {
    Layer layer = visible.entry().layer().withSchema(visible.view().schema());
    Optional<TownMaps.Named> byTown = named.find(layer.id().name());
    if (byTown.isPresent() && byTown.get().isIgnored()) {
      return Optional.empty();
    }
    Revision revision = visible.entry().revision();
    return switch (layer.kind()) {
      case IMAGE -> Optional.empty();
      case GRID -> grid(layer, byTown, revision);
      case FEATURES -> zones(layer, byTown, revision);
    };
  }

  private Optional<HazardMap> zones(
      Layer layer, Optional<TownMaps.Named> byTown, Revision revision) {
    Optional<Profile> profile =
        byTown
            .flatMap(TownMaps.Named::profile)
            .or(() -> named.profiles().recognise(layer.schema()));
    Optional<Hazard> hazard =
        byTown.flatMap(TownMaps.Named::hazard).or(() -> profile.map(Profile::hazard));
    if (hazard.isEmpty()) {
      return Optional.empty();
    }
    Optional<Scale> scale =
        byTown.flatMap(TownMaps.Named::scale).or(() -> profile.flatMap(Profile::scale));
    return Optional.of(
        new HazardMap(
            hazard.get(),
            scale.or(() -> LayerTitles.scale(layer.title().ja())).orElse(null),
            title(layer, byTown),
            profile.map(Profile::basis).orElseGet(TownMaps::basis),
            profile.map(Profile::extent).orElse(Extent.ZONE),
            profile,
            layer,
            revision));
  }

  private static Optional<HazardMap> grid(
      Layer layer, Optional<TownMaps.Named> byTown, Revision revision) {
    String title = layer.title().ja();
    Optional<Hazard> hazard =
        byTown.flatMap(TownMaps.Named::hazard).or(() -> LayerTitles.hazard(title));
    Optional<Scale> scale =
        byTown.flatMap(TownMaps.Named::scale).or(() -> LayerTitles.scale(title));
    return hazard.map(of ->
        new HazardMap(
            of,
            scale.orElse(null),
            title(layer, byTown),
            LayerTitles.basis(),
            Extent.ZONE,
            Optional.empty(),
            layer,
            revision));
  }

  private static Words title(Layer layer, Optional<TownMaps.Named> byTown) {
    LocalizedText own = layer.title();
    return byTown
        .flatMap(TownMaps.Named::title)
        .orElseGet(() -> new Words(own.ja(), own.ja(), own.en()));
  }
}
