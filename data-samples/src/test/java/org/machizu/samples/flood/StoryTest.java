package org.machizu.samples.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.samples.SampleFiles;

/** What the demo's gauges tell one after the other, and after a restart. */
class StoryTest {
  private static final Instant NOW = Instant.parse("2026-07-02T09:12:00Z");
  private static final List<Station> STATIONS = Stations.of(SampleFiles.SEED);

  @TempDir Path folder;

  @Test
  void aFloodThenQuietWaterThenTheNextFlood() {
    Story story = Story.begin(5, NOW, 60, 1_800);
    assertThat(story.chapter()).isZero();
    assertThat(story.of(0, STATIONS).crossings())
        .isEqualTo(Flood.of(STATIONS, 5, story.began()).crossings());
    Flood quiet = story.of(1, STATIONS);
    assertThat(quiet.crossings()).isEmpty();
    assertThat(quiet.incidents()).isEmpty();
    assertThat(quiet.messages()).hasSizeGreaterThan(1_000);
    assertThat(quiet.messages().stream().map(Message::gauge).distinct()).hasSize(12);
    assertThat(story.of(2, STATIONS).crossings())
        .isEqualTo(Flood.of(STATIONS, 6, story.begins(2)).crossings())
        .isNotEqualTo(story.of(0, STATIONS).crossings());
    assertThat(story.toldUntil(story.begins(1)).chapter()).isEqualTo(1);
    assertThat(story.toldUntil(story.begins(1).minusMillis(1)).chapter()).isZero();
  }

  @Test
  void aRestartGoesOnWhereItWas() throws Exception {
    Path file = folder.resolve("story");
    assertThat(Story.read(file, NOW)).isEmpty();
    Story story = Story.begin(5, NOW, 60, 0).toldUntil(NOW.minusSeconds(7));
    story.write(file);
    assertThat(Story.read(file, NOW)).contains(story);
    assertThat(Story.read(file, NOW.plus(Duration.ofDays(4)))).as("long ago").isEmpty();
    assertThat(Story.read(file, NOW.minusSeconds(60))).as("of the future").isEmpty();
    for (String broken : List.of("", "5", "x " + NOW + " " + NOW, "5 yesterday " + NOW)) {
      Files.writeString(file, broken);
      assertThat(Story.read(file, NOW)).as(broken).isEmpty();
    }
  }
}
