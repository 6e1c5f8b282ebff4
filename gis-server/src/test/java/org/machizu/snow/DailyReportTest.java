package org.machizu.snow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.snow.Passes.hour;
import static org.machizu.snow.Passes.pass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.http.Json;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.WorkKind;

/** The night begins at nine in the evening of the 15th in Japan. */
class DailyReportTest {
  private static final LocalDate SIXTEENTH = LocalDate.of(2026, 1, 16);

  private final ListedPasses passes = new ListedPasses();

  private JsonNode report(LocalDate day) throws IOException {
    return Json.mapper().readTree(Json.bytes(DailyReport.of(day, passes).json()));
  }

  @Test
  void aVehiclesDayIsSummedUpFromItsPasses() throws IOException {
    passes.add(pass(4).made());
    passes.add(pass(4.5).over(0, 150).made());
    passes.add(pass(5).on(2).doing(Doing.WORKING, WorkKind.ANTI_ICING, true).made());
    passes.add(pass(5.5).doing(Doing.WORKING, null, false).made());
    passes.add(pass(6).doing(Doing.DRIVING, null, false).made());
    passes.add(pass(6.5).over(0, 50).doing(Doing.UNKNOWN, null, false).made());
    passes.add(pass(5).by("plow-2").made());

    JsonNode first = report(SIXTEENTH).at("/devices/0");

    assertThat(first.path("device").asText()).isEqualTo("plow-1");
    assertThat(first.path("first").asText()).isEqualTo(hour(4).minusSeconds(30).toString());
    assertThat(first.path("last").asText()).isEqualTo(hour(6.5).toString());
    assertThat(first.path("workingS").asInt()).isEqualTo(4 * 30);
    assertThat(first.path("workedM").asInt()).isEqualTo(200 + 150 + 200 + 200);
    assertThat(first.path("drivenM").asInt()).isEqualTo(200);
    assertThat(first.path("unknownM").asInt()).isEqualTo(50);
    assertThat(first.path("inferredM").asInt()).isEqualTo(200);
    assertThat(first.path("roads").asInt()).isEqualTo(2);
    assertThat(first.at("/passes/new-snow").asInt()).isEqualTo(2);
    assertThat(first.at("/passes/anti-icing").asInt()).isEqualTo(1);
    assertThat(first.path("passesOfNoKind").asInt()).isEqualTo(1);
    assertThat(report(SIXTEENTH).path("devices")).hasSize(2);
  }

  @Test
  void aDayIsJapansAndEachPassIsInOne() throws IOException {
    passes.add(pass(2.999).made());
    passes.add(pass(3).by("plow-2").made());
    passes.add(pass(26.999).by("plow-3").made());
    passes.add(pass(27).by("plow-4").made());

    assertThat(report(SIXTEENTH).path("devices"))
        .extracting(device -> device.path("device").asText())
        .containsExactly("plow-2", "plow-3");
    assertThat(report(SIXTEENTH.minusDays(1)).path("devices")).hasSize(1);
  }

  @Test
  void aSpreadsheetHasTheSameInJapanese() {
    passes.add(pass(4).made());
    List<List<String>> rows = DailyReport.of(SIXTEENTH, passes).rows();

    assertThat(rows.getFirst()).hasSameSizeAs(rows.getLast());
    assertThat(rows.getLast().subList(0, 6))
        .containsExactly(
            "2026-01-16", "plow-1", "2026-01-16 00:59:30", "2026-01-16 01:00:00", "1", "0.20");
    assertThat(rows.getLast().get(rows.getFirst().indexOf("新雪除雪_回"))).isEqualTo("1");
  }
}
