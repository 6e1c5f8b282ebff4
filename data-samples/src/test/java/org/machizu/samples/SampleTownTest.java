package org.machizu.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.NetworkPosition;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.files.LayerMakers;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.Manager;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;

/** What the town promises to those who build upon it. */
class SampleTownTest {
  private static District town;

  @BeforeAll
  static void found() {
    town = District.of(SampleFiles.SEED, 0);
  }

  private static Table rows(String layer) {
    return LayerMakers.get(layer).rows(town);
  }

  private static RoadNetwork network(District... districts) {
    CrsConversion toLonLat = CrsConversion.between(Tile.ZONE, Crs.JGD2011);
    List<Road> roads = new ArrayList<>();
    for (District district : districts) {
      for (Table.Row row : LayerMakers.get("roads").rows(district).rows()) {
        LineString line = (LineString) toLonLat.apply(row.plane());
        roads.add(new Road(roads.size() + 1, line, travel(row), row.attributes()));
      }
    }
    return RoadNetwork.of(12, 0.05, roads);
  }

  private static Road.Travel travel(Table.Row row) {
    return switch (String.valueOf(row.get("一方通行"))) {
      case "順" -> Road.Travel.FORWARD;
      case "逆" -> Road.Travel.BACKWARD;
      case "なし" -> Road.Travel.BOTH_WAYS;
      default -> throw new IllegalArgumentException("一方通行 " + row.get("一方通行"));
    };
  }

  @Test
  void allRoadsAreOneNetworkWithThreeHundredKilometresOfTownRoads() {
    RoadNetwork network = network(town);
    assertThat(network.componentCount()).isOne();
    double townKm =
        network.segments().stream()
                .filter(segment -> "町".equals(segment.road().attributes().get("管理者")))
                .filter(segment -> segment.forward() || network.reverseOf(segment).isEmpty())
                .mapToDouble(Segment::lengthM)
                .sum()
            / 1000;
    assertThat(townKm).isBetween(290.0, 310.0);
    assertThat(rows("roads").rows()).extracting(row -> row.get("管理者")).contains("国", "道", "町", "私");
    assertThat(network.segments().stream().filter(s -> network.reverseOf(s).isEmpty()).count())
        .as("one-way segments")
        .isBetween(5L, 100L);
  }

  @Test
  void everyRoadCanBeDrivenToAndFromInSpiteOfOneWays() {
    RoadNetwork network = network(town);
    var middle = network.nearest(141.82, 42.763, 500, 1).getFirst().position();
    var reach = network.reach(middle, 40_000, _ -> true);
    for (int node = 0; node < network.nodeCount(); node += 7) {
      for (Segment segment : network.outgoing(node)) {
        var there = new NetworkPosition(segment, 0);
        assertThat(reach.pathTo(there)).as("to " + segment).isPresent();
      }
    }
  }

  @Test
  void segmentsRunFromJunctionToJunction() {
    STRtree index = new STRtree();
    town.streets().forEach(s -> index.insert(s.line().getEnvelopeInternal(), s));
    for (Street street : town.streets()) {
      for (Object found : index.query(street.line().getEnvelopeInternal())) {
        Street other = (Street) found;
        if (other.index() > street.index()) {
          Geometry meet = street.line().intersection(other.line());
          if (meet.isEmpty()) {
            continue;
          }
          assertThat(street.line().getBoundary().buffer(0.02).contains(meet))
              .as("%s and %s meet at %s", street.number(), other.number(), meet)
              .isTrue();
        }
      }
    }
  }

  @Test
  void noTwoParcelsOverlap() {
    CrsConversion toLonLat = CrsConversion.between(Tile.ZONE, Crs.JGD2011);
    STRtree index = new STRtree();
    town.parcels().forEach(p -> index.insert(p.shape().getEnvelopeInternal(), p));
    for (Parcel parcel : town.parcels()) {
      assertThat(toLonLat.apply(town.tile().onPlane(parcel.shape())).isValid())
          .as(parcel.number())
          .isTrue();
      for (Object found : index.query(parcel.shape().getEnvelopeInternal())) {
        Parcel other = (Parcel) found;
        if (other.index() > parcel.index() && other.shape().intersects(parcel.shape())) {
          assertThat(Shapes.intersection(other.shape(), parcel.shape()).getArea())
              .as("%s and %s", parcel.number(), other.number())
              .isLessThan(0.01); // a tenth of a millimetre along a hundred metres
        }
      }
    }
  }

  @Test
  void parcelsLeaveTheRoadsAndTheRiversFree() {
    STRtree index = new STRtree();
    town.parcels().forEach(p -> index.insert(p.shape().getEnvelopeInternal(), p));
    for (Street street : town.streets()) {
      for (Object found : index.query(street.line().getEnvelopeInternal())) {
        assertThat(((Parcel) found).shape().intersection(street.line()).getLength())
            .as(street.number())
            .isLessThan(0.05);
      }
    }
    assertThat(
            town.parcels().stream()
                .filter(p -> p.shape().intersection(town.land().river()).getLength() > 1))
        .isEmpty();
  }

