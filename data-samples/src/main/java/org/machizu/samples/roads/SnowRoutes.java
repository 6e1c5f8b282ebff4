package org.machizu.samples.roads;

import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.streets.Manager;
import org.machizu.samples.streets.Purpose;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layer {@code snow_routes}: which plow clears which segment, and in which order. */
public final class SnowRoutes {
  private static final List<String> CREWS =
      List.of("町直営", "第一除雪共同体（架空）", "第二除雪共同体（架空）", "川北運輸組合（架空）", "豊岡土木組合（架空）");
  private static final int COURSES_EACH = 3;

  private SnowRoutes() {}

  public static Table routes(District district) {
    Table table =
        Table.of(
            GeometryType.LINE,
            "除雪番号",
            "区間番号",
            "工区",
            "コース",
            "順番:i",
            "除雪種別",
            "優先度",
            "目標時刻",
            "受託者",
            "延長_m:r");
    List<Street> cleared =
        district.streets().stream()
            .filter(SnowRoutes::isCleared)
            .sorted(Comparator.comparingInt(SnowRoutes::course).thenComparingInt(Street::index))
            .toList();
    int course = -1;
    int order = 0;
    for (Street street : cleared) {
      order = course(street) == course ? order + 1 : 1;
      course = course(street);
      String priority = priority(street);
      int area = course / COURSES_EACH;
      table.add(
          district.tile().onPlane(street.line()),
          district.tile().id("J" + street.number().substring(1)),
          district.tile().id(street.number()),
          district.tile().name("第%d工区".formatted(area + 1)),
          district.tile().name("%d-%d".formatted(area + 1, course % COURSES_EACH + 1)),
          order,
          street.widthM() >= 10 ? "車道・歩道" : "車道",
          priority,
          priority.equals("第1種") ? "06:30" : priority.equals("第2種") ? "07:30" : "09:00",
          CREWS.get(area % CREWS.size()),
          Values.tenth(street.lengthM()));
    }
    return table;
  }

  /** The town clears its paved roads, and unpaved ones only in hamlets. */
  private static boolean isCleared(Street street) {
    return street.route().manager() == Manager.TOWN
        && (street.route().paved() || street.route().purpose() == Purpose.HILL)
        && street.route().purpose() != Purpose.LEVEE;
  }

  private static String priority(Street street) {
    return switch (street.route().kind()) {
      case "町道1級" -> "第1種";
      case "町道2級" -> "第2種";
      default -> "第3種";
    };
  }

  /** The centre is the first area, the others are around it by the four winds. */
  private static int course(Street street) {
    Coordinate middle = street.line().getCentroid().getCoordinate();
    double angle = Math.atan2(middle.y - 200, middle.x);
    if (Math.hypot(middle.x, middle.y - 200) < 1_250) {
      return (int) ((angle + Math.PI) / (2 * Math.PI / COURSES_EACH)) % COURSES_EACH;
    }
    int course = (int) ((angle + Math.PI) / (2 * Math.PI / (4 * COURSES_EACH)));
    return COURSES_EACH + course % (4 * COURSES_EACH);
  }
}
