package org.machizu.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.access.Actor;
import org.machizu.access.PersonalReads;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.imports.ImportBench;
import org.machizu.imports.ImportOptions;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What is exported can be imported again and is the same. */
class RoundTripTest {
  private static final Rights RIGHTS = new Rights();
  private static final Actor PLANNER = new Actor("planner", Role.PLANNER);
  private static final Charset CP932 = Charset.forName("windows-31j");

  @TempDir Path folder;
  private ImportBench bench;
  private Exporter exporter;

  @BeforeEach
  void shelters() throws Exception {
    bench = new ImportBench(folder);
    exporter =
        new Exporter(bench.store(), bench.pixelTiles(), ImportBench.formats(), GridShifts.NONE);
    Path file =
        Files.writeString(
            folder.resolve("shelters.csv"),
            "番号,施設名,収容,緯度,経度\n1,安平公民館①,120,42.815491,141.829043\n2,\"早来, 学校\",,42.767,141.817\n");
    bench.load(file, "shelters", ImportOptions.DEFAULT);
  }

  @AfterEach
  void closeTown() {
    bench.close();
  }

  private VisibleLayer layer(Actor actor) {
    return new VisibleLayers(
            ImportBench.TOWN,
            bench.catalog(),
            RIGHTS,
            new PersonalReads(RIGHTS, entry -> {}, InstantSource.system()))
        .find(actor, "shelters")
        .orElseThrow();
  }

  private ExportResult export(ExportRequest request) throws Exception {
    Path file = folder.resolve(exporter.fileName(layer(PLANNER).entry().layer(), request));
    return exporter.write(layer(PLANNER), request, file, ExportLimits.STAFF, Progress.SILENT);
  }

  @ParameterizedTest
  @CsvSource({
    "geojson, 6668, UTF-8",
    "geojson, 6680, UTF-8",
    "geojsonseq, 6668, UTF-8",
    "csv, 6668, UTF-8",
    "csv, 6680, windows-31j",
    "shp, 6668, UTF-8",
    "shp, 6680, windows-31j",
    "gpkg, 6668, UTF-8",
    "gpkg, 6680, UTF-8",
    "fgb, 6668, UTF-8",
    "fgb, 6680, UTF-8",
    "kml, 6668, UTF-8",
  })
  void everyFormatComesBackTheSame(String format, int epsg, String encoding) throws Exception {
    ExportResult result =
        export(
            ExportRequest.whole(format)
                .withCrs(new Crs(epsg))
                .withEncoding(Charset.forName(encoding)));
    assertThat(result.features()).isEqualTo(2);
    assertThat(result.bytes()).isEqualTo(Files.size(result.file()));

    ImportOptions options =
        format.equals("csv") ? ImportOptions.DEFAULT.withCrs(new Crs(epsg)) : ImportOptions.DEFAULT;
    bench.load(result.file(), "back", options);
    Map<String, Feature> before = bench.by("shelters", "施設名");
    Map<String, Feature> after = bench.by("back", "施設名");
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((name, feature) -> {
      Feature back = after.get(name);
      assertThat(ImportBench.at(back).x).isEqualTo(ImportBench.at(feature).x, within(1e-9));
      assertThat(ImportBench.at(back).y).isEqualTo(ImportBench.at(feature).y, within(1e-9));
      assertThat(back.get("収容")).isEqualTo(feature.get("収容"));
    });
  }

  @Test
  void onlyWhatTheBoxTouchesIsWritten() throws Exception {
    Predicate box = new Predicate.IntersectsBox(new Envelope(141.82, 42.8, 141.83, 42.82));
    ExportResult result = export(ExportRequest.whole("csv").withWhere(box));
    assertThat(result.features()).isEqualTo(1);
    assertThat(Files.readString(result.file(), StandardCharsets.UTF_8))
        .contains("安平公民館①")
        .doesNotContain("早来");
  }

  @Test
  void aMomentInThePastStandsInTheFilesName() throws Exception {
    ExportRequest request =
        ExportRequest.whole("shp").withAsOf(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(exporter.fileName(layer(PLANNER).entry().layer(), request))
        .isEqualTo("shelters_20260131T090000.zip");
  }

  @Test
  void anUnknownFormatIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> export(ExportRequest.whole("dxf")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("dxf")
        .hasMessageContaining("geojson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kml", "geojsonseq"})
  void aFormatOfOneSystemRefusesAnother(String format) {
    assertThatThrownBy(() -> export(ExportRequest.whole(format).withCrs(new Crs(6680))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("6680")
        .extracting(e -> ((ExportException) e).code())
        .isEqualTo("crs-not-in-format");
  }

  @Test
  void tooLargeAnExportLeavesNoFile() {
    Path file = folder.resolve("large.csv");
    for (ExportLimits limits :
        List.of(
            new ExportLimits(1, 1 << 20, Duration.ofMinutes(1)),
            new ExportLimits(100, 10, Duration.ofMinutes(1)),
            new ExportLimits(100, 1 << 20, Duration.ZERO))) {
      assertThatThrownBy(() ->
              exporter.write(
                  layer(PLANNER), ExportRequest.whole("csv"), file, limits, Progress.SILENT))
          .isInstanceOf(ExportException.class)
          .extracting(e -> ((ExportException) e).code())
          .asString()
          .startsWith("export-too-");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aCancelledExportLeavesNoFile() {
    Path file = folder.resolve("cancelled.csv");
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() ->
            exporter.write(
                layer(PLANNER), ExportRequest.whole("csv"), file, ExportLimits.STAFF, cancelled))
        .isInstanceOf(CancelledException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void progressGrowsToOne() throws Exception {
    List<Double> told = new ArrayList<>();
    Progress listening =
        new Progress() {
          @Override
          public void report(double fraction) {
            told.add(fraction);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    exporter.write(
        layer(PLANNER),
        ExportRequest.whole("csv").withEncoding(CP932),
        folder.resolve("p.csv"),
        ExportLimits.STAFF,
        listening);
    assertThat(told).isSorted().last().isEqualTo(1.0);
  }
}
