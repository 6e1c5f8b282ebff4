package org.machizu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.http.CsvLines;

/** A line as a clerk reads it in a spreadsheet. */
class AuditWordsTest {
  @Test
  void noCellIsTakenForAFormula() {
    for (String name : List.of("=HYPERLINK(1)", "+1", "-1", "@sum", "\tx")) {
      assertThat(CsvLines.row(List.of(name))).isEqualTo("\"'" + name + "\"\r\n");
    }
    assertThat(CsvLines.row(List.of("planner", "a\"b", "")))
        .isEqualTo("\"planner\",\"a\"\"b\",\r\n");
  }

  @Test
  void aLineIsToldInJapaneseAndInJapaneseTime() {
    AuditLine line =
        new AuditLine(
            "town.gpkg",
            7,
            true,
            "2026-03-31T15:00:00.000Z",
            "planner",
            null,
            "PUBLISHED",
            "parcels",
            null,
            "公開",
            Map.of("revision", "3", "features", "2"));

    assertThat(CsvLines.row(AuditWords.cells(line)))
        .isEqualTo(
            "\"2026-04-01 00:00:00\",\"公開\",\"planner\",,\"parcels\",,\"公開\",\"features=2; revision=3\",\"town.gpkg\",\"7\",\"済\"\r\n");
  }

  @Test
  void whatSomebodyHasSpoiltIsToldAsItStands() {
    assertThat(AuditWords.action("NONSENSE")).isEqualTo("NONSENSE");
    assertThat(AuditWords.time("yesterday")).isEqualTo("yesterday");
  }
}
