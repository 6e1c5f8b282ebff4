package org.machizu.residents;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.access.Role;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Json;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Stretches of road that crews are asked to clear with care. Nobody may learn from them who needs
 * it, whatever they ask and whatever they bring about:
 *
 * <ul>
 *   <li>A stretch covers at least five households, and is formed from where households stand alone
 *       ({@link Stretches}); a hint names the stretch and nothing in it.
 *   <li>Hints are made once for a time of {@code watch.hintDays} and then stand: no report, visit,
 *       clearing or change in the register alters the answer until that time is over, so two
 *       answers never differ by one household.
 *   <li>Of the stretches without anybody flagged one in four is hinted at too, by chance, so that
 *       neither a hint nor its coming and going from one time to the next is a proof.
 *   <li>Made with the rights of the role welfare: who is hidden from that role has no part in it.
 * </ul>
 *
 * <p>Every caller who may ask at all gets the same bytes, read from the store.
 */
public final class Hints {
  /** Of so many stretches without a flag one is hinted at. */
  static final int ONE_IN = 4;

  private static final int MOST_ROADS = 200_000;
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** The server on its own behalf. */
  private static final Actor BY_ITSELF =
      new Actor("watch", Set.of(Role.WELFARE), Credential.MACHINE, null);

  /** Who drives, and who sends them. */
  private static final Set<Role> READERS = Set.of(Role.CREW, Role.TRACKER, Role.DUTY, Role.WELFARE);

  private final WatchedHouseholds households;
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final WatchStore store;
  private final EntranceStates entrances;
  private final WatchSettings settings;
  private final InstantSource clock;
  private final String roads;
  private final RandomGenerator chance;

  /**
   * @param roads the layer of roads
   */
  public Hints(
      Watch watch,
      VisibleLayers layers,
      FeatureStore features,
      WatchStore store,
      EntranceStates entrances,
      WatchSettings settings,
      InstantSource clock,
      String roads) {
    this.households = watch.households();
    this.layers = layers;
    this.features = features;
    this.store = store;
    this.entrances = entrances;
    this.settings = settings;
    this.clock = clock;
    this.roads = roads;
    this.chance = new SecureRandom();
  }

  static boolean mayRead(Actor actor) {
    return actor.roles().stream().anyMatch(READERS::contains);
  }

  /** The answer, as JSON; the same for everybody. */
  byte[] answer() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    long window = Math.floorDiv(today.toEpochDay(), (long) settings.hintDays());
    Optional<String> made = store.findHints(window);
    if (made.isEmpty() && entrances.snowfall().isPresent()) {
      Optional<VisibleLayer> desk = households.desk(BY_ITSELF);
      Optional<VisibleLayer> lines = layers.find(BY_ITSELF, roads);
      if (desk.isPresent() && lines.isPresent()) {
        List<Map<String, Object>> hints = make(households.list(BY_ITSELF, desk.get()), lines.get());
        made = Optional.of(store.keepHints(window, text(window, hints)));
      }
    }
    return made.orElseGet(() -> text(window, List.of())).getBytes(StandardCharsets.UTF_8);
  }

  private String text(long window, List<Map<String, Object>> hints) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", LocalDate.ofEpochDay(window * settings.hintDays()).toString());
    json.put("until", LocalDate.ofEpochDay((window + 1) * settings.hintDays()).toString());
    json.put("stretches", hints);
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }

  private List<Map<String, Object>> make(List<WatchedHousehold> all, VisibleLayer layer) {
    List<Stretches.Place> places = new ArrayList<>();
    Set<Long> flagged = new HashSet<>();
    for (WatchedHousehold household : all) {
      if (household.lon() != null && household.lat() != null) {
        places.add(new Stretches.Place(household.id(), household.lon(), household.lat()));
        if (!household.flags().isEmpty()) {
          flagged.add(household.id());
        }
      }
    }
    List<Map<String, Object>> hints = new ArrayList<>();
    for (Stretches.Stretch stretch : Stretches.of(lines(layer), places)) {
      boolean byChance = chance.nextInt(ONE_IN) == 0;
      boolean needed = stretch.households().stream().anyMatch(flagged::contains);
      if (needed || byChance) {
        hints.add(json(stretch, hints.size() + 1));
      }
    }
    return hints;
  }

  private List<Stretches.Line> lines(VisibleLayer layer) {
    List<Stretches.Line> lines = new ArrayList<>();
    try (FeatureCursor cursor = features.scan(layer.view(), new Predicate.Everything(), null)) {
      for (Feature f = cursor.next(); f != null && lines.size() < MOST_ROADS; f = cursor.next()) {
        Geometry geometry = f.geometry();
        for (int i = 0; geometry != null && i < geometry.getNumGeometries(); i++) {
          if (geometry.getGeometryN(i) instanceof LineString line && line.getLength() > 0) {
            lines.add(new Stretches.Line(f.id(), i, line));
          }
        }
      }
    }
    return lines;
  }

  private static Map<String, Object> json(Stretches.Stretch stretch, int number) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("roads", stretch.lines().stream().map(Stretches.Line::road).distinct().toList());
    json.put(
        "geometry",
        Map.of(
            "type",
            "MultiLineString",
            "coordinates",
            stretch.lines().stream().map(line -> coordinates(line.line())).toList()));
    return json;
  }

  /** To a metre or so: the cut between two doors is nobody's business. */
  private static List<List<Double>> coordinates(LineString line) {
    List<List<Double>> coordinates = new ArrayList<>();
    for (Coordinate point : line.getCoordinates()) {
      coordinates.add(List.of(rounded(point.x), rounded(point.y)));
    }
    return coordinates;
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e5) / 1e5;
  }
}
