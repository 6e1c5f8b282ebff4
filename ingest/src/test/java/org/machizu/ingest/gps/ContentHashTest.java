package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final Instant TIME = Instant.parse("2026-01-15T03:20:00Z");

  private static Position position(
      double lon, @Nullable Double accuracy, Map<String, Object> extra) {
    return new Position(TIME, lon, 42.5, null, accuracy, null, null, new TreeMap<>(extra));
  }

  /**
   * The values lie in towns' databases: they may never change. They were reckoned outside of Java,
   * from the form that the class describes.
   */
  @Test
  void theHashNeverChanges() {
    assertThat(ContentHash.of(position(141.5, null, Map.of()))).isEqualTo(-4733291314242150997L);
    assertThat(
            ContentHash.of(
                new Position(
                    Instant.ofEpochMilli(1_768_447_200_123L),
                    141.8158,
                    42.7651,
                    12.4,
                    4.7,
                    5.5,
                    271.5,
                    new TreeMap<>(
                        Map.of("blade", "下", "n", 3L, "x", 0.5, "on", true, "off", false)))))
        .isEqualTo(-8712079002188807757L);
  }

  @Test
  void everyDifferenceMakesAnotherHash() {
    List<Position> different =
        List.of(
            position(141.5, null, Map.of()),
            position(Math.nextUp(141.5), null, Map.of()),
            position(141.5, 0.0, Map.of()),
            position(141.5, -0.0, Map.of()),
            new Position(TIME, 141.5, 42.5, 0.0, null, null, null, new TreeMap<>()),
            new Position(TIME.plusMillis(1), 141.5, 42.5, null, null, null, null, new TreeMap<>()),
            position(141.5, null, Map.of("a", "1")),
            position(141.5, null, Map.of("a", 1L)),
            position(141.5, null, Map.of("a", 1.0)),
            position(141.5, null, Map.of("a", true)),
            position(141.5, null, Map.of("a", "1", "b", "2")),
            position(141.5, null, Map.of("a", "1b", "", "2")),
            position(141.5, null, Map.of("b", "1")));
    assertThat(different.stream().map(ContentHash::of)).doesNotHaveDuplicates();
  }

  @Test
  void equalPositionsHaveEqualHashes() {
    TreeMap<String, Object> otherWay = new TreeMap<>();
    otherWay.put("b", 2L);
    otherWay.put("a", "1");
    assertThat(
            Stream.of(
                    position(141.5, 5.0, Map.of("a", "1", "b", 2L)), position(141.5, 5.0, otherWay))
                .map(ContentHash::of)
                .distinct())
        .hasSize(1);
  }
}
