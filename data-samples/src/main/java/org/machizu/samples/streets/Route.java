package org.machizu.samples.streets;

import org.locationtech.jts.geom.LineString;

/**
 * A road as a whole, as its register has it.
 *
 * @param number 路線番号; empty for private lanes
 * @param name 路線名
 * @param kind 道路種別: 一般国道, 道道, 町道1級, 町道2級, 町道その他, 私道
 * @param oneWay as {@link Street#oneWay}
 * @param line on the town's plane
 */
public record Route(
    String number,
    String name,
    Manager manager,
    String kind,
    double widthM,
    String oneWay,
    boolean paved,
    Purpose purpose,
    LineString line) {

  /** Both ways are open. */
  public static final String BOTH_WAYS = "なし";

  /** Only along the line. */
  public static final String FORWARD = "順";

  /** Only against the line. */
  public static final String BACKWARD = "逆";

  /** A town road, open both ways. */
  static Route town(
      int number, String name, int grade, double widthM, Purpose purpose, LineString line) {
    return new Route(
        "町道%d号".formatted(number),
        name,
        Manager.TOWN,
        grade == 1 ? "町道1級" : grade == 2 ? "町道2級" : "町道その他",
        widthM,
        BOTH_WAYS,
        true,
        purpose,
        line);
  }

  Route unpaved() {
    return new Route(number, name, manager, kind, widthM, oneWay, false, purpose, line);
  }

  Route oneWay(String direction) {
    return new Route(number, name, manager, kind, widthM, direction, paved, purpose, line);
  }

  /** The same road in the hands of those whose fields it serves. */
  Route asFarmLane() {
    return new Route(
        "", "農業用通路", Manager.PRIVATE, "私道", Math.min(widthM, 4), oneWay, false, purpose, line);
  }
}