  @Test
  void nearlyAllParcelsOnTheMapTouchARoadOfTwoMetres() {
    STRtree index = new STRtree();
    for (Street street : town.streets()) {
      if (street.widthM() >= 2) {
        index.insert(street.strip().getEnvelopeInternal(), street);
      }
    }
    List<Parcel> placed = town.parcels().stream().filter(Parcel::placed).toList();
    long touching = placed.stream().filter(parcel -> touches(parcel.shape(), index)).count();
    assertThat(touching / (double) placed.size()).isGreaterThan(0.95);
  }

  /** The road has its width: a parcel touches it when its border lies on the road's edge. */
  private static boolean touches(Polygon shape, STRtree streets) {
    for (Object found : streets.query(shape.getEnvelopeInternal())) {
      Street street = (Street) found;
      if (street.line().isWithinDistance(shape, street.widthM() / 2 + 0.3)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void thereAreAboutTwelveThousandParcelsAndSomeHaveNoPlace() {
    Table parcels = rows("parcels");
    assertThat(parcels.size()).isBetween(11_900, 12_100);
    List<Table.Row> nowhere = parcels.rows().stream().filter(row -> row.plane() == null).toList();
    assertThat(nowhere).hasSizeBetween(150, 900);
    assertThat(nowhere).allSatisfy(row -> assertThat(row.get("座標系")).isEqualTo("任意座標系"));
    assertThat(parcels.rows().stream().filter(row -> row.plane() != null))
        .allSatisfy(row -> assertThat(row.get("座標系")).isEqualTo("公共座標12系"));
  }

  @Test
  void everyLotNumberStandsOnceInItsQuarterAndStatesItsArea() {
    Set<String> seen = new HashSet<>();
    for (Parcel parcel : town.parcels()) {
      assertThat(seen.add(parcel.address())).as(parcel.address()).isTrue();
      assertThat(parcel.shape().getArea() / parcel.registeredM2()).isBetween(0.98, 1.02);
    }
    assertThat(seen).anyMatch(address -> address.matches("本町一丁目\\d+-\\d+"));
    assertThat(seen).anyMatch(address -> address.matches("字鈴沢[０-９]+－[０-９]+"));
  }

  @Test
  void everyHouseholdLivesInABuildingOnAParcelOnASegment() {
    Map<Object, Table.Row> buildings = byKey(rows("buildings"), "建物番号");
    Map<Object, Table.Row> parcels = byKey(rows("parcels"), "筆番号");
    Map<Object, Table.Row> segments = byKey(rows("roads"), "区間番号");
    Table households = rows("households");
    assertThat(households.size()).isBetween(3_200, 3_800);
    for (Table.Row household : households.rows()) {
      Table.Row building = buildings.get(household.get("建物番号"));
      Table.Row parcel = parcels.get(household.get("筆番号"));
      Table.Row segment = segments.get(household.get("区間番号"));
      assertThat(building.plane().contains(household.plane())).isTrue();
      assertThat(parcel.plane().contains(building.plane())).isTrue();
      assertThat(building.get("筆番号")).isEqualTo(parcel.get("筆番号"));
      assertThat(segment.plane().distance(parcel.plane()))
          .isLessThan((Double) segment.get("幅員_m") / 2 + 0.5);
    }
  }

  private static Map<Object, Table.Row> byKey(Table table, String key) {
    return table.rows().stream()
        .collect(Collectors.toMap(row -> row.get(key), Function.identity()));
  }

  @Test
  void aboutEightThousandPeopleOfWhomExactlyOneIsProtected() {
    Table residents = rows("residents");
    assertThat(residents.size()).isBetween(7_500, 8_500);
    assertThat(residents.rows().stream().filter(row -> row.get("支援措置") != null)).hasSize(1);
    assertThat(rows("households").rows().stream().filter(row -> row.get("支援措置") != null))
        .hasSize(1);
    assertThat(residents.rows())
        .allSatisfy(row -> assertThat((String) row.get("氏名")).startsWith("見本"));
    Map<Object, Long> members =
        residents.rows().stream()
            .collect(Collectors.groupingBy(row -> row.get("世帯番号"), Collectors.counting()));
    for (Table.Row household : rows("households").rows()) {
      assertThat(members.get(household.get("世帯番号"))).isEqualTo(household.get("人数"));
    }
    assertThat(LayerMakers.get("residents").rows(District.of(SampleFiles.SEED, 1)).rows())
        .noneMatch(row -> row.get("支援措置") != null);
  }

  @Test
  void buildingsDoNotStandInEachOther() {
    STRtree index = new STRtree();
    town.buildings().forEach(b -> index.insert(b.shape().getEnvelopeInternal(), b));
    long overlaps = 0;
    for (var building : town.buildings()) {
      for (Object found : index.query(building.shape().getEnvelopeInternal())) {
        var other = (Building) found;
        if (other.index() > building.index()
            && other.shape().intersection(building.shape()).getArea() > 0.01) {
          overlaps++;
        }
      }
    }
    assertThat(overlaps).isZero();
  }

  @Test
  void twelveGaugesWithTheLevelsOfTheirKind() {
    List<Table.Row> gauges = rows("gauges").rows();
    assertThat(gauges).hasSize(12);
    for (Table.Row gauge : gauges) {
      boolean legal = gauge.get("種別").equals("水位計");
      boolean crisis = gauge.get("種別").equals("危機管理型水位計");
      if (legal) {
        assertThat(levels(gauge, "水防団待機水位_m", "氾濫注意水位_m", "避難判断水位_m", "氾濫危険水位_m"))
            .doesNotContainNull()
            .isSorted();
      }
      assertThat(gauge.get("氾濫開始水位_m") != null).isEqualTo(crisis);
      assertThat(gauge.get("零点高_m")).isNotNull();
    }
    assertThat(gauges).filteredOn(gauge -> "あり".equals(gauge.get("カメラ"))).hasSizeGreaterThan(5);
  }

  private static List<Double> levels(Table.Row gauge, String... names) {
    List<Double> levels = new ArrayList<>();
    for (String name : names) {
      levels.add((Double) gauge.get(name));
    }
    return levels;
  }

  @Test
  void theLargestFloodCoversThePlannedOne() {
    Geometry largest = union(rows("flood_maximum"));
    Geometry planned = union(rows("flood_planned"));
    assertThat(largest.getArea()).isGreaterThan(1.5 * planned.getArea());
    assertThat(planned.difference(largest.buffer(40)).getArea())
        .isLessThan(0.01 * planned.getArea());
    assertThat(rows("flood_maximum").rows())
        .extracting(row -> row.get("浸水深ランク"))
        .contains(1L, 2L, 3L);
  }

  private static Geometry union(Table table) {
    return Shapes.union(table.rows().stream().map(row -> row.plane()).toList());
  }

  @Test
  void sheltersKnowTheHazardsOfTheirGround() {
    Geometry flooded = union(rows("flood_maximum"));
    Geometry sliding = union(rows("landslide"));
    List<Table.Row> shelters = rows("shelters").rows();
    assertThat(shelters).hasSizeGreaterThan(20);
    for (Table.Row shelter : shelters) {
      if (flooded.buffer(-45).contains(shelter.plane())) {
        assertThat(shelter.get("災害種別_洪水")).as(shelter.toString()).isNotEqualTo("○");
      }
      if (!flooded.buffer(45).contains(shelter.plane())) {
        assertThat(shelter.get("災害種別_洪水")).as(shelter.toString()).isEqualTo("○");
      }
      if (sliding.contains(shelter.plane())) {
        assertThat(shelter.get("災害種別_崖崩れ、土石流及び地滑り")).isEqualTo("×");
      }
    }
    assertThat(shelters).extracting(row -> row.get("災害種別_洪水")).contains("○", "△", "×");
  }

  @Test
  void sheltersTellWhatTheyHaveAndWhatNobodyHasLookedAt() {
    List<Table.Row> shelters = rows("shelters").rows();
    for (String column : List.of("スロープ等", "エレベーター")) {
      assertThat(shelters).as(column).extracting(row -> row.get(column)).contains("○", "×", null);
    }
    assertThat(shelters).extracting(row -> row.get("車椅子使用者対応トイレ")).containsOnly("○", "×");
    assertThat(shelters).extracting(row -> row.get("ペット")).contains("屋内", "屋外", "不可", null);
    assertThat(shelters)
        .filteredOn(row -> row.get("設備").toString().contains("非常用電源"))
        .hasSizeBetween(4, 10);
  }

  @Test
  void zonesDoNotOverlap() {
    List<Table.Row> zones = rows("zoning").rows();
    for (int i = 0; i < zones.size(); i++) {
      for (int j = i + 1; j < zones.size(); j++) {
        assertThat(zones.get(i).plane().intersection(zones.get(j).plane()).getArea())
            .isLessThan(0.1);
      }
    }
    assertThat(zones).extracting(zone -> zone.get("用途地域")).contains("商業地域", "工業地域");
  }

  @Test
  void townsSideBySideAreJoinedByTheirHighwaysAndShareNoNumber() {
    District neighbour = District.of(SampleFiles.SEED, 1);
    assertThat(network(town, neighbour).componentCount()).isOne();
    Set<Object> numbers = new HashSet<>(byKey(rows("parcels"), "筆番号").keySet());
    assertThat(numbers)
        .doesNotContainAnyElementsOf(
            byKey(LayerMakers.get("parcels").rows(neighbour), "筆番号").keySet());
  }

  @Test
  void otherSeedsGiveOtherTownsThatKeepThePromisesToo() {
    District other = District.of(7, 0);
    assertThat(other.parcels().getFirst().shape()).isNotEqualTo(town.parcels().getFirst().shape());
    assertThat(network(other).componentCount()).isOne();
    double townKm =
        other.streets().stream()
                .filter(street -> street.route().manager() == Manager.TOWN)
                .mapToDouble(Street::lengthM)
                .sum()
            / 1000;
    assertThat(townKm).isBetween(290.0, 310.0);
    List<Parcel> placed = other.parcels().stream().filter(Parcel::placed).toList();
    assertThat(placed.stream().filter(p -> p.front() != null).count() / (double) placed.size())
        .isGreaterThan(0.95);
  }
}
