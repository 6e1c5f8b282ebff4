package org.machizu.samples.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.samples.SampleFiles;

/** Playing a flood, on a clock that moves only when somebody waits. */
class ReplayTest {
  private static final Instant NOW = Instant.parse("2026-07-02T09:12:34Z");

  private static final class Waited implements Replay.Clock {
    private Instant now = NOW;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void sleep(Duration time) {
      now = now.plus(time);
    }
  }

  private record Sent(Message message, Instant at) {}

  private static List<Sent> play(List<Message> messages, double speed, long alreadyS)
      throws InterruptedException {
    Waited clock = new Waited();
    List<Sent> sent = new ArrayList<>();
    new Replay(messages, speed, message -> sent.add(new Sent(message, clock.now())), clock)
        .play(alreadyS);
    return sent;
  }

  private static Message at(long seconds) {
    return new Message(seconds * 1_000, "G01", "gauge-g01", "t", new byte[0]);
  }

  @Test
  void speedAndWhatWasBefore() throws InterruptedException {
    List<Sent> sent = play(List.of(at(10), at(100), at(160), at(400)), 60, 100);
    assertThat(sent)
        .extracting(Sent::at)
        .containsExactly(NOW, NOW, NOW.plusSeconds(1), NOW.plusSeconds(5));
  }

  @Test
  void noClockIsEverAheadAtAnySpeed() throws InterruptedException {
    List<Station> stations = Stations.of(SampleFiles.SEED);
    for (double speed : new double[] {1, 7, 60, 600}) {
      for (long already : new long[] {0, 5 * 3_600}) {
        Instant began = Replay.began(NOW, speed, already);
        List<Message> messages = Flood.of(stations, 1, began).messages();
        List<Sent> sent = play(messages, speed, already);
        assertThat(sent).extracting(Sent::message).containsExactlyElementsOf(messages);
        Duration closest = Duration.ofDays(9);
        for (Sent each : sent) {
          Instant measured = began.plusMillis(each.message().atMillis());
          Duration behind = Duration.between(measured, each.at());
          assertThat(behind).isGreaterThanOrEqualTo(Duration.ofSeconds(-1));
          closest = behind.compareTo(closest) < 0 ? behind : closest;
        }
        // And the last is of now, not of yesterday.
        assertThat(closest).isLessThan(Duration.ofMinutes(20));
      }
    }
  }

  @Test
  void aSpeedThatCannotBe() {
    assertThatThrownBy(() -> new Replay(List.of(), 0.5, message -> {}, new Waited()))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> new Replay(List.of(), Double.NaN, message -> {}, new Waited()))
        .hasMessageContaining("NaN");
  }
}
