package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.feature.GeometryType;

class GeoJsonSeqFormatTest {
  private static final String ONE =
      "{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.8,42.7]},\"properties\":{\"名\":\"川\"}}";
  private static final String TWO = "{\"type\":\"Point\",\"coordinates\":[141.9,42.8]}";

  @TempDir Path folder;

  private Reading read(String text) throws Exception {
    return Reading.ofText(Reading.SEQUENCE, folder, text);
  }

  @Test
  void recordsOnLinesAndRecordsMarkedByRsAreTheSame() throws Exception {
    Reading lines = read("\uFEFF" + ONE + "\r\n\r\n" + TWO);
    Reading marked = read("\u001E" + ONE.replace(",", ",\n") + "\n\u001E\u001E" + TWO + "\n");

    assertThat(lines.rows()).hasSize(2).isEqualTo(marked.rows());
    assertThat(lines.value(0, "名")).isEqualTo("川");
    assertThat(lines.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(lines.description()).contains("one on each line");
    assertThat(marked.description()).contains("marked by RS");
    assertThat(lines.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"Feature\", \"geometry\":",
        "{\"type\":\"Feature\"} , \"x\":1}",
        "garbage and more garbage",
        "{\"type\":\"Feature\",,,}",
        "[1,2,3]",
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1]}}"
      })
  void aBrokenRecordCostsItselfAndTheFollowingOneIsRead(String broken) throws Exception {
    Reading lines = read(ONE + "\n" + broken + "\n" + TWO + "\n");
    Reading marked = read("\u001E" + ONE + "\n\u001E" + broken + "\n\u001E" + TWO + "\n");

    for (Reading read : new Reading[] {lines, marked}) {
      assertThat(read.rows()).extracting(Row::number).containsExactly(1L, 3L);
      assertThat(read.problems()).singleElement().satisfies(p -> assertThat(p.row()).isEqualTo(2));
      assertThat(read.expectedRows()).contains(3L);
    }
  }

  @Test
  void aBrokenRecordSaysItsLine() throws Exception {
    Reading read = read(ONE + "\n" + ONE + "\n{\"type\":\n");

    assertThat(read.problems().getFirst().reason()).contains("line 3");
    assertThat(read.codes()).containsExactly("json-truncated");
  }
}
