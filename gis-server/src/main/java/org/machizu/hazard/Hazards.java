package org.machizu.hazard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.machizu.access.Actor;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Envelope;
import org.machizu.hazard.MapBook.Page;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.warning.WarningScheme;
import org.machizu.hazard.warning.WarningSchemes;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.Grounds;
import org.machizu.rasters.GridPictures;
import org.machizu.rasters.HeldGrids;

/** What can happen at a place, as the town's hazard maps tell it to whoever asks. */
public final class Hazards {
  /** Answered always; a town without such a map is told that there is none. */
  private static final Set<Hazard> ALWAYS =
      EnumSet.of(
          Hazard.FLOOD, Hazard.INLAND_FLOOD, Hazard.LANDSLIDE, Hazard.TSUNAMI, Hazard.STORM_SURGE);

  /** Beyond the box of all maps by more than this a place belongs to somebody else's maps. */
  private static final double BEYOND_M = 1_000;

  private static final double METRES_OF_DEGREE = 111_000;
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final GeometryFactory POINTS = new GeometryFactory();

  private final MapBook book;
  private final Grounds grounds;
  private final GridJudge grids;
  private final Optional<Crs> zone;
  private final Clock clock;
  private final WarningSchemes warnings = WarningSchemes.shipped();
  private final Summaries summaries = new Summaries(Sentences.shipped());
  private final Map<Integer, PlaneMeasure> measures = new ConcurrentHashMap<>();

  /** From where maps are read. */
  public record Ports(
      VisibleLayers layers, FeatureStore features, RasterStore rasters, GridPictures grids) {}

  /**
   * @param grounds the layers, as far as they are held in memory
   * @param zone the town's; empty: the nearest to each place
   * @param named what the town says about its maps
   */
  public Hazards(Ports ports, Grounds grounds, Optional<Crs> zone, TownMaps named, Clock clock) {
    this.book = new MapBook(ports.layers(), ports.features(), ports.rasters(), named);
    this.grounds = grounds;
    this.grids = new GridJudge(new HeldGrids(ports.rasters(), ports.grids()));
    this.zone = zone;
    this.clock = clock;
  }

  /** The maps that somebody sees, by name of the layer. */
  public List<HazardMap> maps(Actor actor) {
    return book.list(actor).stream().map(Page::map).toList();
  }

  /** The levels of warning at a moment; empty before there were any. */
  public Optional<WarningScheme> levels(Instant at) {
    return warnings.find(at.atZone(JAPAN).toLocalDate());
  }

  /**
   * What the maps say about a place.
   *
   * @param lon degrees, JGD2011
   * @param lat degrees
   * @param asOf the moment to answer about; null: now
   * @throws org.machizu.http.ProblemException {@code past-hidden} when the asker may not see a
   *     map's past, {@code too-many-around} when more zones lie around than are read at once
   */
  public HazardAnswer at(Actor actor, double lon, double lat, @Nullable Instant asOf) {
    List<Page> pages = book.list(actor);
    boolean isBeyond = isBeyond(pages, lon, lat);
    Map<Hazard, List<MapFinding>> found = new EnumMap<>(Hazard.class);
    ALWAYS.forEach(hazard -> found.put(hazard, new ArrayList<>()));
    if (isBeyond) {
      for (Page page : pages) {
        MapFinding unknown = MapFinding.plain(page.map(), Result.UNKNOWN, page.map().revision());
        found.computeIfAbsent(page.map().hazard(), _ -> new ArrayList<>()).add(unknown);
      }
    } else {
      PlaneMeasure measure = measure(lon, lat);
      Point place = (Point) measure.toPlane(POINTS.createPoint(new Coordinate(lon, lat)));
      for (Page page : pages) {
        found
            .computeIfAbsent(page.map().hazard(), _ -> new ArrayList<>())
            .addAll(judge(page, measure, place, asOf));
      }
    }
    List<HazardFinding> hazards = new ArrayList<>(found.size());
    found.forEach((hazard, maps) -> hazards.add(summaries.of(hazard, withGrids(maps), isBeyond)));
    Instant now = clock.instant();
    return new HazardAnswer(
        lon,
        lat,
        now,
        asOf,
        hazards,
        Sentences.shipped().get("notice"),
        levels(asOf == null ? now : asOf));
  }

  private List<MapFinding> judge(
      Page page, PlaneMeasure measure, Point place, @Nullable Instant asOf) {
    HazardMap map = page.map();
    if (page.reach().isEmpty() && asOf == null) {
      // Nothing has been entered yet: that says nothing about any place.
      return List.of(MapFinding.plain(map, Result.UNKNOWN, map.revision()));
    }
    if (map.isGrid()) {
      return List.of(grids.judge(map, page.layer(), measure, place, asOf));
    }
    Ground ground = grounds.of(page.layer(), measure, asOf);
    Optional<Profile> profile = map.profile();
    return profile.isPresent()
        ? ZoneJudge.judge(map, profile.get(), ground, place)
        : ZoneJudge.judge(map, ground, place);
  }

  /** Zones beside a grid of the same hazard and scale also tell the number of its cell. */
  private static List<MapFinding> withGrids(List<MapFinding> maps) {
    List<MapFinding> grids =
        maps.stream().filter(map -> map.map().isGrid() && map.gridM() != null).toList();
    if (grids.isEmpty()) {
      return maps;
    }
    return maps.stream()
        .map(map ->
            map.map().isGrid() || map.isOrigin()
                ? map
                : grids.stream()
                    .filter(grid -> grid.scale() == map.scale())
                    .findFirst()
                    .map(grid -> map.withGrid(grid.gridM()))
                    .orElse(map))
        .toList();
  }

  private static boolean isBeyond(List<Page> pages, double lon, double lat) {
    Optional<Envelope> all =
        pages.stream().flatMap(page -> page.reach().stream()).reduce(Envelope::union);
    if (all.isEmpty()) {
      return true;
    }
    double latMargin = BEYOND_M / METRES_OF_DEGREE;
    double lonMargin = latMargin / Math.cos(Math.toRadians(lat));
    Envelope box = all.get();
    return !(lon >= box.minLon() - lonMargin
        && lon <= box.maxLon() + lonMargin
        && lat >= box.minLat() - latMargin
        && lat <= box.maxLat() + latMargin);
  }

  private PlaneMeasure measure(double lon, double lat) {
    int number = zone.flatMap(Crs::planeZone).orElseGet(() -> PlaneZone.nearest(lon, lat).number());
    return measures.computeIfAbsent(number, PlaneMeasure::inZone);
  }
}
