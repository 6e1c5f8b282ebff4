package org.machizu.samples.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.SampleFiles;

/** The night of the demo: what eight plows record, and when they send it. */
class PlowNightTest {
  private static final Instant BEGAN = Instant.parse("2026-01-31T18:00:00Z");
  private static List<Recording> night;

  @BeforeAll
  static void drive() {
    night = PlowNight.record(TownRoads.of(SampleFiles.SEED), BEGAN, SampleFiles.SEED);
  }

  private static Recording of(String device) {
    return night.stream().filter(r -> r.plow().device().equals(device)).findFirst().orElseThrow();
  }

  private static Duration lasts(Recording recording) {
    return Duration.between(BEGAN, recording.fixes().getLast().time());
  }

  @Test
  void eightPlowsWorkForHoursEachInItsProgramsForm() {
    assertThat(night).hasSize(8);
    assertThat(night).extracting(r -> r.plow().program()).contains(Plow.Program.values());
    for (Recording recording : night) {
      System.out.printf(
          "%s: %d fixes until %s%n",
          recording.plow().device(), recording.fixes().size(), lasts(recording));
      assertThat(recording.fixes()).as(recording.plow().device()).hasSizeGreaterThan(500);
    }
    assertThat(of("plow-1").fixes().getFirst().extra()).containsKey("blade");
  }

  @Test
  void oneBreaksDownAndOneHandsInAFile() {
    assertThat(lasts(of("plow-5"))).isLessThan(Duration.ofMinutes(96));
    Recording file = of("plow-7");
    assertThat(file.sent()).containsOnly(file.sent().getFirst());
    assertThat(file.sent().getFirst()).isAfterOrEqualTo(file.fixes().getLast().time());
  }

  @Test
  void whatIsRecordedWithoutNetworkIsSentAfterwards() {
    Recording silent = of("plow-3");
    Instant start = BEGAN.plus(silent.plow().starts());
    Instant back = start.plus(Duration.ofMinutes(85));
    for (int i = 0; i < silent.fixes().size(); i++) {
      Instant time = silent.fixes().get(i).time();
      boolean within = !time.isBefore(start.plus(Duration.ofMinutes(40))) && time.isBefore(back);
      assertThat(silent.sent().get(i)).isEqualTo(within ? back : time);
    }
  }

  @Test
  void theSameSeedIsTheSameNight() {
    TownRoads roads = TownRoads.of(SampleFiles.SEED);
    List<Position> again =
        Recording.of(Plow.all().get(5), 5, roads, BEGAN, SampleFiles.SEED).fixes();
    assertThat(again).isEqualTo(night.get(5).fixes());
  }
}
