package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.samples.SampleFiles;

/** What the README's first screen promises, done step by step. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class QuickStartTest {
  @TempDir Path folder;

  @Test
  void theDemoIsThereAndTakesAFileAndGivesALayerWhileItRuns() throws Exception {
    Path samples = folder.resolve("samples");
    SampleFiles.main(new String[] {samples.toString()});
    String data = folder.resolve("demo").toString();
    Call demo =
        new Call(
            Map.of(), "", "demo", "--samples", samples.toString(), "--port", "0", "--data", data);
    Caller visitor = new Caller(demo.awaitReady());

    String layers = visitor.get("/ogc/collections").text();
    assertThat(layers).contains("\"parcels\"", "\"roads\"", "\"shelters\"", "\"zoning\"");
    assertThat(visitor.get("/styles/default.json").status()).isEqualTo(200);

    Path file = folder.resolve("shelters_2026.geojson");
    Files.writeString(file, RunningTown.collection(RunningTown.point("体育館", 141.82, 42.76)));
    Call.Outcome imported =
        new Call(
                Map.of(), "", "import", file.toString(), "--layer", "shelters_2026", "--data", data)
            .end();
    assertThat(imported.lastLine()).as(imported.err()).isEqualTo("imported 1, rejected 0");

    Caller planner = visitor.signedIn("planner", "demo");
    String items = "/ogc/collections/shelters_2026/items";
    assertThat(planner.get(items).text()).contains("体育館");
    assertThat(visitor.get(items).status()).as("a new layer is the staff's alone").isEqualTo(404);

    Path out = folder.resolve("shelters.gpkg");
    Call.Outcome exported =
        new Call(
                Map.of(),
                "",
                "export",
                "--layer",
                "shelters",
                "--format",
                "gpkg",
                "--out",
                out.toString(),
                "--data",
                data)
            .end();
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(out).isNotEmptyFile();

    assertThat(demo.stop().code()).isZero();
  }
}
