package org.machizu.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;

/**
 * In metres of zone XII:
 *
 * <pre>
 *               3 (one-way, northward)
 *               |
 *   0----1----200----2----400        4: a dead end, from 400 to 500
 * </pre>
 */
class MatcherTest {
  private static final long BEGIN = Instant.parse("2026-01-15T18:10:00Z").toEpochMilli();
  private static final CrsConversion TO_LON_LAT = CrsConversion.between(Crs.zone(12), Crs.JGD2011);
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));
  private static final MatchNetwork TOWN =
      MatchNetwork.of(
          network(
              road(1, Travel.BOTH_WAYS, 0, 0, 200, 0),
              road(2, Travel.BOTH_WAYS, 200, 0, 400, 0),
              road(3, Travel.FORWARD, 200, 0, 200, 300),
              road(4, Travel.BOTH_WAYS, 400, 0, 500, 0)));

  private record Fix(long ms, double lon, double lat, double course, double mps) {}

  private static Road road(long id, Travel travel, double... xy) {
    Coordinate[] line = new Coordinate[xy.length / 2];
    for (int i = 0; i < line.length; i++) {
      line[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    LineString plane = new GeometryFactory().createLineString(line);
    return new Road(id, (LineString) TO_LON_LAT.apply(plane), travel, NONE);
  }

  private static RoadNetwork network(Road... roads) {
    return RoadNetwork.of(12, 0.05, List.of(roads));
  }

  private static Fix at(double seconds, double x, double y) {
    Coordinate place = TO_LON_LAT.apply(x, y);
    return new Fix(BEGIN + Math.round(1000 * seconds), place.x, place.y, Double.NaN, Double.NaN);
  }

  /** Eastward along the street at 5 m/s, a fix each 5 s, off by up to 4 m. */
  private static List<Fix> eastward(long seed) {
    Random random = new Random(seed);
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 16; i++) {
      double off = 8 * random.nextDouble() - 4;
      fixes.add(at(5 * i, 10 + 25 * i * 0.9, off));
    }
    return fixes;
  }

  private static List<Found> add(Matcher matcher, Fix fix) {
    return matcher.add(fix.ms, fix.lon, fix.lat, 8, fix.course, fix.mps);
  }

  private static List<Found> match(MatchNetwork network, List<Fix> fixes) {
    Matcher matcher = new Matcher(network);
    List<Found> found = new ArrayList<>();
    fixes.forEach(fix -> found.addAll(add(matcher, fix)));
    found.addAll(matcher.finish());
    return found;
  }

  private static List<String> names(List<Found> found) {
    return found.stream()
        .map(one ->
            switch (one) {
              case Pass p -> (p.segment().forward() ? "+" : "-") + p.segment().road().id();
              case Unmatched u -> u.reason() + " " + u.positions();
            })
        .toList();
  }

  @Test
  void aDriveAlongAStreetIsToldWithPlacesAndTimes() {
    List<Found> found = match(TOWN, eastward(1));
    assertThat(names(found)).containsExactly("+1", "+2");
    Pass one = (Pass) found.get(0);
    Pass two = (Pass) found.get(1);
    assertThat(one.certain()).isTrue();
    assertThat(one.fromM()).isCloseTo(10, within(0.1));
    assertThat(one.toM()).isCloseTo(200, within(1e-6));
    assertThat(one.entered()).isEqualTo(Instant.ofEpochMilli(BEGIN));
    // 190 m at 4.5 m/s
    assertThat(Duration.between(one.entered(), one.left()).toMillis()).isBetween(42_000L, 42_500L);
    assertThat(two.entered()).isEqualTo(one.left());
    assertThat(two.toM()).isCloseTo(170, within(0.1));
    assertThat(one.evidence().fixes() + two.evidence().fixes()).isEqualTo(17);
    assertThat(one.evidence().meanDistanceM()).isBetween(0.1, 4.0);
    assertThat(one.evidence().longestGapS()).isEqualTo(5);
  }

  @Test
  void theOtherWayIsTheOtherSegment() {
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 16; i++) {
      fixes.add(at(5 * i, 380 - 22 * i, 2));
    }
    assertThat(names(match(TOWN, fixes))).containsExactly("-2", "-1");
  }

  @Test
  void turningRoundInADeadEndIsSeenAndAgainstAOneWayRoadNothingIsClaimed() {
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      fixes.add(at(5 * i, 300 + 20 * i, 1));
    }
    for (int i = 1; i <= 10; i++) {
      fixes.add(at(55 + 5 * i, 500 - 20 * i, -1));
    }
    assertThat(names(match(TOWN, fixes))).containsExactly("+2", "+4", "-4", "-2");
    List<Fix> southward = new ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      southward.add(at(5 * i, 200, 280 - 20 * i));
    }
    assertThat(match(TOWN, southward))
        .noneMatch(f -> f instanceof Pass p && p.certain() && p.toM() - p.fromM() > 60);
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(new Matcher(TOWN).finish()).isEmpty();
    assertThat(names(match(TOWN, List.of(at(0, 50, 3))))).hasSize(1).first().isIn("+1", "-1");
    Pass single = (Pass) match(TOWN, List.of(at(0, 50, 3))).getFirst();
    assertThat(single.certain()).isFalse();
    assertThat(single.fromM()).isEqualTo(single.toM());
    List<Found> two = match(TOWN, List.of(at(0, 50, 3), at(5, 80, 3)));
    assertThat(names(two)).containsExactly("+1");
    assertThat(((Pass) two.getFirst()).toM()).isCloseTo(80, within(0.1));
    MatchNetwork empty = MatchNetwork.of(network());
    assertThat(names(match(empty, eastward(1)))).containsExactly("OFF_ROAD 17");
  }

  @Test
  void farFromEveryRoadIsOffRoadAndToldWithItsTimes() {
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      fixes.add(at(5 * i, 20 * i, 200 - Math.max(0, i - 10) * 19.0));
    }
    List<Found> found = match(TOWN, fixes.subList(0, 9));
    // road 3 lies in the way, 60 m and less from three of them
    assertThat(names(found).getFirst()).startsWith("OFF_ROAD");
    Unmatched first = (Unmatched) found.getFirst();
    assertThat(first.from()).isEqualTo(Instant.ofEpochMilli(BEGIN));
    assertThat(match(TOWN, List.of(new Fix(BEGIN, 2.35, 48.85, 0, 0))))
        .as("half a world away")
        .hasSize(1)
        .allMatch(f -> f instanceof Unmatched u && u.reason() == Unmatched.Reason.OFF_ROAD);
  }

  @Test
  void oneFarPointChangesNothing() {
    List<Fix> fixes = eastward(2);
    List<Found> without = match(TOWN, fixes.stream().filter(f -> f != fixes.get(7)).toList());
    for (double[] far : new double[][] {{50_000, 0}, {190, 2_000}, {170, 900}}) {
      List<Fix> spoilt = new ArrayList<>(fixes);
      spoilt.set(7, at(35, far[0], far[1]));
      assertThat(match(TOWN, spoilt)).isEqualTo(without);
    }
  }

  @Test
  void aGapBeginsAnewAndIsTold() {
    List<Fix> fixes = new ArrayList<>(eastward(3).subList(0, 6));
    long later = 210_000;
    for (Fix fix : eastward(4)) {
      fixes.add(new Fix(fix.ms + later, fix.lon, fix.lat, fix.course, fix.mps));
    }
    List<Found> found = match(TOWN, fixes);
    assertThat(names(found)).containsExactly("+1", "GAP 0", "+1", "+2");
    List<Found> whole = match(TOWN, fixes.subList(6, fixes.size()));
    assertThat(found.subList(2, 4)).as("a restart point").isEqualTo(whole);
  }

  @Test
  void atTheHourItBeginsAnewAndNoPieceOfTheRoadIsMissing() {
    long toTheHour = 3_600_000 - Math.floorMod(BEGIN, 3_600_000L);
    for (int before = 1; before <= 16; before++) {
      List<Fix> fixes = new ArrayList<>();
      for (Fix fix : eastward(8)) {
        long ms = fix.ms + toTheHour - 5_000L * before;
        fixes.add(new Fix(ms, fix.lon, fix.lat, fix.course, fix.mps));
      }
      List<Pass> passes = match(TOWN, fixes).stream().map(Pass.class::cast).toList();
      assertThat(passes).hasSizeGreaterThanOrEqualTo(3);
      double m = 10;
      int told = 0;
      for (Pass pass : passes) {
        double beginM = pass.segment().road().id() == 1 ? 0 : 200;
        assertThat(beginM + pass.fromM()).as("%d before", before).isCloseTo(m, within(0.1));
        m = beginM + pass.toM();
        told += pass.evidence().fixes();
      }
      assertThat(m).isCloseTo(370, within(0.1));
      assertThat(told).isEqualTo(17);
    }
  }

  @Test
  void standingLongEndsTheStretch() {
    List<Fix> fixes = new ArrayList<>(eastward(5).subList(0, 6));
    for (int i = 1; i <= 100; i++) {
      fixes.add(at(25 + 5 * i, 122 + i % 3, 4 - i % 5));
    }
    for (int i = 1; i <= 10; i++) {
      fixes.add(at(525 + 5 * i, 122 + 25 * i, 2));
    }
    List<Found> found = match(TOWN, fixes);
    // the first fix that is more than 40 m away is the first after the stand
    assertThat(names(found)).hasSize(4).element(1).asString().startsWith("STANDING");
    Unmatched stood = (Unmatched) found.get(1);
    assertThat(Duration.between(stood.from(), stood.to())).isGreaterThan(Duration.ofSeconds(195));
    assertThat(((Pass) found.get(0)).toM()).isLessThan(135);
  }

  @Test
  void standingShortIsPartOfThePass() {
    List<Fix> fixes = new ArrayList<>(eastward(5).subList(0, 6));
    for (int i = 1; i <= 40; i++) {
      fixes.add(at(25 + 5 * i, 122 + i % 3, 4 - i % 5));
    }
    for (int i = 1; i <= 10; i++) {
      fixes.add(at(225 + 5 * i, 122 + 25 * i, 2));
    }
    List<Found> found = match(TOWN, fixes);
    assertThat(names(found)).containsExactly("+1", "+2");
    Pass one = (Pass) found.getFirst();
    assertThat(one.left()).isAfter(Instant.ofEpochMilli(BEGIN + 225_000));
    assertThat(one.evidence().longestGapS()).isLessThan(11);
  }

  @Test
  void aRepeatedFixChangesNothingAndAnEarlierOneIsRefused() {
    List<Fix> twice = new ArrayList<>();
    eastward(6)
        .forEach(fix -> {
          twice.add(fix);
          twice.add(fix);
        });
    assertThat(match(TOWN, twice)).isEqualTo(match(TOWN, eastward(6)));
    Matcher matcher = new Matcher(TOWN);
    add(matcher, at(10, 50, 0));
    assertThatThrownBy(() -> add(matcher, at(5, 40, 0)))
        .hasMessageContaining("2026-01-15T18:10:05Z")
        .hasMessageContaining("in order of time");
  }

  @Test
  void aFinishedMatcherIsAsNew() {
    Matcher matcher = new Matcher(TOWN);
    List<Found> first = new ArrayList<>();
    eastward(7).forEach(fix -> first.addAll(add(matcher, fix)));
    first.addAll(matcher.finish());
    List<Found> again = new ArrayList<>();
    eastward(7).forEach(fix -> again.addAll(add(matcher, fix)));
    again.addAll(matcher.finish());
    assertThat(again).isEqualTo(first);
  }

  @Test
  void aRoadEightMetresBesideLeavesItOpenWhichOneItWas() {
    MatchNetwork beside =
        MatchNetwork.of(
            network(
                road(1, Travel.BOTH_WAYS, 0, 0, 400, 0),
                road(2, Travel.BOTH_WAYS, 0, 8, 400, 8),
                road(3, Travel.BOTH_WAYS, 0, 0, 0, 8),
                road(4, Travel.BOTH_WAYS, 400, 0, 400, 8)));
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 15; i++) {
      fixes.add(at(5 * i, 10 + 25 * i, 3));
    }
    List<Found> found = match(beside, fixes);
    assertThat(names(found)).containsExactly("+1");
    Pass pass = (Pass) found.getFirst();
    assertThat(pass.certain()).isFalse();
    assertThat(pass.roadCertain()).isFalse();
    assertThat(pass.evidence().rival()).isNotNull();
    assertThat(pass.evidence().rival().road().id()).isEqualTo(2);
    assertThat(pass.evidence().rivalDistanceM()).isCloseTo(5, within(0.1));
  }

  @Test
  void severalFixesInAStubTellOfItWhereASingleOneCannot() {
    assertThat(stub(1)).hasSize(2).noneMatch(Pass::certain);
    assertThat(stub(4)).hasSize(2).allMatch(Pass::certain);
  }

  /** Eastward along a street, with so many fixes at the tip of a stub of 12 m. */
  private static List<Pass> stub(int inIt) {
    MatchNetwork network =
        MatchNetwork.of(
            network(
                road(1, Travel.BOTH_WAYS, 0, 0, 200, 0),
                road(2, Travel.BOTH_WAYS, 200, 0, 400, 0),
                road(3, Travel.BOTH_WAYS, 200, 0, 200, 12)));
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i <= 9; i++) {
      fixes.add(at(5 * i, 8 + 20 * i, 0));
    }
    for (int i = 0; i < inIt; i++) {
      fixes.add(at(50 + 5 * i, 200 + i % 2, 13 - i % 3));
    }
    for (int i = 0; i < 9; i++) {
      fixes.add(at(70 + 5 * i, 222 + 20 * i, 0));
    }
    return match(network, fixes).stream()
        .map(Pass.class::cast)
        .filter(pass -> pass.segment().road().id() == 3)
        .toList();
  }

  /**
   * <pre>
   *               5
   *               +----3----400      the link 2 between both crossings is 5 m long
   *   0-----1-----+
   *               4
   * </pre>
   */
  @Test
  void aShortLinkIsSureThoughItIsOpenBetweenWhichFixesItWasPassed() {
    MatchNetwork staggered =
        MatchNetwork.of(
            network(
                road(1, Travel.BOTH_WAYS, 0, 0, 200, 0),
                road(2, Travel.BOTH_WAYS, 200, 0, 200, 5),
                road(3, Travel.BOTH_WAYS, 200, 5, 400, 5),
                road(4, Travel.BOTH_WAYS, 200, 0, 200, -200),
                road(5, Travel.BOTH_WAYS, 200, 5, 200, 200)));
    for (int ahead = -5; ahead <= 5; ahead += 5) {
      List<Fix> fixes = new ArrayList<>();
      for (int i = 0; i <= 19; i++) {
        fixes.add(at(5 * i, 18 + 20 * i + ahead, i < 10 ? 0 : 5));
      }
      List<Found> found = match(staggered, fixes);
      assertThat(names(found)).containsExactly("+1", "+2", "+3");
      assertThat(((Pass) found.get(1)).confidence()).as("%d m ahead", ahead).isGreaterThan(0.99);
    }
  }
}
