package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.payload.Reads.RECEIVED;
import static org.machizu.sensors.payload.Reads.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.machizu.testdata.RealData;

/** Eleven days of river levels of a prefecture, in messages of 500 rows. */
class FukuiTest {
  private static final int ROWS = 500;

  private static List<Sample> samplesOf(Path day) throws IOException {
    List<String> lines = Files.readAllLines(day);
    List<Sample> all = new ArrayList<>();
    for (int from = 1; from < lines.size(); from += ROWS) {
      List<String> rows = lines.subList(from, Math.min(lines.size(), from + ROWS));
      String message = lines.getFirst() + "\n" + String.join("\n", rows);
      Decoded.Samples decoded =
          samples(Reads.profile("fukui").decode(Reads.bytes(message), RECEIVED));
      assertThat(decoded.refused()).isEmpty();
      assertThat(decoded.samples()).hasSize(rows.size());
      all.addAll(decoded.samples());
    }
    return all;
  }

  @Test
  void everyRowIsReadAndMidnightIsTheNextDay() throws IOException {
    int rows = 0;
    int stars = 0;
    int empty = 0;
    int twice = 0;
    Map<String, Double> seen = new HashMap<>();
    Set<Instant> midnights = new HashSet<>();
    try (Stream<Path> days = Files.list(RealData.file("waterlevel-fukui/data"))) {
      for (Path day : days.sorted().toList()) {
        for (Sample sample : samplesOf(day)) {
          rows++;
          stars += sample.raw().equals("*") ? 1 : 0;
          empty += sample.raw().isEmpty() ? 1 : 0;
          String key = sample.device().orElseThrow() + " " + sample.time();
          double value = sample.value().orElse(Double.NEGATIVE_INFINITY);
          Double before = seen.putIfAbsent(key, value);
          if (before != null) {
            twice++;
            // Midnight overlaps between the files of two days: only with the right day are they
            // one.
            assertThat(value).as(key).isEqualTo(before);
          }
          if (sample.time().toString().endsWith("T15:00:00Z")) {
            midnights.add(sample.time());
          }
        }
      }
    }
    assertThat(rows).isEqualTo(81_596);
    assertThat(stars).isEqualTo(327);
    assertThat(empty).isEqualTo(190);
    assertThat(twice).isEqualTo(269);
    assertThat(midnights).contains(Instant.parse("2021-08-14T15:00:00Z"));
  }
}
