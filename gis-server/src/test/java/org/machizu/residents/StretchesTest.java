package org.machizu.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.residents.Stretches.Line;
import org.machizu.residents.Stretches.Place;
import org.machizu.residents.Stretches.Stretch;

class StretchesTest {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final double DOOR = 0.0002;

  private static Line line(long road, double west, double east, double lat) {
    return new Line(
        road,
        0,
        GEOMETRY.createLineString(
            new Coordinate[] {new Coordinate(west, lat), new Coordinate(east, lat)}));
  }

  private static List<Place> row(long first, int count, double west, double lat) {
    List<Place> row = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      row.add(new Place(first + i, west + (i + 1) * DOOR, lat + 0.0001));
    }
    return row;
  }

  @Test
  void aRoadIsCutIntoGroupsOfAtLeastFive() {
    List<Stretch> found =
        Stretches.of(List.of(line(1, 141.8, 141.81, 42.7)), row(1, 13, 141.8, 42.7));

    assertThat(found).extracting(s -> s.households().size()).containsExactly(5, 8);
    assertThat(found.get(0).lines().getFirst().line().getEndPoint().getX())
        .isEqualTo(found.get(1).lines().getFirst().line().getStartPoint().getX())
        .isCloseTo(141.8 + 5.5 * DOOR, offset(1e-9));
  }

  @Test
  void fewHouseholdsAreTakenTogetherOverACornerOrLeftOut() {
    List<Line> roads =
        List.of(
            line(1, 141.800, 141.801, 42.7),
            line(2, 141.801, 141.802, 42.7),
            line(3, 141.9, 141.91, 42.7));
    List<Place> households = new ArrayList<>(row(1, 3, 141.800, 42.7));
    households.addAll(row(10, 3, 141.801, 42.7));
    households.addAll(row(20, 4, 141.9, 42.7));

    List<Stretch> found = Stretches.of(roads, households);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().lines()).extracting(Line::road).containsExactly(1L, 2L);
    assertThat(found.getFirst().households()).hasSize(6);
  }

  @Test
  void theOrderInWhichTheyComeMakesNoDifferenceAndNoneIsInTwo() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<Line> roads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        double west = 141.8 + random.nextInt(10) * 0.002;
        roads.add(line(i, west, west + 0.002, 42.7 + random.nextInt(4) * 0.002));
      }
      List<Place> households = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        households.add(
            new Place(i, 141.8 + random.nextDouble() * 0.022, 42.7 + random.nextDouble() * 0.007));
      }
      List<Stretch> found = Stretches.of(roads, households);

      Set<Long> seen = new HashSet<>();
      for (Stretch stretch : found) {
        assertThat(stretch.households()).hasSizeGreaterThanOrEqualTo(Stretches.LEAST);
        stretch.households().forEach(id -> assertThat(seen.add(id)).isTrue());
      }
      Collections.shuffle(roads, random);
      Collections.shuffle(households, random);
      assertThat(Stretches.of(roads, households).toString()).isEqualTo(found.toString());
    }
  }
}
