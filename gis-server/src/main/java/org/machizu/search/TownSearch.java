package org.machizu.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.search.IndexEntry.Mention;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.AddressKey;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.CoordinateText;
import org.machizu.search.text.LonLat;
import org.machizu.search.text.NameKey;

/** Finds what somebody asks for, among what they may see. */
public final class TownSearch {
  private static final LocalizedText QUARTER = new LocalizedText("町・字", "Part of the town");
  private static final LocalizedText POSITION = new LocalizedText("座標", "Coordinates");
  private static final LocalizedText NO_PLACE =
      new LocalizedText(
          "地図上の位置がありません（任意座標系の筆など）。",
          "It has no place on the map (for example a parcel in arbitrary coordinates).");

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final SearchIndex index;
  private final AddressParser town;
  private final Searchable searchable;
  private final Optional<Crs> zone;

  /**
   * What was found.
   *
   * @param more whether more would fit than were asked for
   */
  public record Found(List<Hit> hits, boolean more) {}

  /**
   * @param town knows the town's own name, which addresses may begin with
   * @param zone the town's plane-rectangular zone, for coordinates that name none
   */
  public TownSearch(
      VisibleLayers layers,
      FeatureStore features,
      SearchIndex index,
      AddressParser town,
      Optional<Crs> zone) {
    this.layers = layers;
    this.features = features;
    this.index = index;
    this.town = town;
    this.searchable = new Searchable(town);
    this.zone = zone;
  }

  /** Hits, the best first. */
  public Found find(Actor actor, Question question) {
    Optional<LonLat> position = CoordinateText.parse(question.text(), zone);
    if (position.isPresent()) {
      return new Found(List.of(hit(position.get(), question)), false);
    }
    Map<Scope, VisibleLayer> visible = new HashMap<>();
    for (VisibleLayer layer : layers.list(actor)) {
      Scope.of(layer).ifPresent(scope -> visible.put(scope, layer));
    }
    List<Candidate> candidates = candidates(visible, lookups(question.text()), question.near());
    if (candidates.isEmpty()) {
      Set<Lookup> shorter = lookupsWithoutRest(question.text());
      candidates = candidates(visible, shorter, question.near());
    }
    return read(candidates, question);
  }

  private Set<Lookup> lookups(String text) {
    Set<Lookup> lookups = new LinkedHashSet<>();
    List<String> words = NameKey.words(text);
    if (!words.isEmpty()) {
      lookups.add(new Lookup(words, ""));
      lookups.add(new Lookup(List.of(NameKey.of(text)), ""));
    }
    for (String key : addressKeys(text)) {
      addSplits(key, lookups);
    }
    return lookups;
  }

  private Set<Lookup> lookupsWithoutRest(String text) {
    Set<Lookup> lookups = new LinkedHashSet<>();
    for (String key : addressKeys(text)) {
      AddressKey.withoutRest(key).forEach(head -> addSplits(head, lookups));
    }
    return lookups;
  }

  private Set<String> addressKeys(String text) {
    Set<String> keys = new LinkedHashSet<>(List.of(AddressKey.of(text), town.localKey(text)));
    keys.remove("");
    return keys;
  }

  private static void addSplits(String key, Set<Lookup> lookups) {
    for (AddressKey.Split split : AddressKey.splits(key)) {
      List<String> words = split.place().isEmpty() ? List.of() : List.of(split.place());
      if (!words.isEmpty() || !split.number().isEmpty()) {
        lookups.add(new Lookup(words, split.number()));
      }
    }
  }

  private List<Candidate> candidates(
      Map<Scope, VisibleLayer> visible, Set<Lookup> lookups, @Nullable LonLat near) {
    Map<Object, Candidate> best = new HashMap<>();
    for (Lookup lookup : lookups) {
      for (Match match : index.find(visible.keySet(), lookup, near)) {
        VisibleLayer layer = visible.get(match.scope());
        if (layer != null) {
          Candidate candidate = Candidate.of(match, lookup, layer, near);
          best.merge(
              candidate.identity(),
              candidate,
              (a, b) -> Candidate.ORDER.compare(a, b) <= 0 ? a : b);
        }
      }
    }
    return best.values().stream().sorted(Candidate.ORDER).toList();
  }

  /** The hits as their Views show them now; what has gone or changed meanwhile is none. */
  private Found read(List<Candidate> candidates, Question question) {
    List<Hit> hits = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<Feature> feature =
          features
              .find(candidate.layer().view(), candidate.match().id(), null)
              .filter(found -> stillFits(candidate, found));
      if (feature.isPresent()) {
        if (hits.size() == question.limit()) {
          return new Found(hits, true);
        }
        hits.add(hit(candidate, feature.get(), question));
      }
    }
    return new Found(hits, false);
  }

  /** The index may be a moment behind, and a replaced layer gives ids anew. */
  private boolean stillFits(Candidate candidate, Feature feature) {
    Match match = candidate.match();
    SearchedAttributes searched = SearchedAttributes.of(candidate.layer().view().schema());
    return searchable
        .entry(feature, searched)
        .mentions()
        .contains(new Mention(match.kind(), match.word(), match.number()));
  }

  private Hit hit(Candidate candidate, Feature feature, Question question) {
    SearchedAttributes searched = SearchedAttributes.of(candidate.layer().view().schema());
    Match match = candidate.match();
    Optional<Envelope> box =
        candidate.many()
            ? index.extent(match.scope(), match.kind(), match.word())
            : Envelope.of(feature.geometry());
    boolean isPlace = candidate.kind() == Hit.Kind.ADDRESS;
    return new Hit(
        candidate.kind(),
        candidate.layer().name(),
        isPlace ? null : feature.id(),
        isPlace ? searched.placeOf(feature) : searched.titleOf(feature),
        isPlace ? in(QUARTER, question) : detail(candidate, feature, searched, question),
        isPlace ? box.map(TownSearch::centre).orElse(null) : inside(feature.geometry()),
        box.orElse(null),
        box.isEmpty() ? in(NO_PLACE, question) : null);
  }

  private static String detail(
      Candidate candidate, Feature feature, SearchedAttributes searched, Question question) {
    String layer = in(candidate.layer().entry().layer().title(), question);
    String address = searched.addressOf(feature);
    return address.isEmpty() || address.equals(searched.titleOf(feature))
        ? layer
        : layer + "・" + address;
  }

  private static Hit hit(LonLat position, Question question) {
    Envelope box = new Envelope(position.lon(), position.lat(), position.lon(), position.lat());
    return new Hit(
        Hit.Kind.COORDINATES,
        null,
        null,
        String.format(Locale.ROOT, "%.6f, %.6f", position.lat(), position.lon()),
        in(POSITION, question),
        position,
        box,
        null);
  }

  private static String in(LocalizedText text, Question question) {
    return question.language().equals("en") ? text.en() : text.ja();
  }

  private static LonLat centre(Envelope box) {
    return new LonLat((box.minLon() + box.maxLon()) / 2, (box.minLat() + box.maxLat()) / 2);
  }

  /** A place that surely lies on the feature. */
  private static @Nullable LonLat inside(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    Coordinate place = geometry.getInteriorPoint().getCoordinate();
    return new LonLat(place.x, place.y);
  }
}
