package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExtraJsonTest {
  @Test
  void equalExtrasAreEqualText() {
    SortedMap<String, Object> extra =
        new TreeMap<>(Map.of("b", 2L, "a", "下\"\n", "c", 0.5, "d", true, "e", 3.0));
    String text = "{\"a\":\"下\\\"\\n\",\"b\":2,\"c\":0.5,\"d\":true,\"e\":3.0}";
    assertThat(ExtraJson.write(extra)).isEqualTo(text);
    assertThat(ExtraJson.read(text)).isEqualTo(extra);
    assertThat(ExtraJson.write(new TreeMap<>())).isEqualTo("{}");
    assertThat(ExtraJson.read("{}")).isEmpty();
  }

  @Test
  void whatIsTooLongIsCutByWholeEntriesAndSaysSo() {
    SortedMap<String, Object> extra = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      extra.put("name%03d".formatted(i), "下".repeat(50));
    }
    String text = ExtraJson.write(extra);
    assertThat(text.length()).isBetween(3_800, 4_000);
    SortedMap<String, Object> kept = ExtraJson.read(text);
    assertThat(kept.get(ExtraJson.CUT)).isEqualTo(100L - (kept.size() - 1));
    assertThat(kept).containsKey("name000").doesNotContainKey("name099");
    assertThat(ExtraJson.write(kept)).isEqualTo(text);
  }

  @Test
  void anyExtrasFitAndComeBack() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      SortedMap<String, Object> extra = new TreeMap<>();
      int size = random.nextInt(120);
      for (int i = 0; i < size; i++) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(round % 2 == 0 ? 10 : 120); n > 0; n--) {
          text.append("a\"\\\u0001下𠮷\n".charAt(random.nextInt(6)));
        }
        extra.put("n" + random.nextInt(200), i % 3 == 0 ? random.nextLong() : text.toString());
      }
      SortedMap<String, Object> bounded = ExtraJson.bounded(extra);
      String text = ExtraJson.write(extra);
      assertThat(text.length()).isLessThanOrEqualTo(ExtraJson.MAX_CHARS);
      assertThat(ExtraJson.read(text)).isEqualTo(bounded);
      assertThat(ExtraJson.bounded(bounded)).isEqualTo(bounded);
    }
  }

  @Test
  void whatIsNoExtrasIsRefused() {
    for (String text : new String[] {"", "[]", "{\"a\":{}}", "{\"a\":null}", "{} {}", "{\"a\":"}) {
      assertThatThrownBy(() -> ExtraJson.read(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
