package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.gps.PlowState.Working;

class PlowInferenceTest {
  private static List<PlowInference.Stated> state(List<Position> positions) {
    PlowInference inference = new PlowInference();
    List<PlowInference.Stated> stated = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      stated.addAll(inference.add(positions.get(i)));
      assertThat(i + 1 - stated.size()).isLessThanOrEqualTo(10);
    }
    stated.addAll(inference.finish());
    assertThat(stated.stream().map(PlowInference.Stated::position)).isEqualTo(positions);
    return stated;
  }

  private static List<Position> drive(int fixes, double everySeconds, double kmh, boolean told) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < fixes; i++) {
      double mps = kmh / 3.6;
      positions.add(
          CleaningTest.at(i * everySeconds, i * everySeconds * mps, 0, told ? mps : null, null));
    }
    return positions;
  }

  @Test
  void theSpeedTellsAndIsSaidToBeInferred() {
    for (boolean told : new boolean[] {true, false}) {
      for (double every : new double[] {1, 5, 10}) {
        assertThat(state(drive(40, every, 18, told)))
            .allSatisfy(s -> {
              assertThat(s.state().working()).isEqualTo(Working.YES);
              assertThat(s.state().inferred()).isTrue();
              assertThat(s.state().by()).isEqualTo("speed");
            });
        assertThat(state(drive(40, every, 50, told)).subList(1, 40))
            .allMatch(s -> s.state().working() == Working.NO && s.state().inferred());
        for (double unclear : new double[] {0, 1, 38}) {
          assertThat(state(drive(40, every, unclear, told)).subList(1, 40))
              .allMatch(s -> s.state().working() == Working.UNKNOWN && !s.state().inferred());
        }
      }
    }
  }

  @Test
  void anAttributeOutweighsTheSpeed() {
    List<Position> drive = new ArrayList<>();
    for (Position p : drive(20, 1, 18, true)) {
      TreeMap<String, Object> extra = new TreeMap<>();
      extra.put("blade", "up");
      drive.add(new Position(p.time(), p.lon(), p.lat(), null, null, p.speedMps(), null, extra));
    }
    assertThat(state(drive))
        .allMatch(s -> s.state().working() == Working.NO && "blade".equals(s.state().by()));
  }

  @Test
  void aPlowThatStopsForAMomentStillWorksAndOnePositionTellsNothing() {
    List<Position> drive = drive(30, 5, 18, true);
    Position stop = drive.get(15);
    drive.set(
        15, new Position(stop.time(), stop.lon(), stop.lat(), null, null, 0.0, null, stop.extra()));
    assertThat(state(drive)).allMatch(s -> s.state().working() == Working.YES);
    assertThat(state(drive(1, 1, 18, true))).allMatch(s -> s.state().working() == Working.UNKNOWN);
  }

  @Test
  void whereItWentFastItDidNotWork() {
    List<Position> drive = drive(30, 5, 18, true);
    Position fast = drive.get(15);
    drive.set(
        15,
        new Position(fast.time(), fast.lon(), fast.lat(), null, null, 14.0, null, fast.extra()));
    List<PlowInference.Stated> stated = state(drive);
    assertThat(stated.get(15).state().working()).isEqualTo(Working.NO);
    assertThat(stated.get(14).state().working()).isEqualTo(Working.UNKNOWN);
    assertThat(stated.get(0).state().working()).isEqualTo(Working.YES);
  }

  @Test
  void whatIsDecidedEarlyStays() {
    Random random = new Random(5);
    List<Position> positions = new ArrayList<>();
    double seconds = 0;
    for (int i = 0; i < 200; i++) {
      seconds += random.nextInt(1, 40);
      positions.add(
          CleaningTest.at(
              seconds,
              random.nextInt(1_000),
              0,
              random.nextBoolean() ? random.nextDouble(0, 16) : null,
              null));
    }
    List<PlowInference.Stated> whole = state(positions);
    for (int end = 1; end < positions.size(); end += 3) {
      PlowInference inference = new PlowInference();
      List<PlowInference.Stated> early = new ArrayList<>();
      positions.subList(0, end).forEach(p -> early.addAll(inference.add(p)));
      assertThat(early).isEqualTo(whole.subList(0, early.size()));
    }
  }
}
