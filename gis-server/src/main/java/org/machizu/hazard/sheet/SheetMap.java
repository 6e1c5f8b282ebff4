package org.machizu.hazard.sheet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.Actor;
import org.machizu.hazard.HazardMap;
import org.machizu.hazard.Hazards;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Scale;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.paper.Drawn;
import org.machizu.maps.paper.Furniture;
import org.machizu.maps.paper.Highlight;
import org.machizu.maps.paper.MapPart;
import org.machizu.maps.paper.MapRequest;
import org.machizu.maps.paper.PaperMaps;
import org.machizu.maps.paper.PaperPen;
import org.machizu.maps.paper.PlaneLabel;
import org.machizu.paper.Frame;
import org.machizu.paper.PaperWriter;

/**
 * The map of a sheet: depths of one hazard at its worst scale, zones of landslides, underpasses,
 * and the shelters by number, over the town's own background.
 */
final class SheetMap {
  private static final double NUMBER_PT = 10;
  private static final double NAME_PT = 8.5;
  private static final double NAME_BELOW_MM = 5.2;
  private static final String INK = "#111111";

  /** Roads below railways and rivers stand under water first. */
  private static final Set<String> OF_WAYS = Set.of("underpasses");

  /** A point becomes a disc of three times this in diameter. */
  private static final PaperPen RING = new PaperPen("", "", "#ffffff", 1.7, List.of(), "#0a5a36");

  private static final PaperPen CENTRE = new PaperPen("", "", "#d0021b", 0.9, List.of(), "#ffffff");

  private static final GeometryFactory POINTS = new GeometryFactory();

  private final Hazards hazards;
  private final VisibleLayers layers;
  private final MapPart part;

  SheetMap(Hazards hazards, VisibleLayers layers, FeatureStore features) {
    this.hazards = hazards;
    this.layers = layers;
    this.part = new MapPart(new PaperMaps(features));
  }

  /** The maps of depths that are drawn: those of the worst scale that the asker sees. */
  List<HazardMap> depths(Actor actor, Hazard hazard) {
    List<HazardMap> all =
        hazards.maps(actor).stream()
            .filter(map -> map.hazard() == hazard && !map.isGrid())
            .filter(map -> map.extent() == Extent.ZONE)
            .filter(map -> map.profile().isEmpty() || map.profile().get().hasDepth())
            .toList();
    @Nullable Scale worst =
        all.stream()
            .map(HazardMap::scale)
            .filter(scale -> scale != null)
            .min(Enum::compareTo)
            .orElse(null);
    return all.stream().filter(map -> map.scale() == worst).toList();
  }

  private List<HazardMap> zones(Actor actor) {
    return hazards.maps(actor).stream()
        .filter(map -> map.hazard() == Hazard.LANDSLIDE && !map.isGrid())
        .toList();
  }

  /** Draws it. */
  Drawn draw(PaperWriter writer, Frame frame, Actor actor, SheetOrder order, Neighbourhood around) {
    Set<String> depths = new HashSet<>();
    depths(actor, order.hazard()).forEach(map -> depths.add(map.id()));
    Set<String> others = new HashSet<>(OF_WAYS);
    zones(actor).forEach(map -> others.add(map.id()));
    List<VisibleLayer> shown = new ArrayList<>();
    List<VisibleLayer> background = new ArrayList<>();
    for (VisibleLayer layer : layers.list(actor)) {
      if (depths.contains(layer.name())) {
        shown.add(GreyPatterns.on(layer));
      } else if (others.contains(layer.name())) {
        shown.add(layer);
      } else {
        background.add(layer);
      }
    }
    int most = PaperMaps.MOST_LAYERS;
    List<VisibleLayer> drawn = shown.stream().limit(most).toList();
    MapRequest request =
        new MapRequest(
            around.measure().zone(),
            around.centre().x,
            around.centre().y,
            order.scale(),
            drawn,
            background.stream().limit(most - drawn.size()).toList(),
            null,
            highlights(order, around),
            Furniture.USUAL,
            order.language());
    return part.draw(writer, frame, request);
  }

  /** Draws its legend. */
  void legend(PaperWriter writer, Frame frame, Drawn drawn, String language) {
    var unused = part.legend(writer, frame, drawn.legend(), language);
  }

  /** Numbers before names: where there is no room for both, the number stays. */
  private static List<Highlight> highlights(SheetOrder order, Neighbourhood around) {
    double below = NAME_BELOW_MM * order.scale() / 1000;
    List<Highlight> all = new ArrayList<>();
    double east = around.centre().x;
    double north = around.centre().y;
    // No name of a street stands over it.
    PlaneLabel dot = new PlaneLabel("●", east, north, 0, NUMBER_PT, "#d0021b");
    all.add(point(east, north, CENTRE, List.of(dot)));
    for (NumberedShelter one : around.shelters()) {
      PlaneLabel number =
          new PlaneLabel(
              String.valueOf(one.number()), one.eastM(), one.northM(), 0, NUMBER_PT, INK);
      all.add(point(one.eastM(), one.northM(), RING, List.of(number)));
    }
    for (NumberedShelter one : around.shelters()) {
      PlaneLabel name =
          new PlaneLabel(
              one.shelter().name(), one.eastM(), one.northM() - below, 0, NAME_PT, "#0a3d26");
      all.add(point(one.eastM(), one.northM(), RING, List.of(name)));
    }
    return all;
  }

  /** Not in the legend, which would show it as a line: the words below the map tell of it. */
  private static Highlight point(double east, double north, PaperPen pen, List<PlaneLabel> labels) {
    return new Highlight(POINTS.createPoint(new Coordinate(east, north)), pen, "", labels);
  }
}
