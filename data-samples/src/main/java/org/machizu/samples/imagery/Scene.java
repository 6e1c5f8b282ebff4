package org.machizu.samples.imagery;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Cut;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.Street;

/** What an aircraft sees of the town on a day in June, from the ground up. */
final class Scene {
  private static final int[] ROOFS = {
    0x7d4a3c, 0x5c6b7c, 0x8a8f94, 0x4f6350, 0x6b5a4e, 0x9a9c98, 0x3f5878, 0x84604a
  };

  private final Envelope view;
  private final Dice dice;
  private final List<Paint> paints = new ArrayList<>();

  private Scene(District district, Envelope view) {
    this.view = view;
    this.dice = district.dice("aerial");
  }

  /** In the order of painting. */
  static List<Paint> of(District district, Envelope view) {
    Scene scene = new Scene(district, view);
    scene.add(Shapes.area(corners(view)), 0x7f8a5c, 30);
    district.parcels().forEach(scene::ground);
    scene.water(district);
    district.streets().forEach(scene::road);
    scene.add(district.land().railway().buffer(3.2, 2), 0x8d8378, 20);
    scene.add(district.land().railway().buffer(0.9, 2), 0x5f5650, 10);
    district.parcels().forEach(scene::trees);
    district.buildings().forEach(scene::building);
    return scene.paints;
  }

  private static double[] corners(Envelope box) {
    return new double[] {
      box.getMinX(), box.getMinY(), box.getMaxX(), box.getMinY(),
      box.getMaxX(), box.getMaxY(), box.getMinX(), box.getMaxY()
    };
  }

  private void add(Geometry shape, int rgb, int roughness) {
    if (shape.getEnvelopeInternal().intersects(view)) {
      paints.add(Paint.of(shape, rgb, roughness));
    }
  }

  private void ground(Parcel parcel) {
    int tone = dice.whole(-9, 9);
    switch (parcel.category()) {
      case "田" -> add(parcel.shape(), toned(0x6f8f58, tone), 18);
      case "畑" -> {
        int[] crops = {0x8f9a5a, 0x6f9450, 0xa39263, 0x86704f, 0x9aa86a};
        add(parcel.shape(), toned(crops[dice.whole(0, 4)], tone), 30);
      }
      case "山林" -> add(parcel.shape(), toned(0x3f5a38, tone / 2), 150);
      case "原野" -> add(parcel.shape(), toned(0x76824f, tone), 90);
      case "公園" -> add(parcel.shape(), 0x6f9054, 60);
      case "学校用地" -> add(parcel.shape(), 0xb9a888, 18);
      case "堤" -> add(parcel.shape(), 0x7c9458, 40);
      case "鉄道用地" -> add(parcel.shape(), 0x9a9186, 30);
      case "ため池" -> add(parcel.shape(), 0x4d6560, 6);
      default -> add(parcel.shape(), toned(dice.chance(0.45) ? 0x8f9470 : 0xa49c8a, tone), 45);
    }
  }

  private static int toned(int rgb, int tone) {
    int r = Math.clamp((rgb >> 16 & 0xff) + tone, 0, 255);
    int g = Math.clamp((rgb >> 8 & 0xff) + tone, 0, 255);
    int b = Math.clamp((rgb & 0xff) + tone, 0, 255);
    return r << 16 | g << 8 | b;
  }

  private void water(District district) {
    add(district.land().riverArea(), 0xb3a98f, 40);
    add(district.land().riverArea().buffer(-7), 0x56706c, 8);
    add(district.land().tributaryArea(), 0x6f8560, 40);
    add(district.land().tributary().buffer(4, 3), 0x566f68, 8);
  }

  private void road(Street street) {
    boolean paved = street.route().paved();
    add(street.strip(), paved ? 0x7e7f80 : 0xa89b84, paved ? 10 : 28);
    if (street.widthM() > 8.9) {
      add(street.line().buffer(0.35, 1), 0xb4b4ae, 4);
    }
  }

  private void trees(Parcel parcel) {
    int count =
        switch (parcel.use()) {
          case HOUSE -> dice.whole(0, 3);
          case FARMSTEAD -> dice.whole(5, 12);
          case SITE -> parcel.category().equals("公園") ? 70 : 18;
          default -> 0;
        };
    if (!parcel.shape().getEnvelopeInternal().intersects(view)) {
      return;
    }
    Box box = Box.around(parcel.shape());
    for (int i = 0; i < count; i++) {
      Coordinate place =
          box.at(dice.between(-0.47, 0.47) * box.along(), dice.between(-0.47, 0.47) * box.across());
      if (parcel.shape().contains(Shapes.point(place))) {
        double radius = dice.between(1.2, 3.4);
        add(
            Shapes.point(Shapes.at(place.x, place.y + radius * 0.6)).buffer(radius, 2),
            0x2f3a2a,
            30);
        add(Shapes.point(place).buffer(radius, 2), toned(0x4a6b3c, dice.whole(-12, 12)), 90);
      }
    }
  }

  /** The shadow to the north, then the roof, its southern side in the sun. */
  private void building(Building building) {
    if (!building.shape().getEnvelopeInternal().intersects(view)) {
      return;
    }
    double shadow = building.heightM() * 0.55;
    Geometry thrown =
        AffineTransformation.translationInstance(shadow * 0.25, shadow).transform(building.shape());
    add(Shapes.union(List.of(building.shape(), thrown)).convexHull(), 0x3b3d3a, 12);
    boolean flat = building.frame().equals("鉄筋コンクリート造");
    int roof = flat ? 0xa9aaa6 : toned(ROOFS[dice.whole(0, ROOFS.length - 1)], dice.whole(-8, 8));
    add(building.shape(), roof, 10);
    if (!flat) {
      Box box = Box.around(building.shape());
      for (Polygon side :
          Cut.along(building.shape(), box.centre(), box.dirX(), box.dirY()).right()) {
        add(side, toned(roof, 22), 10);
      }
    }
  }
}
