package org.machizu.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.AccessForTest;
import org.machizu.access.Actor;
import org.machizu.access.Sensitivity;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.ReadLimits;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;

class ImporterTest {
  private static final ImportOptions PLAIN = ImportOptions.DEFAULT;
  private static final String HEAD = "no,name,lat,lon";

  @TempDir Path folder;
  private ImportBench bench;

  @BeforeEach
  void newTown() {
    bench = new ImportBench(folder);
  }

  @AfterEach
  void closeTown() {
    bench.close();
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String feature(String geometry, String properties) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{%s}}"
        .formatted(geometry, properties);
  }

  private static String point(double lon, double lat) {
    return "{\"type\":\"Point\",\"coordinates\":[%s,%s]}".formatted(lon, lat);
  }

  @Test
  void aNewLayerIsMadeForTheStaffAlone() throws Exception {
    Path file = bench.file("shelters.csv", HEAD, "1,公民館,42.8,141.8", "2,学校,42.9,141.9");
    ImportReport report = bench.load(file, "shelters", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 2, rejected 0");
    assertThat(report.newLayer()).isTrue();
    assertThat(report.outcome().created()).isEqualTo(2);

    var entry = bench.entry("shelters");
    assertThat(entry.access().published()).isFalse();
    assertThat(entry.access().sensitivity()).isEqualTo(Sensitivity.ORDINARY);
    assertThat(entry.layer().title().ja()).isEqualTo("shelters");
    assertThat(entry.layer().schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(entry.style()).isEqualTo(CataloguedLayer.UNSTYLED);
    assertThat(ImportBench.at(bench.by("shelters", "name").get("学校")).x).isEqualTo(141.9);
  }

  @Test
  void withoutAKeyTheContentIsReplaced() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8", "2,学校,42.9,141.9"), "s", PLAIN);
    ImportReport report = bench.load(bench.file("b.csv", HEAD, "3,病院,42.7,141.7"), "s", PLAIN);
    assertThat(report.newLayer()).isFalse();
    assertThat(bench.by("s", "name")).containsOnlyKeys("病院");
    assertThat(report.outcome().removed()).isEqualTo(2);
  }

  @Test
  void withAKeyRowsAreUpdatedAndAddedAndKeepTheirIds() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8", "2,学校,42.9,141.9"), "s", PLAIN);
    long id = bench.by("s", "no").get("1").id();
    ImportReport report =
        bench.load(
            bench.file("b.csv", HEAD, "1,新公民館,42.81,141.8", "2,学校,42.9,141.9", "3,病院,42.7,141.7"),
            "s",
            PLAIN.byKey("no", false));
    assertThat(report.outcome().updated()).isEqualTo(1);
    assertThat(report.outcome().created()).isEqualTo(1);
    assertThat(report.outcome().unchanged()).isEqualTo(1);
    assertThat(report.outcome().removed()).isZero();
    Feature first = bench.by("s", "no").get("1");
    assertThat(first.id()).isEqualTo(id);
    assertThat(first.get("name")).isEqualTo("新公民館");
  }

  @Test
  void whatTheFileLacksIsRemovedOnlyOnRequest() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8", "2,学校,42.9,141.9"), "s", PLAIN);
    Path second = bench.file("b.csv", HEAD, "2,学校,42.9,141.9");
    bench.load(second, "s", PLAIN.byKey("no", false));
    assertThat(bench.by("s", "no")).containsOnlyKeys("1", "2");
    ImportReport report = bench.load(second, "s", PLAIN.byKey("no", true));
    assertThat(report.outcome().removed()).isEqualTo(1);
    assertThat(bench.by("s", "no")).containsOnlyKeys("2");
  }

  @Test
  void removingNeedsAKey() throws Exception {
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    assertThat(bench.failure(file, "s", PLAIN.byKey(null, true)).code()).isEqualTo("key-needed");
  }

  @Test
  void aKeyThatTheFileOrTheLayerLacksIsToldWithWhatThereIs() throws Exception {
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    ImportException e = bench.failure(file, "s", PLAIN.byKey("番号", false));
    assertThat(e.code()).isEqualTo("key-missing");
    assertThat(e).hasMessageContaining("番号").hasMessageContaining("name");
    assertThat(bench.exists("s")).isFalse();

    bench.load(file, "s", PLAIN);
    Path other = bench.file("b.csv", "code,lat,lon", "1,42.8,141.8");
    assertThat(bench.failure(other, "s", PLAIN.byKey("code", false)))
        .hasMessageContaining("layer 's'");
  }

  @Test
  void emptyAndRepeatedKeysAreLeftOutRowByRow() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8"), "s", PLAIN);
    ImportReport report =
        bench.load(
            bench.file("b.csv", HEAD, "2,学校,42.9,141.9", "2,学校再,42.9,141.9", ",病院,42.7,141.7"),
            "s",
            PLAIN.byKey("no", false));
    assertThat(report.summary()).isEqualTo("imported 1, rejected 2");
    assertThat(report.problems())
        .extracting(Problem::row, Problem::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "key-duplicate"),
            org.assertj.core.groups.Tuple.tuple(4L, "key-empty"));
  }

  @Test
  void valuesOfAnUpdateTakeTheTypesOfTheLayer() throws Exception {
    bench.load(bench.file("a.csv", "no,地番,lat,lon", "1,12番3,42.8,141.8"), "s", PLAIN);
    bench.load(
        bench.file("b.csv", "no,地番,lat,lon", "1,12,42.8,141.8"), "s", PLAIN.byKey("no", false));
    assertThat(bench.by("s", "no").get("1").get("地番")).isEqualTo("12");
    ImportReport report =
        bench.load(
            bench.file("c.csv", "no,地番,lat,lon", "一,13,42.8,141.8", "2,14,42.8,141.8"),
            "s",
            PLAIN.byKey("no", false));
    assertThat(report.summary()).isEqualTo("imported 1, rejected 1");
    assertThat(report.problems().getFirst().code()).isEqualTo("value-type");
    assertThat(report.problems().getFirst().place()).isEqualTo("no");
  }

  @Test
  void titlesUnitsAndVisibilityOutliveAReplacement() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8"), "s", PLAIN);
    var entry = bench.entry("s");
    Layer described =
        entry
            .layer()
            .withSchema(
                new Schema(
                    GeometryType.POINT,
                    entry.layer().schema().attributes().stream()
                        .map(a ->
                            a.name().equals("name")
                                ? new org.machizu.geo.feature.Attribute(
                                    "name",
                                    AttributeType.TEXT,
                                    new org.machizu.geo.feature.LocalizedText("名前", "Name"),
                                    "件",
                                    AttributeVisibility.STAFF)
                                : a)
                        .toList()));
    bench
        .catalog()
        .describe(
            AccessForTest.editRight(ImportBench.layer("s")),
            e -> org.machizu.layers.Described.of(described, "[]"));

    bench.load(bench.file("b.csv", HEAD + ",階", "2,学校,42.9,141.9,3"), "s", PLAIN);
    Schema after = bench.entry("s").layer().schema();
    assertThat(after.find("name").orElseThrow().title().en()).isEqualTo("Name");
    assertThat(after.find("name").orElseThrow().unit()).isEqualTo("件");
    assertThat(after.find("name").orElseThrow().visibility()).isEqualTo(AttributeVisibility.STAFF);
    assertThat(after.find("階").orElseThrow().visibility()).isEqualTo(AttributeVisibility.OPEN);

    // A changed type keeps the name closed, but its unit no longer fits.
    bench.load(bench.file("c.csv", HEAD, "2,7,42.9,141.9"), "s", PLAIN);
    after = bench.entry("s").layer().schema();
    assertThat(after.find("name").orElseThrow().type()).isEqualTo(AttributeType.INTEGER);
    assertThat(after.find("name").orElseThrow().visibility()).isEqualTo(AttributeVisibility.STAFF);
    assertThat(after.find("name").orElseThrow().unit()).isNull();
  }

  @Test
  void whatIsNewInAPublishedLayerStaysWithTheStaff() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8"), "s", PLAIN);
    bench.catalog().publish(AccessForTest.editRight(ImportBench.layer("s")), true, "open data");
    for (ImportOptions options : List.of(PLAIN, PLAIN.byKey("no", false))) {
      bench.load(bench.file("b.csv", HEAD + ",管理者電話", "1,公民館,42.8,141.8,内線3"), "s", options);
      Schema after = bench.entry("s").layer().schema();
      assertThat(after.find("管理者電話").orElseThrow().visibility())
          .isEqualTo(AttributeVisibility.STAFF);
      assertThat(after.find("name").orElseThrow().visibility()).isEqualTo(AttributeVisibility.OPEN);
    }
  }

  @Test
  void rejectedRowsDoNotStopTheOthers() throws Exception {
    Path file =
        bench.file(
            "mixed.geojson",
            collection(
                feature(point(141.8, 42.8), "\"n\":1"),
                feature(point(42.8, 141.8), "\"n\":2"),
                feature(point(2.3, 48.8), "\"n\":3"),
                feature(point(141.9, 42.9), "\"n\":4")));
    ImportReport report = bench.load(file, "s", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 2, rejected 2");
    assertThat(report.problemCounts())
        .containsEntry("lat-lon-swapped", 1L)
        .containsEntry("outside-japan", 1L);
    assertThat(report.problems()).extracting(Problem::row).containsExactly(2L, 3L);
  }

  @Test
  void rowsOutsideJapanAreTakenWhenThatIsSaid() throws Exception {
    Path file = bench.file("paris.geojson", collection(feature(point(2.3, 48.8), "\"n\":3")));
    assertThat(bench.failure(file, "s", PLAIN).code()).isEqualTo("nothing-imported");
    assertThat(bench.load(file, "s", PLAIN.withOutsideJapan(true)).imported()).isEqualTo(1);
  }

  @Test
  void whenNothingCouldBeTakenTheLayerIsAsItWasAndTheFirstReasonsAreTold() throws Exception {
    bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8"), "s", PLAIN);
    var before = bench.entry("s");
    Path swapped = bench.file("b.geojson", collection(feature(point(42.8, 141.8), "\"no\":1")));
    ImportException e = bench.failure(swapped, "s", PLAIN);
    assertThat(e.code()).isEqualTo("nothing-imported");
    assertThat(e).hasMessageContaining("row 1").hasMessageContaining("lat-lon-swapped");
    assertThat(e.problems()).hasSize(1);
    assertThat(bench.catalog().find(ImportBench.layer("s"))).contains(before);
    assertThat(bench.by("s", "name")).containsOnlyKeys("公民館");

    assertThat(bench.failure(swapped, "other", PLAIN).code()).isEqualTo("nothing-imported");
    assertThat(bench.exists("other")).as("no empty layer is left behind").isFalse();
  }

  @Test
  void anEmptyCollectionIsNothingImported() throws Exception {
    ImportException e = bench.failure(bench.file("e.geojson", collection()), "s", PLAIN);
    assertThat(e.code()).isEqualTo("nothing-imported");
    assertThat(e).hasMessageContaining("no rows");
  }

  @Test
  void geometriesOfAnotherKindAreToldRowByRow() throws Exception {
    bench.load(
        bench.file("a.geojson", collection(feature(point(141.8, 42.8), "\"no\":1"))), "s", PLAIN);
    String line = "{\"type\":\"LineString\",\"coordinates\":[[141.8,42.8],[141.9,42.9]]}";
    ImportReport report =
        bench.load(
            bench.file(
                "b.geojson",
                collection(feature(line, "\"no\":1"), feature(point(141.7, 42.7), "\"no\":2"))),
            "s",
            PLAIN.byKey("no", false));
    assertThat(report.summary()).isEqualTo("imported 1, rejected 1");
    assertThat(report.problems().getFirst().code()).isEqualTo("wrong-geometry-kind");
    assertThat(bench.kindOf("s")).isEqualTo(GeometryType.POINT);
  }

  @Test
  void differentKindsInOneFileMakeAMixedLayer() throws Exception {
    String line = "{\"type\":\"LineString\",\"coordinates\":[[141.8,42.8],[141.9,42.9]]}";
    ImportReport report =
        bench.load(
            bench.file(
                "b.geojson",
                collection(feature(line, "\"no\":1"), feature(point(141.7, 42.7), "\"no\":2"))),
            "s",
            PLAIN);
    assertThat(report.imported()).isEqualTo(2);
    assertThat(bench.kindOf("s")).isEqualTo(GeometryType.MIXED);
  }

  @Test
  void aBowTieIsRepairedOrRejectedButNeverTakenAsItIs() throws Exception {
    String bowTie =
        "{\"type\":\"Polygon\",\"coordinates\":[[[141.8,42.8],[141.9,42.9],[141.9,42.8],[141.8,42.9],[141.8,42.8]]]}";
    String square =
        "{\"type\":\"Polygon\",\"coordinates\":[[[141.8,42.8],[141.9,42.8],[141.9,42.9],[141.8,42.9],[141.8,42.8]]]}";
    ImportReport report =
        bench.load(
            bench.file(
                "p.geojson", collection(feature(bowTie, "\"n\":1"), feature(square, "\"n\":2"))),
            "s",
            PLAIN);
    assertThat(report.imported() + report.rejected()).isEqualTo(2);
    assertThat(report.problems()).extracting(Problem::row).containsExactly(1L);
    assertThat(bench.features("s")).allSatisfy(f -> assertThat(f.geometry().isValid()).isTrue());
  }

  @Test
  void planeCoordinatesBecomeLonLat() throws Exception {
    // Zone XII's origin is 44 N, 142.25 E (Geospatial Information Authority, 平面直角座標系).
    Path file = bench.file("z12.csv", "n,x,y", "1,0,0", "2,1000,-111000");
    ImportReport report = bench.load(file, "s", PLAIN.withCrs(Crs.zone(12)));
    assertThat(report.source().crs()).isEqualTo("EPSG:6680");
    assertThat(report.source().crsHow()).isEqualTo("given");
    assertThat(report.source().accuracyM()).isZero();
    Feature origin = bench.by("s", "n").get("1");
    assertThat(ImportBench.at(origin).x).isEqualTo(142.25, within(1e-9));
    assertThat(ImportBench.at(origin).y).isEqualTo(44.0, within(1e-9));
  }

  @Test
  void planeCoordinatesWithoutASystemAreNeverGuessed() throws Exception {
    Path file = bench.file("z.csv", "n,x,y", "1,-34500.5,-131200.25");
    ImportException e = bench.failure(file, "s", PLAIN);
    assertThat(e.code()).isEqualTo("crs-unknown");
    assertThat(e).hasMessageContaining("-34500.5");
    assertThat(e.advice()).contains("--crs");
    assertThat(bench.exists("s")).isFalse();
  }

  @Test
  void theUsersWordGoesBeforeTheFilesAndIsNoted() throws Exception {
    Path file = bench.file("old.geojson", collection(feature(point(141.8, 42.8), "\"n\":1")));
    ImportReport report = bench.load(file, "s", PLAIN.withCrs(Crs.JGD2000));
    assertThat(report.source().crs()).isEqualTo("EPSG:4612");
    assertThat(report.problemCounts()).containsEntry("crs-overridden", 1L);
  }

  @Test
  void theDatumShiftsAccuracyIsTold() throws Exception {
    Path east = bench.file("east.csv", "n,lat,lon", "1,38.3,141.5");
    ImportReport report = bench.load(east, "s", PLAIN.withCrs(Crs.JGD2000));
    assertThat(report.source().accuracyM()).isGreaterThan(1);
    assertThat(report.source().accuracyNote()).contains("JGD2000");
    Path hokkaido = bench.file("north.csv", "n,lat,lon", "1,42.8,141.8");
    assertThat(bench.load(hokkaido, "s", PLAIN.withCrs(Crs.JGD2000)).source().accuracyM()).isZero();
  }

  @Test
  void attributesCanBeRenamed() throws Exception {
    Path file = bench.file("a.csv", "番号,緯度,経度", "1,42.8,141.8");
    bench.load(file, "s", PLAIN.withColumns(Map.of("番号", "no")));
    assertThat(bench.by("s", "no")).containsOnlyKeys("1");
  }

  @Test
  void theEncodingMayBeGiven() throws Exception {
    Path file = folder.resolve("sjis.csv");
    Files.writeString(file, HEAD + "\n1,避難所①,42.8,141.8\n", Charset.forName("windows-31j"));
    bench.load(file, "s", PLAIN.withEncoding(Charset.forName("windows-31j")));
    assertThat(bench.by("s", "name")).containsOnlyKeys("避難所①");
  }

  @Test
  void aTableWithoutGeometryIsALayerToo() throws Exception {
    ImportReport report = bench.load(bench.file("t.csv", "no,name", "1,公民館", "2,学校"), "s", PLAIN);
    assertThat(report.source().crsHow()).isEqualTo("none");
    assertThat(report.imported()).isEqualTo(2);
    assertThat(bench.kindOf("s")).isEqualTo(GeometryType.NONE);
  }

  @Test
  void aRowWithoutPositionIsTakenAndCounted() throws Exception {
    ImportReport report =
        bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8", "2,場所不明,,"), "s", PLAIN);
    assertThat(report.imported()).isEqualTo(2);
    assertThat(report.withoutPlace()).isEqualTo(1);
    assertThat(bench.by("s", "no").get("2").geometry()).isNull();
  }

  @Test
  void cancellingInTheMiddleLeavesNothing() throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    lines.addAll(Collections.nCopies(20_000, "1,公民館,42.8,141.8"));
    Path file = bench.file("many.csv", lines.toArray(String[]::new));
    AtomicInteger asked = new AtomicInteger();
    List<Double> told = new ArrayList<>();
    Progress impatient =
        new Progress() {
          @Override
          public void report(double fraction) {
            told.add(fraction);
          }

          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 10;
          }
        };
    ImportRequest request =
        new ImportRequest(file, ImportBench.layer("s"), ImportBench.PLANNER, PLAIN);
    assertThatThrownBy(() -> bench.importer().run(request, impatient))
        .isInstanceOf(CancelledException.class);
    assertThat(told).isNotEmpty().isSorted().allMatch(f -> f > 0 && f < 1);
    assertThat(bench.exists("s")).isFalse();
    assertThat(bench.load(file, "s", PLAIN).imported())
        .as("the layer is free again")
        .isEqualTo(20_000);
  }

  @Test
  void anImportThatTakesTooLongIsGivenUp() throws Exception {
    bench.close();
    bench = new ImportBench(folder, new ImportBounds(ReadLimits.DEFAULT, Duration.ZERO, 10));
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    assertThat(bench.failure(file, "s", PLAIN).code()).isEqualTo("import-too-long");
    assertThat(bench.exists("s")).isFalse();
  }

  @Test
  void theListOfProblemsIsBoundedButAllAreCounted() throws Exception {
    bench.close();
    bench = new ImportBench(folder, new ImportBounds(ReadLimits.DEFAULT, Duration.ofMinutes(5), 3));
    List<String> lines = new ArrayList<>(List.of(HEAD, "0,公民館,42.8,141.8"));
    lines.addAll(Collections.nCopies(2_000, "1,遠く,1.5,2.5"));
    ImportReport report =
        bench.load(bench.file("many.csv", lines.toArray(String[]::new)), "s", PLAIN);
    assertThat(report.rejected()).isEqualTo(2_000);
    assertThat(report.problems()).hasSize(3);
    assertThat(report.problemsOmitted()).isEqualTo(1_997);
    assertThat(report.problemCounts()).containsEntry("outside-japan", 2_000L);
  }

  @Test
  void aLayerTakesOneImportAtATime() throws Exception {
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    List<ImportException> refused = new ArrayList<>();
    Progress second =
        new Progress() {
          @Override
          public void report(double fraction) {
            if (refused.isEmpty()) {
              refused.add(bench.failure(file, "s", PLAIN));
            }
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    bench
        .importer()
        .run(new ImportRequest(file, ImportBench.layer("s"), ImportBench.PLANNER, PLAIN), second);
    assertThat(refused).extracting(ImportException::code).containsExactly("layer-busy");
  }

  @Test
  void thePublicMayNotImport() throws Exception {
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    assertThat(bench.failure(file, "s", PLAIN, Actor.PUBLIC).code()).isEqualTo("layer-not-allowed");
    bench.load(file, "s", PLAIN);
    assertThat(bench.failure(file, "s", PLAIN, Actor.PUBLIC).code()).isEqualTo("layer-not-allowed");
  }

  @Test
  void householdsAndResidentsArePersonalWhateverIsSaid() throws Exception {
    Path file = bench.file("h.csv", "世帯番号,lat,lon", "1,42.8,141.8");
    assertThat(bench.failure(file, "households", PLAIN).code()).isEqualTo("layer-not-allowed");
    for (String layer : List.of("households", "residents")) {
      bench.load(file, layer, PLAIN, Actor.OPERATOR);
      assertThat(bench.entry(layer).access().sensitivity()).isEqualTo(Sensitivity.PERSONAL);
    }
    assertThat(bench.failure(file, "households", PLAIN).code()).isEqualTo("layer-not-allowed");
  }

  @Test
  void personalDataDoNotGoIntoAnOrdinaryLayer() throws Exception {
    Path file = bench.file("a.csv", HEAD, "1,公民館,42.8,141.8");
    bench.load(file, "s", PLAIN);
    assertThat(
            bench
                .failure(file, "s", PLAIN.withPlacement(Placement.PERSONAL), Actor.OPERATOR)
                .code())
        .isEqualTo("sensitivity-conflict");
  }

  @Test
  void problemsOfAPersonalImportTellRowAndCodeButNoValue() throws Exception {
    Path file =
        bench.file(
            "r.csv", "氏名,世帯,lat,lon", "安平花子,1,42.8,141.8", "早来太郎,2,1.5,2.5", "追分次郎,1,42.8,141.8");
    ImportReport report =
        bench.load(
            file,
            "register",
            PLAIN.withPlacement(Placement.PERSONAL).byKey("世帯", false).withCrs(Crs.JGD2011),
            Actor.OPERATOR);
    assertThat(report.imported()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(Problem::row, Problem::code)
        .contains(
            org.assertj.core.groups.Tuple.tuple(3L, "outside-japan"),
            org.assertj.core.groups.Tuple.tuple(4L, "key-duplicate"));
    assertThat(report.asMap().toString())
        .doesNotContain("太郎", "次郎", "2.5", "'1'")
        .contains("outside-japan");
  }

  @Test
  void aFailedPersonalImportTellsNoValueEither() throws Exception {
    Path plane = bench.file("p.csv", "氏名,x,y", "安平花子,-34500.5,-131200.25");
    ImportOptions personal = PLAIN.withPlacement(Placement.PERSONAL);
    ImportException e = bench.failure(plane, "register", personal, Actor.OPERATOR);
    assertThat(e.code()).isEqualTo("crs-unknown");
    assertThat(e.getMessage()).doesNotContain("34500", "131200");

    Path broken = bench.file("b.csv", "氏名,lat,lon", "\"安平花子,42.8,141.8");
    ImportException unreadable = bench.failure(broken, "register", personal, Actor.OPERATOR);
    assertThat(unreadable.getMessage() + unreadable.advice()).doesNotContain("花子");
    assertThat(unreadable.code()).isEqualTo("quote-not-closed");
  }

  @Test
  void theReportTellsWhereTheTimeWent() throws Exception {
    ImportReport report = bench.load(bench.file("a.csv", HEAD, "1,公民館,42.8,141.8"), "s", PLAIN);
    assertThat(report.phases())
        .containsOnlyKeys("open", "read", "convert", "check", "stage", "publish", "total");
    assertThat(report.asMap())
        .containsEntry("imported", 1L)
        .containsEntry("layer", "s")
        .containsKeys("problems", "problemCounts", "phasesMs", "crs", "accuracyM");
  }
}
