package org.machizu.samples.parcels;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.LargeSite;

/** Lots of the centre and of hamlets. */
final class TownLots {
  private static final double SMALLEST_M2 = 70;

  private final Dice dice;
  private final Rows rows;

  TownLots(Dice dice) {
    this.dice = dice;
    this.rows = new Rows(dice);
  }

  List<Lot> centre(Block block) {
    List<LargeSite> sites =
        LargeSite.all().stream()
            .filter(site -> block.shape().contains(Shapes.point(site.middle())))
            .toList();
    if (!sites.isEmpty()) {
      return sites(block, sites);
    }
    Coordinate middle = block.shape().getInteriorPoint().getCoordinate();
    double fromStation = middle.distance(CentreFrame.straight(0, 130));
    boolean south = !CentreFrame.isNorth(middle);
    double front = south ? 30 : fromStation < 260 ? 9.2 : fromStation < 520 ? 11.2 : 12.6;
    List<Polygon> cut = cut(block, block.shape(), front, south ? 90 : 36);
    List<Lot> lots = new ArrayList<>();
    for (Polygon lot : cut) {
      lots.add(new Lot(lot, centreUse(lot, fromStation, south), 0));
    }
    return lots;
  }

  private List<Polygon> cut(Block block, Polygon shape, double front, double twoFromM) {
    List<Polygon> lots = new ArrayList<>();
    Box whole = Box.around(shape);
    if (whole.across() > 2.6 * twoFromM) {
      lots.addAll(rows.halved(block, shape, front * 30));
    } else {
      for (Polygon row : rows.rows(block, shape, twoFromM)) {
        for (Polygon lot : rows.across(row, whole.dirX(), whole.dirY(), front)) {
          lots.add(lot);
        }
      }
    }
    return Rows.withoutLocked(block, lots, SMALLEST_M2);
  }

  private Use centreUse(Polygon lot, double fromStation, boolean south) {
    if (lot.getArea() < 110) {
      return Use.VACANT;
    }
    if (south) {
      return dice.chance(0.62) ? Use.WORKS : dice.chance(0.5) ? Use.HOUSE : Use.VACANT;
    }
    double shops = fromStation < 260 ? 0.55 : fromStation < 420 ? 0.14 : 0.03;
    return dice.chance(shops) ? Use.SHOP : dice.chance(0.82) ? Use.HOUSE : Use.VACANT;
  }

  /** Each site takes its middle; what is left of the block becomes lots as elsewhere. */
  private List<Lot> sites(Block block, List<LargeSite> sites) {
    List<Lot> lots = new ArrayList<>();
    Geometry rest = block.shape();
    for (LargeSite site : sites) {
      Polygon frame = frame(site);
      Geometry taken = Shapes.intersection(rest, frame);
      boolean good = taken instanceof Polygon whole && Rows.touches(block, whole);
      if (!good && sites.size() == 1) {
        return List.of(new Lot(block.shape(), Use.SITE, 0, site.key()));
      }
      for (Polygon part : Shapes.polygons(taken, 0)) {
        boolean main = part.contains(Shapes.point(site.middle()));
        lots.add(new Lot(part, main ? Use.SITE : Use.VACANT, 0, main ? site.key() : ""));
      }
      rest = Shapes.difference(rest, frame);
    }
    boolean south = !CentreFrame.isNorth(sites.getFirst().middle());
    for (Polygon left : Shapes.polygons(rest, 0.5)) {
      for (Polygon lot : cut(block, left, 13, 36)) {
        lots.add(new Lot(lot, centreUse(lot, 500, south), 0));
      }
    }
    return lots;
  }

  private static Polygon frame(LargeSite site) {
    Coordinate east = CentreFrame.straight(1, 0);
    Coordinate west = CentreFrame.straight(0, 0);
    double size = 2.2 * site.reachM();
    return Shapes.rectangle(site.middle(), east.x - west.x, east.y - west.y, 1.25 * size, size);
  }

  List<Lot> hamlet(Block block) {
    List<Lot> lots = new ArrayList<>();
    for (Polygon lot : cut(block, block.shape(), 17, 46)) {
      Use use =
          lot.getArea() < 160 || lot.getArea() > 4_000
              ? Use.FIELD
              : dice.chance(0.62)
                  ? Use.HOUSE
                  : dice.chance(0.12) ? Use.SHOP : dice.chance(0.5) ? Use.VACANT : Use.FIELD;
      lots.add(new Lot(lot, use, 0));
    }
    return lots;
  }
}
