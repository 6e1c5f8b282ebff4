package org.machizu.residents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.config.WatchSettings;
import org.machizu.config.WatchSettings.Flag;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Households with their flags, as one actor may see them: whom the rule hides from the actor is in
 * no list, no count and no rank. The watch is for whoever may read and edit the layer of
 * households; for everybody else it does not exist, as the layer does not.
 */
public final class WatchedHouseholds {
  /** A city of 300,000 has half as many. */
  private static final int MOST = 300_000;

  private static final int KEPT_LISTS = 4;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final WatchSettings settings;
  private final Cache<Key, List<WatchedHousehold>> lists =
      Caffeine.newBuilder().maximumSize(KEPT_LISTS).build();

  /** Of residents by their household, so that they are not read again when a household changes. */
  private final Cache<String, Map<String, Map<String, Flag>>> ofResidents =
      Caffeine.newBuilder().maximumSize(KEPT_LISTS).build();

  /** Two Views of a class show the same. */
  private record Key(String households, String residents) {
    static String of(@Nullable VisibleLayer layer) {
      if (layer == null) {
        return "";
      }
      CataloguedLayer entry = layer.entry();
      return layer.view().entitlement() + " " + entry.revision().number() + " " + entry.changed();
    }
  }

  public WatchedHouseholds(VisibleLayers layers, FeatureStore features, WatchSettings settings) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  /** The layer of households for whoever keeps it; the look stands in the audit log then. */
  Optional<VisibleLayer> desk(Actor actor) {
    return layers
        .find(actor, settings.households())
        .filter(VisibleLayer::mayEdit)
        .filter(layer -> layer.view().coarsening() == null);
  }

  /** The layer of residents, for whoever may read it. */
  Optional<VisibleLayer> residents(Actor actor) {
    return layers.find(actor, settings.residents());
  }

  /** All households that the actor may see, with and without flags, by id. */
  List<WatchedHousehold> list(Actor actor, VisibleLayer households) {
    VisibleLayer residents = residents(actor).orElse(null);
    boolean changes =
        households.view().changesWithTime()
            || residents != null && residents.view().changesWithTime();
    Key key = new Key(Key.of(households), Key.of(residents));
    return changes ? read(households, residents) : lists.get(key, k -> read(households, residents));
  }

  private List<WatchedHousehold> read(VisibleLayer households, @Nullable VisibleLayer residents) {
    Map<String, Map<String, Flag>> byHousehold =
        residents == null ? Map.of() : flagsOfResidents(residents);
    List<Flag> own = shown(households.view(), false);
    List<WatchedHousehold> found = new ArrayList<>();
    try (FeatureCursor cursor =
        features.scan(households.view(), new Predicate.Everything(), null)) {
      for (Feature f = cursor.next(); f != null && found.size() < MOST; f = cursor.next()) {
        Object key = f.get(settings.key());
        Map<String, Flag> flags =
            new TreeMap<>(
                key == null ? Map.of() : byHousehold.getOrDefault(key.toString(), Map.of()));
        set(flags, own, f);
        Point place = place(f.geometry());
        found.add(
            new WatchedHousehold(
                f.id(),
                place == null ? null : place.getX(),
                place == null ? null : place.getY(),
                List.copyOf(flags.values())));
      }
    }
    return found;
  }

  static @Nullable Point place(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    return geometry instanceof Point point ? point : geometry.getInteriorPoint();
  }

  private Map<String, Map<String, Flag>> flagsOfResidents(VisibleLayer residents) {
    View view = residents.view();
    return view.changesWithTime()
        ? readResidents(view)
        : ofResidents.get(Key.of(residents), k -> readResidents(view));
  }

  private Map<String, Map<String, Flag>> readResidents(View view) {
    List<Flag> flags = shown(view, true);
    Map<String, Map<String, Flag>> byHousehold = new HashMap<>();
    if (flags.isEmpty() || view.askable().indexOf(settings.key()) < 0) {
      return byHousehold;
    }
    // Few residents have a flag; the store passes over the others.
    Predicate flagged =
        new Predicate.Or(
            flags.stream()
                .map(flag -> new Predicate.IsNull(new Expression.Property(flag.column())))
                .<Predicate>map(Predicate.Not::new)
                .toList());
    try (FeatureCursor cursor = features.scan(view, flagged, null)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        Object key = f.get(settings.key());
        Map<String, Flag> found = new TreeMap<>();
        set(found, flags, f);
        if (key != null && !found.isEmpty()) {
          byHousehold.computeIfAbsent(key.toString(), k -> new TreeMap<>()).putAll(found);
        }
      }
    }
    // Many have the same ones.
    Map<Map<String, Flag>, Map<String, Flag>> same = new HashMap<>();
    byHousehold.replaceAll((household, found) -> same.computeIfAbsent(found, Map::copyOf));
    return byHousehold;
  }

  /** The flags whose attribute the View shows as it is; a masked one says nothing. */
  private List<Flag> shown(View view, boolean ofResidents) {
    return settings.flags().stream()
        .filter(flag -> flag.ofResidents() == ofResidents)
        .filter(flag -> view.askable().indexOf(flag.column()) >= 0)
        .sorted(Comparator.comparingInt(Flag::weight))
        .toList();
  }

  /** Of two attributes with one code the weightier counts. */
  private static void set(Map<String, Flag> flags, List<Flag> possible, Feature feature) {
    for (Flag flag : possible) {
      Object value = feature.get(flag.column());
      if (value != null && Marks.isSet(value)) {
        flags.merge(flag.code(), flag, (one, other) -> one.weight() > other.weight() ? one : other);
      }
    }
  }

  /** The household, when the actor may see it. */
  Optional<Feature> find(VisibleLayer households, long id) {
    return features.find(households.view(), id, null);
  }
}
