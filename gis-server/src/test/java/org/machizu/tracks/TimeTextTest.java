package org.machizu.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  @Test
  void timesAreWrittenAsJavaWritesThem() {
    TimeText text = new TimeText();
    Random random = new Random(17);
    for (int i = 0; i < 100_000; i++) {
      long millis =
          switch (i % 4) {
            case 0 -> 1_769_882_400_000L + i * 250L; // as they follow one another
            case 1 -> random.nextLong(-62_000_000_000_000L, 253_000_000_000_000L);
            case 2 -> random.nextLong(-100_000, 100_000);
            default -> 60_000L * random.nextInt(-10, 10);
          };
      assertThat(text.of(millis)).isEqualTo(Instant.ofEpochMilli(millis).toString());
    }
  }
}
