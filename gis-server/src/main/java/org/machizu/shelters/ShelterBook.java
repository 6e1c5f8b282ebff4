package org.machizu.shelters;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.machizu.access.Actor;
import org.machizu.config.ShelterSettings;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * The shelters of the town's layers as each sees them, held in memory by entitlement class as long
 * as the layers stand at the revisions that were read.
 */
final class ShelterBook {
  /** A large city has a thousand. */
  static final int MOST = 5_000;

  private static final int HELD = 32;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final ShelterSettings settings;
  private final Cache<List<Key>, Page> held = Caffeine.newBuilder().maximumSize(HELD).build();

  /** A layer as one class of readers sees it at one revision. */
  private record Key(String layer, String entitlement, Revision revision) {}

  /**
   * What somebody sees.
   *
   * @param revision of the layer of shelters
   * @param faults what is wrong with rows
   */
  record Page(Revision revision, List<ShelterPlace> places, List<String> faults) {}

  ShelterBook(VisibleLayers layers, FeatureStore features, ShelterSettings settings) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  /** The layers that the actor sees, the one of shelters first. */
  private List<VisibleLayer> visible(Actor actor) {
    return Stream.concat(Stream.of(settings.layer()), settings.evacuationLayer().stream())
        .distinct()
        .flatMap(name -> layers.find(actor, name).stream())
        .toList();
  }

  /** What the actor sees; empty when they see no layer of shelters. */
  Optional<Page> find(Actor actor) {
    List<VisibleLayer> visible = visible(actor);
    if (visible.isEmpty()) {
      return Optional.empty();
    }
    if (visible.stream().anyMatch(layer -> layer.view().changesWithTime())) {
      return Optional.of(read(visible));
    }
    return Optional.of(
        held.get(visible.stream().map(ShelterBook::key).toList(), _ -> read(visible)));
  }

  /**
   * What the actor sees.
   *
   * @throws org.machizu.http.ProblemException 404 when they see no layer of shelters
   */
  Page get(Actor actor) {
    return find(actor).orElseThrow(() -> Problem.notFound("layer", settings.layer()).asException());
  }

  private static Key key(VisibleLayer layer) {
    return new Key(layer.name(), layer.view().entitlement(), layer.entry().revision());
  }

  private Page read(List<VisibleLayer> visible) {
    Reading reading = new Reading(settings.columns());
    for (VisibleLayer layer : visible) {
      Consumer<Feature> taker = reading.of(layer.name(), layer.view().schema());
      try (FeatureCursor cursor = features.scan(layer.view(), new Predicate.Everything(), null)) {
        Feature feature;
        while ((feature = cursor.next()) != null && reading.size() < MOST) {
          taker.accept(feature);
        }
      }
    }
    Reading.Result result = reading.result();
    List<ShelterPlace> places = new ArrayList<>(result.places());
    places.sort((one, other) -> Ids.ORDER.compare(one.id(), other.id()));
    return new Page(visible.getFirst().entry().revision(), List.copyOf(places), result.faults());
  }
}
