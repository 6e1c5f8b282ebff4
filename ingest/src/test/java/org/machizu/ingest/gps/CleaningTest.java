package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningTest {
  private static final Instant NIGHT = Instant.parse("2026-01-15T03:20:00Z");
  private static final double LAT = 42.7651;
  private static final double LON = 141.8158;

  /** A position so many metres east and north of the depot. */
  static Position at(double seconds, double east, double north) {
    return at(seconds, east, north, null, null);
  }

  static Position at(
      double seconds,
      double east,
      double north,
      @Nullable Double speedMps,
      @Nullable Double accuracyM) {
    return new Position(
        NIGHT.plusMillis(Math.round(seconds * 1000)),
        LON + east / (111_194.9 * Math.cos(Math.toRadians(LAT))),
        LAT + north / 111_194.9,
        null,
        accuracyM,
        speedMps,
        null,
        new TreeMap<>());
  }

  static List<Cleaning.Judged> judge(List<Position> positions) {
    Cleaning cleaning = new Cleaning();
    List<Cleaning.Judged> judged = new ArrayList<>();
    positions.forEach(p -> judged.addAll(cleaning.add(p)));
    judged.addAll(cleaning.finish());
    assertThat(judged.stream().map(Cleaning.Judged::position)).isEqualTo(positions);
    return judged;
  }

  private static List<Verdict> verdicts(List<Position> positions) {
    return judge(positions).stream().map(Cleaning.Judged::verdict).toList();
  }

  /** A plow on its way east. */
  private static List<Position> drive(int fixes, double everySeconds, double mps) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < fixes; i++) {
      positions.add(at(i * everySeconds, i * everySeconds * mps, 0));
    }
    return positions;
  }

  private static Position aside(Position p, double north) {
    return new Position(
        p.time(),
        p.lon(),
        p.lat() + north / 111_194.9,
        null,
        p.accuracyM(),
        p.speedMps(),
        null,
        p.extra());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 5, 13.9, 19, 25, 30})
  void aDriveAtAnySpeedIsKept(double mps) {
    for (double every : new double[] {1, 5, 15}) {
      assertThat(verdicts(drive(40, every, mps))).containsOnly(Verdict.KEPT);
    }
  }

  @Test
  void spikesOfOneToThreePositionsAreJumps() {
    for (double every : new double[] {1, 5, 10}) {
      for (int length = 1; length <= 3; length++) {
        List<Position> drive = drive(30, every, 6);
        List<Verdict> expected = new ArrayList<>(Collections.nCopies(30, Verdict.KEPT));
        for (int i = 12; i < 12 + length; i++) {
          drive.set(i, aside(drive.get(i), 300));
          expected.set(i, Verdict.JUMP);
        }
        assertThat(verdicts(drive)).as("every %s s, %d", every, length).isEqualTo(expected);
      }
    }
  }

  @Test
  void aSpikeAtFixesOf15SecondsIsSeenByTheSpeedTold() {
    List<Position> drive = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      drive.add(at(15 * i, 15 * i * 4, i == 9 ? 300 : 0, 4.0, 5.0));
    }
    assertThat(verdicts(drive).get(9)).isEqualTo(Verdict.JUMP);
    assertThat(verdicts(drive)).filteredOn(v -> v != Verdict.KEPT).hasSize(1);
  }

  @Test
  void aSpikeAtTheBeginningOrTheEndIsAJump() {
    List<Position> drive = drive(20, 5, 6);
    drive.set(0, aside(drive.get(0), 500));
    drive.set(19, aside(drive.get(19), 500));
    List<Verdict> verdicts = verdicts(drive);
    assertThat(verdicts.getFirst()).isEqualTo(Verdict.JUMP);
    assertThat(verdicts.getLast()).isEqualTo(Verdict.JUMP);
    assertThat(verdicts.subList(1, 19)).containsOnly(Verdict.KEPT);
  }

  @Test
  void uTurnsAreKept() {
    for (double every : new double[] {1, 5, 15}) {
      List<Position> there = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        there.add(at(i * every, (i < 20 ? i : 40 - i) * every * 12, 0));
      }
      assertThat(verdicts(there)).containsOnly(Verdict.KEPT);
    }
  }

  @Test
  void behindATunnelTheTrackGoesOn() {
    // The receiver repeats its last place for a minute, then is 900 m further on.
    List<Position> track = drive(20, 1, 15);
    Position entry = track.getLast();
    for (int i = 20; i < 80; i++) {
      track.add(
          new Position(
              NIGHT.plusSeconds(i),
              entry.lon(),
              entry.lat(),
              null,
              null,
              15.0,
              null,
              new TreeMap<>()));
    }
    for (int i = 80; i < 100; i++) {
      track.add(at(i, i * 15, 0));
    }
    List<Verdict> verdicts = verdicts(track);
    assertThat(verdicts.subList(0, 20)).containsOnly(Verdict.KEPT);
    assertThat(verdicts.subList(20, 80)).containsOnly(Verdict.STUCK);
    assertThat(verdicts.subList(80, 100)).containsOnly(Verdict.KEPT);
  }

  @Test
  void aDeviceThatWasCarriedElsewhereIsKeptThere() {
    List<Position> track = drive(10, 1, 5);
    for (int i = 10; i < 30; i++) {
      track.add(at(i, i * 5, 3_000));
    }
    assertThat(verdicts(track)).containsOnly(Verdict.KEPT);
  }

  @Test
  void ofTwoDevicesUnderOneNameOneIsKept() {
    List<Position> both = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      both.add(at(2 * i, 2 * i * 6, 0));
      both.add(at(2 * i + 1, 2 * i * 6, 5_000));
    }
    List<Cleaning.Judged> judged = judge(both);
    List<Cleaning.Judged> kept = judged.stream().filter(j -> j.verdict() == Verdict.KEPT).toList();
    assertThat(kept).hasSize(60);
    assertThat(kept).allMatch(j -> j.position().lat() < LAT + 0.01);
    assertThat(judged.stream().map(Cleaning.Judged::verdict))
        .containsOnly(Verdict.KEPT, Verdict.JUMP);
  }

  @Test
  void ofTwoDevicesThatTellTheSameSecondsOneIsKeptToo() {
    List<Position> both = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      both.add(at(i, i * 6, 0));
      both.add(at(i, i * 6, 5_000));
    }
    both.sort(Comparator.comparing(Position::time).thenComparing(ContentHash::of));
    List<Cleaning.Judged> kept =
        judge(both).stream().filter(j -> j.verdict() == Verdict.KEPT).toList();
    assertThat(kept).hasSize(60);
    assertThat(kept.stream().map(j -> j.position().lat()).collect(Collectors.toSet())).hasSize(1);
  }

  @Test
  void whatAPositionSaysByItselfIsEnough() {
    List<Position> track = drive(10, 1, 5);
    track.add(5, at(4.5, 20, 0, null, 1_500.0));
    track.add(
        7, new Position(NIGHT.plusMillis(5_500), 0, 0, null, null, null, null, new TreeMap<>()));
    track.add(9, at(7, 34, 1));
    assertThat(verdicts(track).get(5)).isEqualTo(Verdict.INACCURATE);
    assertThat(verdicts(track).get(7)).isEqualTo(Verdict.NULL_ISLAND);
    assertThat(verdicts(track)).filteredOn(v -> v == Verdict.SAME_TIME).hasSize(1);
    assertThat(verdicts(track)).filteredOn(v -> v == Verdict.KEPT).hasSize(10);
  }

  @Test
  void aLongStandIsMarkedAndKept() {
    Random random = new Random(11);
    List<Position> track = drive(20, 5, 6);
    for (int i = 20; i < 400; i++) {
      track.add(at(i * 5, 600 + random.nextGaussian() * 4, random.nextGaussian() * 4));
    }
    List<Cleaning.Judged> judged = judge(track);
    assertThat(judged).allMatch(j -> j.verdict() == Verdict.KEPT);
    assertThat(judged.subList(0, 20)).noneMatch(Cleaning.Judged::standing);
    assertThat(judged.subList(30, 400)).allMatch(Cleaning.Judged::standing);
  }

  @Test
  void oneOrTwoPositionsAloneAreKept() {
    assertThat(verdicts(drive(1, 1, 5))).containsExactly(Verdict.KEPT);
    assertThat(verdicts(List.of(at(0, 0, 0), at(400, 9_000, 0))))
        .containsExactly(Verdict.KEPT, Verdict.KEPT);
    assertThat(new Cleaning().finish()).isEmpty();
  }

  @Test
  void aStretchBetweenTwoLongGapsHasTheSameVerdictsAlone() {
    for (long seed = 0; seed < 50; seed++) {
      List<Position> first = wild(seed, 0);
      List<Position> second = wild(seed + 1_000, first.size() * 10.0 + 301);
      List<Position> both = new ArrayList<>(first);
      both.addAll(second);
      List<Cleaning.Judged> apart = new ArrayList<>(judge(first));
      apart.addAll(judge(second));
      assertThat(judge(both)).isEqualTo(apart);
    }
  }

  @Test
  void theVerdictsAreOfTheSequenceAndNotOfHowItCame() {
    for (long seed = 0; seed < 50; seed++) {
      List<Position> sorted = wild(seed, 0);
      List<Cleaning.Judged> before = judge(sorted);
      List<Position> arrived = new ArrayList<>(sorted);
      Collections.shuffle(arrived, new Random(seed));
      arrived.sort(Comparator.comparing(Position::time).thenComparing(ContentHash::of));
      assertThat(judge(arrived)).isEqualTo(before);
    }
  }

  /** What became final early is what the whole sequence says: no verdict is ever taken back. */
  @Test
  void verdictsFromBeforeTheEndAreFinal() {
    for (long seed = 0; seed < 20; seed++) {
      List<Position> positions = wild(seed, 0);
      List<Cleaning.Judged> whole = judge(positions);
      for (int end = 1; end < positions.size(); end += 7) {
        Cleaning cleaning = new Cleaning();
        List<Cleaning.Judged> early = new ArrayList<>();
        positions.subList(0, end).forEach(p -> early.addAll(cleaning.add(p)));
        assertThat(early).isEqualTo(whole.subList(0, early.size()));
        assertThat(end - early.size()).isLessThanOrEqualTo(64);
      }
    }
  }

  /** A drive with everything that can go wrong, sorted as the judge wants it. */
  private static List<Position> wild(long seed, double from) {
    Random random = new Random(seed);
    List<Position> positions = new ArrayList<>();
    double east = 0;
    for (int i = 0; i < 200; i++) {
      double seconds = from + i * 10 + random.nextInt(9);
      east += random.nextDouble(0, 150);
      Double accuracy = random.nextInt(3) == 0 ? null : random.nextDouble(1, 130);
      Double speed = random.nextInt(3) == 0 ? null : random.nextDouble(0, 15);
      Position position =
          switch (random.nextInt(12)) {
            case 0 -> at(seconds, east, 300 + random.nextInt(5_000), speed, accuracy);
            case 1 ->
                new Position(
                    NIGHT.plusSeconds(Math.round(seconds)),
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    new TreeMap<>());
            case 2 -> at(from + i * 10, east, 0, speed, accuracy);
            default -> at(seconds, east, random.nextGaussian() * 5, speed, accuracy);
          };
      positions.add(position);
    }
    positions.sort(Comparator.comparing(Position::time).thenComparing(ContentHash::of));
    return positions;
  }

  @Test
  void whatIsNotSortedIsRefused() {
    Cleaning cleaning = new Cleaning();
    cleaning.add(at(10, 0, 0));
    assertThatThrownBy(() -> cleaning.add(at(9, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sorted by time");
  }

  @Test
  void nothingCanMakeItHoldEverything() {
    Cleaning cleaning = new Cleaning();
    cleaning.add(at(0, 0, 0));
    int given = 0;
    for (int i = 0; i < 10_000; i++) {
      given += cleaning.add(at(1, 5_000 + i, 0)).size();
      assertThat(i - given).isLessThanOrEqualTo(64);
    }
  }
}
