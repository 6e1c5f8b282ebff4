package org.machizu.samples.drives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Position;

class DrivesTest {
  private static final long SEED = 4;

  private static DriveCase named(String name, Tracker tracker) {
    return DriveCase.little(tracker, SEED).stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Claim> truth(Drive drive) {
    return drive.traversals().stream()
        .map(t -> new Claim(t.segment(), t.fromM(), t.toM(), t.entered(), t.left(), true))
        .toList();
  }

  @Test
  void legsFollowEachOtherInTimeAndAtThePaceOfAPlow() {
    for (DriveCase one : DriveCase.little(Tracker.every(5), SEED)) {
      Drive drive = one.drive(SEED);
      Traversal before = null;
      for (Traversal now : drive.traversals()) {
        assertThat(before == null ? now.entered() : before.left()).isEqualTo(now.entered());
        double seconds = Duration.between(now.entered(), now.left()).toMillis() / 1e3;
        double mps = (now.toM() - now.fromM()) / seconds;
        assertThat(mps).as(one.name()).isLessThan(now.working() ? 25.1 / 3.6 : 40.1 / 3.6);
        before = now;
      }
      assertThat(drive.begin()).isBeforeOrEqualTo(drive.traversals().getFirst().entered());
    }
  }

  @Test
  void theVehicleIsOnTheRoadThatTheTruthTells() {
    Drive drive = named("roundabout", Tracker.every(5)).drive(SEED);
    CrsConversion toLonLat = CrsConversion.between(drive.network().plane(), Crs.JGD2011);
    for (Traversal t : drive.traversals()) {
      Drive.Moment m =
          drive.at(t.entered().plus(Duration.between(t.entered(), t.left()).dividedBy(2)));
      Coordinate place = toLonLat.apply(m.x(), m.y());
      assertThat(drive.network().nearest(place.x, place.y, 2, 10))
          .as("keeps to the left of " + t)
          .anyMatch(hit -> hit.position().segment().equals(t.segment()));
    }
  }

  @Test
  void fixesAreOffAsTold() {
    DriveCase grid = named("grid town", Tracker.every(1));
    Drive drive = grid.drive(SEED);
    CrsConversion toPlane = CrsConversion.between(Crs.JGD2011, drive.network().plane());
    List<Position> fixes = grid.fixes(drive, SEED);
    List<Double> off = new ArrayList<>();
    for (Position fix : fixes) {
      Coordinate at = toPlane.apply(fix.lon(), fix.lat());
      off.add(at.x - drive.at(fix.time()).x());
    }
    double square = off.stream().mapToDouble(d -> d * d).average().orElseThrow();
    assertThat(Math.sqrt(square)).isCloseTo(Math.hypot(5, 3), within(0.6));
    double together = 0;
    for (int i = 0; i + 10 < off.size(); i++) {
      together += off.get(i) * off.get(i + 10);
    }
    assertThat(together / off.size())
        .as("what two fixes ten seconds apart share")
        .isCloseTo(9 * Math.exp(-1.0 / 6), within(3.5));
    assertThat(fixes).hasSize((int) Duration.between(drive.begin(), drive.end()).toSeconds() + 1);
  }

  @Test
  void theSameSeedGivesTheSameDriveAndAnotherAnother() {
    DriveCase one = named("standing", Tracker.every(5));
    List<Position> fixes = one.fixes(one.drive(SEED), SEED);
    DriveCase again = named("standing", Tracker.every(5));
    assertThat(again.fixes(again.drive(SEED), SEED)).isEqualTo(fixes);
    assertThat(one.fixes(one.drive(SEED), SEED + 1)).isNotEqualTo(fixes);
  }

  @Test
  void dropoutsOutliersStandingAndYardAreThere() {
    DriveCase silent = named("dropouts", Tracker.every(5));
    List<Position> fixes = silent.fixes(silent.drive(SEED), SEED);
    long gaps = 0;
    for (int i = 1; i < fixes.size(); i++) {
      Duration gap = Duration.between(fixes.get(i - 1).time(), fixes.get(i).time());
      gaps += gap.toSeconds() >= 25 ? 1 : 0;
    }
    assertThat(gaps).isEqualTo(3);
    DriveCase outlier = named("far outlier", Tracker.every(5));
    RoadNetwork grid = outlier.network();
    assertThat(outlier.fixes(outlier.drive(SEED), SEED))
        .filteredOn(fix -> grid.nearest(fix.lon(), fix.lat(), 500, 1).isEmpty())
        .hasSize(1);
    DriveCase standing = named("standing", Tracker.every(5));
    assertThat(standing.drive(SEED).traversals())
        .filteredOn(t -> Duration.between(t.entered(), t.left()).toSeconds() > 200)
        .hasSize(2);
    DriveCase yard = named("depot yard", Tracker.every(5));
    Drive drive = yard.drive(SEED);
    assertThat(drive.begin()).isBefore(drive.traversals().getFirst().entered().minusSeconds(60));
    assertThat(drive.end()).isAfter(drive.traversals().getLast().left().plusSeconds(60));
  }

  @Test
  void toursWithAGapAreRefused() {
    RoadNetwork network = LittleNetworks.deadEnds();
    Leg one = Leg.along(Tours.segment(network, 1, true), true);
    Leg three = Leg.along(Tours.segment(network, 3, true), true);
    assertThatThrownBy(() -> Tour.of(List.of(one, three))).hasMessageContaining("leg 1");
    assertThatThrownBy(() -> Tours.through(network, true, true, 1, 4))
        .hasMessageContaining("road 4");
    assertThatThrownBy(() -> new Leg(one.segment(), 50, 20, true, 0)).hasMessageContaining("50");
  }

  @Test
  void theTruthItselfScoresFullAndWhatIsWrongIsCounted() {
    DriveCase one = named("main road, other 20 m away", Tracker.every(5));
    Drive drive = one.drive(SEED);
    List<Position> fixes = one.fixes(drive, SEED);
    Score full = Score.of(drive, fixes, truth(drive));
    assertThat(full).isEqualTo(new Score(4, 4, 4, 4, 8, 8, 0));
    List<Claim> claims = new ArrayList<>(truth(drive));
    Claim first = claims.removeFirst();
    Claim last = claims.removeLast();
    Segment service = Tours.segment(drive.network(), 6, true);
    claims.add(new Claim(service, 0, 400, first.entered(), first.left(), true));
    claims.add(new Claim(service, 0, 400, first.entered(), first.left(), false));
    Claim second = claims.getFirst();
    Segment back = drive.network().reverseOf(second.segment()).orElseThrow();
    claims.set(0, new Claim(back, 0, back.lengthM(), second.entered(), second.left(), true));
    claims.add(new Claim(last.segment(), 90, 190, last.entered(), last.left(), true));
    Score score = Score.of(drive, fixes, claims);
    assertThat(score).isEqualTo(new Score(4, 3, 4, 3, 6, 5, 1));
    assertThat(Score.wrong(drive, claims)).hasSize(1).allMatch(text -> text.contains("road 6"));
    assertThat(full.plus(score)).isEqualTo(new Score(8, 7, 8, 7, 14, 13, 1));
  }

  @Test
  void whatNobodySawIsNoMissButWhatIsClaimedOfItCounts() {
    DriveCase one = named("dropouts", Tracker.every(5));
    Drive drive = one.drive(SEED);
    List<Position> fixes = one.fixes(drive, SEED);
    Score all = Score.of(drive, fixes, truth(drive));
    assertThat(all.driven()).isLessThan(all.claimed());
    assertThat(all.recall()).isEqualTo(1);
    assertThat(all.precision()).isEqualTo(1);
  }
}
