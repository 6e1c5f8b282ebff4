package org.machizu.samples.places;

import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.hazards.Landslides;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.table.Table;
import org.machizu.samples.terrain.Flood;
import org.machizu.samples.terrain.Heights;

/** Whether a place is a refuge from what the town's own hazard maps show there: ○, △ or ×. */
final class Fitness {
  private static final double DRY_M = 0.03;

  /** Up to this depth the upper floor stays dry. */
  private static final double UPPER_FLOOR_M = 3;

  private final District district;
  private final Flood flood;
  private final List<Geometry> landslides;

  Fitness(District district) {
    this.district = district;
    this.flood = new Flood(new Heights(district.seed(), district.land()), true);
    this.landslides =
        Landslides.zones(district).rows().stream()
            .map(Table.Row::plane)
            .filter(Objects::nonNull)
            .toList();
  }

  /** In the largest flood; △ where only an upper floor is of use. */
  String inFlood(Parcel parcel) {
    double depth = flood.depthM(parcel.shape().getInteriorPoint().getCoordinate());
    if (depth <= DRY_M) {
      return "○";
    }
    return depth < UPPER_FLOOR_M && hasUpperFloor(parcel) ? "△" : "×";
  }

  private boolean hasUpperFloor(Parcel parcel) {
    return district.buildings().stream()
        .filter(building -> building.parcel().index() == parcel.index())
        .anyMatch((Building building) -> building.floors() > 1);
  }

  String inLandslide(Parcel parcel) {
    Geometry ground = district.tile().onPlane(parcel.shape());
    return landslides.stream().anyMatch(zone -> zone.intersects(ground)) ? "×" : "○";
  }
}
