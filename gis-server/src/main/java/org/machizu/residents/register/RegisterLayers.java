package org.machizu.residents.register;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.Rights;
import org.machizu.access.View;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.register.RegisterComparison.Known;
import org.machizu.residents.register.RegisterComparison.KnownHousehold;
import org.machizu.residents.register.RegisterComparison.KnownPerson;

/**
 * The two layers, for whoever may edit both and sees every row of them: an extract names everybody,
 * and who does not see somebody must not find them in it.
 */
final class RegisterLayers {
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final Rights rights;
  private final WatchSettings settings;

  /** Both layers as they stand. */
  record Both(VisibleLayer residents, VisibleLayer households) {
    Revision ofResidents() {
      return residents.entry().revision();
    }

    Revision ofHouseholds() {
      return households.entry().revision();
    }
  }

  RegisterLayers(
      VisibleLayers layers, FeatureStore features, Rights rights, WatchSettings settings) {
    this.layers = layers;
    this.features = features;
    this.rights = rights;
    this.settings = settings;
  }

  WatchSettings settings() {
    return settings;
  }

  /** Empty for whoever may not edit both layers. */
  Optional<Both> find(Actor actor) {
    Optional<VisibleLayer> residents =
        layers.find(actor, settings.residents()).filter(VisibleLayer::mayEdit);
    Optional<VisibleLayer> households =
        layers.find(actor, settings.households()).filter(VisibleLayer::mayEdit);
    return residents.flatMap(r -> households.map(h -> new Both(r, h)));
  }

  /** Whether nobody is hidden from the actor. */
  static boolean seesEverybody(Both both) {
    return everyRow(both.residents().view()) && everyRow(both.households().view());
  }

  private static boolean everyRow(View view) {
    return view.rows() instanceof Predicate.Everything && view.coarsening() == null;
  }

  EditRight editRight(Actor actor, VisibleLayer layer) {
    return layers
        .findEditRight(actor, layer.name())
        .orElseThrow(() -> new IllegalStateException("the right went away meanwhile"));
  }

  /** Everything of a layer, to compare and to write it back; shown to nobody. */
  View whole(VisibleLayer layer) {
    return rights
        .administer(Actor.OPERATOR)
        .map(right -> rights.viewForLog(right, layer.entry().layer()))
        .orElseThrow(() -> new IllegalStateException("the server may see what it keeps"));
  }

  FeatureCursor scan(VisibleLayer layer) {
    return features.scan(whole(layer), new Predicate.Everything(), null);
  }

  /** Whether there is a household of that id with a place on the map. */
  boolean stands(VisibleLayer households, long id) {
    return features
        .find(households.view(), id, null)
        .filter(household -> place(household.geometry()) != null)
        .isPresent();
  }

  /**
   * Addresses of households with a place on the map, by feature id.
   *
   * @param part that they have somewhere
   */
  Map<Long, String> withAddress(VisibleLayer households, String part, int limit) {
    String pattern = "%" + part.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    Predicate has = new Predicate.Like(new Expression.Property(settings.address()), pattern, false);
    Map<Long, String> found = new LinkedHashMap<>();
    if (households.view().askable().indexOf(settings.address()) >= 0) {
      for (Feature household :
          features.query(households.view(), FeatureQuery.where(has, limit)).features()) {
        if (place(household.geometry()) != null) {
          found.put(household.id(), String.valueOf(household.get(settings.address())));
        }
      }
    }
    return found;
  }

  static Schema schema(VisibleLayer layer) {
    return layer.entry().layer().schema();
  }

  /**
   * The attributes of residents that an extract fills, besides the keys. What the extract does not
   * have stays as it stands.
   *
   * @param extract the attributes that it has a column for
   */
  Set<String> filled(Both both, Set<String> extract) {
    Set<String> filled = new LinkedHashSet<>();
    for (Attribute attribute : schema(both.residents()).attributes()) {
      String name = attribute.name();
      if (settings.columns().containsKey(name)
          && extract.contains(name)
          && !name.equals(settings.resident())
          && !name.equals(settings.key())) {
        filled.add(name);
      }
    }
    return filled;
  }

  /** Of those the ones that a household has when one of its members has. */
  Set<String> marks(Both both, Set<String> extract) {
    Set<String> marks = new LinkedHashSet<>(filled(both, extract));
    marks.removeIf(name -> schema(both.households()).indexOf(name) < 0);
    marks.remove(settings.address());
    return marks;
  }

  Known known(Both both, Set<String> extract) {
    Set<String> filled = filled(both, extract);
    Set<String> marks = marks(both, extract);
    Map<String, KnownPerson> residents = new LinkedHashMap<>();
    try (FeatureCursor cursor = scan(both.residents())) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        String key = text(f, settings.resident());
        if (!key.isEmpty()) {
          residents.putIfAbsent(
              key, new KnownPerson(f.id(), text(f, settings.key()), values(f, filled)));
        }
      }
    }
    Map<String, KnownHousehold> households = new LinkedHashMap<>();
    try (FeatureCursor cursor = scan(both.households())) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        String key = text(f, settings.key());
        if (!key.isEmpty()) {
          Point place = place(f.geometry());
          households.putIfAbsent(
              key,
              new KnownHousehold(
                  f.id(),
                  text(f, settings.address()),
                  place == null ? null : place.getX(),
                  place == null ? null : place.getY(),
                  values(f, marks)));
        }
      }
    }
    return new Known(residents, households, settings.address(), marks);
  }

  private static @Nullable Point place(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    return geometry instanceof Point point ? point : geometry.getInteriorPoint();
  }

  static String text(Feature feature, String attribute) {
    Object value = feature.get(attribute);
    return value == null ? "" : value.toString();
  }

  /** An empty text is no value: registers write both. */
  private static Map<String, @Nullable Object> values(Feature feature, Set<String> names) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String name : names) {
      Object value = feature.get(name);
      values.put(name, "".equals(value) ? null : value);
    }
    return values;
  }
}
