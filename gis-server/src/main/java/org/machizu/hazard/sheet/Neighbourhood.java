package org.machizu.hazard.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.shelters.Shelter;

/**
 * Where a sheet is about, in metres of the zone.
 *
 * @param centre of the map
 * @param shelters the nearest first
 */
record Neighbourhood(PlaneMeasure measure, Coordinate centre, List<NumberedShelter> shelters) {
  /** A page has room for no more. */
  static final int MOST_SHELTERS = 10;

  private static final GeometryFactory POINTS = new GeometryFactory();

  Neighbourhood {
    shelters = List.copyOf(shelters);
  }

  static Neighbourhood of(PlaneMeasure measure, double lon, double lat, List<Shelter> all) {
    Coordinate centre = plane(measure, lon, lat);
    record Placed(Shelter shelter, Coordinate at) {}
    List<Placed> nearest =
        all.stream()
            .map(shelter -> new Placed(shelter, plane(measure, shelter.lon(), shelter.lat())))
            .sorted(
                Comparator.comparingDouble((Placed one) -> one.at().distance(centre))
                    .thenComparing(one -> one.shelter().id()))
            .limit(MOST_SHELTERS)
            .toList();
    List<NumberedShelter> numbered = new ArrayList<>();
    for (Placed one : nearest) {
      double east = one.at().x - centre.x;
      double north = one.at().y - centre.y;
      numbered.add(
          new NumberedShelter(
              numbered.size() + 1,
              one.shelter(),
              one.at().x,
              one.at().y,
              Math.hypot(east, north),
              Math.toDegrees(Math.atan2(east, north))));
    }
    return new Neighbourhood(measure, centre, numbered);
  }

  private static Coordinate plane(PlaneMeasure measure, double lon, double lat) {
    return measure.toPlane(POINTS.createPoint(new Coordinate(lon, lat))).getCoordinate();
  }

  /** The nearest shelter's name, by which people know where it is. */
  Optional<String> name() {
    return shelters.stream().findFirst().map(one -> one.shelter().name());
  }
}
