package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.WriteOptions;

/** Files that come by HTTP, from the form to the feature. */
@Timeout(120)
class ImportRoutesTest {
  private static final int MAX_BYTES = 8 << 20;
  private static final Charset CP932 = Charset.forName("windows-31j");

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town =
        RunningTown.start(
            folder.resolve("town"), Map.of("imports.maxUploadMegabytes", "8", "jobs.threads", "2"));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode items(String layer) {
    return town.clerk().get("/ogc/collections/" + layer + "/items?limit=1000").json();
  }

  /** The last bytes of a request may go a moment after its answer. */
  private static void assertNoFileIsLeft() throws Exception {
    List<Path> left = filesInSpool();
    for (int i = 0; i < 1_000 && !left.isEmpty(); i++) {
      LockSupport.parkNanos(10_000_000);
      left = filesInSpool();
    }
    assertThat(left).as("files left in the spool").isEmpty();
  }

  private static List<Path> filesInSpool() throws Exception {
    try (var files = Files.walk(town.folder().resolve("spool"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      return List.of(Path.of("one that just goes"));
    }
  }

  @Test
  void aGeoJsonFileBecomesAJobAndThenALayer() throws Exception {
    Answer taken =
        town.clerk()
            .upload(
                Form.ofLayer("stops").file("停留所.geojson", collection(point("役場前", 141.82, 42.76))));

    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    assertThat(taken.header("Location")).matches("/api/jobs/[0-9a-f]{32}");
    assertThat(taken.json().path("id").asText())
        .isEqualTo(taken.header("Location").substring("/api/jobs/".length()));
    JsonNode job = town.clerk().ended(taken.header("Location"));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    assertThat(job.path("progress").asDouble()).isEqualTo(1);
    assertThat(job.path("result").path("imported").asInt()).isEqualTo(1);
    JsonNode feature = items("stops").path("features").path(0);
    assertThat(feature.path("properties").path("name").asText()).isEqualTo("役場前");
    assertThat(feature.path("geometry").path("coordinates").toString()).isEqualTo("[141.82,42.76]");
    assertThat(town.visitor().get("/ogc/collections/stops/items").status()).isEqualTo(404);
    assertNoFileIsLeft();
  }

  /** The origin of zone XII stands at 142°15′ E, 44° N (国土交通省告示 平成14年第9号). */
  @Test
  void aJapaneseShapefileInZoneTwelveStandsWhereItShould() throws Exception {
    Path zip = folder.resolve("標石.zip");
    Schema schema =
        new Schema(GeometryType.POINT, List.of(Attribute.open("名称", AttributeType.TEXT)));
    try (FeatureWriter writer =
        Formats.standard()
            .byName("shp")
            .create(zip, schema, new WriteOptions("stones", new Crs(6680), CP932))) {
      writer.write(
          new Feature(
              1,
              Revision.NONE,
              new GeometryFactory().createPoint(new Coordinate(0, 0)),
              Attributes.of(schema, "原点①")));
    }

    JsonNode job = town.clerk().imported(Form.ofLayer("stones").file(zip));

    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    assertThat(job.path("result").path("crs").asText()).isEqualTo("EPSG:6680");
    JsonNode feature = items("stones").path("features").path(0);
    assertThat(feature.path("properties").path("名称").asText()).isEqualTo("原点①");
    JsonNode place = feature.path("geometry").path("coordinates");
    assertThat(place.path(0).asDouble()).isEqualTo(142.25, within(1e-9));
    assertThat(place.path(1).asDouble()).isEqualTo(44, within(1e-9));
  }

  @Test
  void whatTheFormSaysAboutAFileGoesBeforeWhatTheFileSays() throws Exception {
    String csv = "番号,名前,X,Y\n1,公民館①,0,0\n2,学校,0,0\n";

    JsonNode job =
        town.clerk()
            .imported(
                Form.ofLayer("halls")
                    .text("crs", "EPSG:6680")
                    .text("encoding", "Shift_JIS")
                    .text("columns", "{\"名前\":\"name\"}")
                    .file("halls.csv", csv.getBytes(CP932)));

    assertThat(job.path("result").path("imported").asInt()).as(job.toString()).isEqualTo(2);
    JsonNode feature = items("halls").path("features").path(0);
    assertThat(feature.path("properties").path("name").asText()).isEqualTo("公民館①");
    assertThat(feature.path("geometry").path("coordinates").path(1).asDouble())
        .isEqualTo(44, within(1e-9));
  }

  @Test
  void importingAgainByKeyUpdatesAddsAndOnRequestRemoves() throws Exception {
    Caller clerk = town.clerk();
    String head = "no,name,lat,lon\n";
    clerk.imported(Form.ofLayer("keyed").file("a.csv", head + "1,a,42.8,141.8\n2,b,42.8,141.9\n"));
    Form second =
        Form.ofLayer("keyed")
            .text("key", "no")
            .text("removeMissing", "true")
            .file("b.csv", head + "2,B,42.8,141.9\n3,c,42.8,141.7\n");

    JsonNode result = clerk.imported(second).path("result");

    assertThat(result.path("updated").asInt()).as(result.toString()).isEqualTo(1);
    assertThat(result.path("created").asInt()).isEqualTo(1);
    assertThat(result.path("removed").asInt()).isEqualTo(1);
    assertThat(items("keyed").findValuesAsText("name")).containsExactlyInAnyOrder("B", "c");
  }

  @Test
  void thePublicCannotImport() throws Exception {
    Answer answer =
        town.visitor()
            .upload(
                Form.ofLayer("graffiti").file("a.geojson", collection(point("x", 141.8, 42.8))));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("sign-in-needed");
    assertThat(town.clerk().get("/ogc/collections/graffiti").status()).isEqualTo(404);
    assertNoFileIsLeft();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aFileThatIsTooLargeIsRefusedAndLeavesNothing(boolean withoutLength) throws Exception {
    Form form = Form.ofLayer("huge").file("huge.csv", new byte[MAX_BYTES + (2 << 20)]);

    Answer answer = town.clerk().upload(withoutLength ? form.withoutLength() : form);

    assertThat(answer.status()).as(answer.text()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("too-large");
    assertThat(answer.json().path("detail").asText()).contains(String.valueOf(MAX_BYTES));
    assertNoFileIsLeft();
  }

  @Test
  void theAllowedSizeIsOfTheFileAndExact() throws Exception {
    Answer over =
        town.clerk().upload(Form.ofLayer("huge").file("huge.csv", new byte[MAX_BYTES + 1]));
    Answer just = town.clerk().upload(Form.ofLayer("huge").file("huge.csv", new byte[MAX_BYTES]));

    assertThat(over.code()).as(over.text()).isEqualTo("too-large");
    assertThat(over.header("Connection")).as("nothing is to follow half a body").isEqualTo("close");
    assertThat(just.status()).as(just.text()).isEqualTo(202);
    town.clerk().ended(just.header("Location"));
  }

  @Test
  void aBodyThatIsNoFormIsRefused() {
    Answer answer = town.clerk().post("/api/imports", "{\"layer\":\"x\"}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("multipart-needed");
  }

  @Test
  void aFormThatBreaksOffIsRefused() throws Exception {
    assertRefused(someFile("x").brokenOff(), 400, "form-malformed");
  }

  private static Form someFile(String layer) {
    return Form.ofLayer(layer).file("a.geojson", collection(point("x", 141.8, 42.8)));
  }

  private static void assertRefused(Form form, int status, String code) throws Exception {
    Answer answer = town.clerk().upload(form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.json().path("advice").asText()).isNotBlank();
    assertNoFileIsLeft();
  }

  @Test
  void aFormThatCannotBeUsedIsRefusedBeforeAnyJob() throws Exception {
    String before = town.clerk().get("/api/jobs").text();

    assertRefused(Form.ofLayer("x"), 400, "file-missing");
    assertRefused(someFile("x").file("b.csv", "1"), 400, "file-missing");
    assertRefused(
        someFile("x").part("more", "b.csv", BodyPublishers.ofString("1")), 400, "file-missing");
    assertRefused(new Form().file("a.csv", "no,lat,lon\n1,42.8,141.8\n"), 400, "bad-layer-id");
    assertRefused(someFile("No Name"), 400, "bad-layer-id");
    assertRefused(someFile("../town"), 400, "bad-layer-id");
    assertRefused(someFile("x").text("colour", "red"), 400, "unknown-parameter");
    assertRefused(someFile("x").text("layer", "y"), 400, "bad-parameter");
    assertRefused(someFile("x").text("key", "k".repeat(20_000)), 400, "bad-parameter");
    assertRefused(someFile("x").text("key", "k".repeat(5 << 20)), 413, "too-large");
    assertRefused(someFile("x").text("crs", "EPSG:99999"), 400, "unknown-crs");
    assertRefused(someFile("x").text("encoding", "EBCDIC-9"), 400, "encoding-unknown");
    assertRefused(someFile("x").text("removeMissing", "perhaps"), 400, "bad-parameter");
    assertRefused(someFile("x").text("columns", "[1]"), 400, "bad-json");
    assertRefused(someFile("gpkg_x"), 400, "bad-layer-id");
    assertRefused(someFile("residents"), 403, "layer-not-allowed");
    assertRefused(someFile("x").text("title", "長".repeat(201)), 400, "bad-member");
    assertRefused(someFile("x").text("validFrom", "v".repeat(200)), 400, "bad-member");

    assertThat(town.clerk().get("/api/jobs").text()).isEqualTo(before);
    assertThat(town.clerk().get("/ogc/collections/x").status()).isEqualTo(404);
  }

  private static final String SHOPS =
      "name,lat,lon,opened,closed\n駅前,42.76,141.82,2020-04-01,2024-04-01\n公園,42.77,141.83,2023-04-01,\n";

  private static JsonNode collectionOf(String layer) {
    return town.clerk().get("/ogc/collections/" + layer + "?lang=ja").json();
  }

  @Test
  void aNewLayerGetsTheNameTheGroupAndTheTimeThatTheFormGives() throws Exception {
    JsonNode job =
        town.clerk()
            .imported(
                Form.ofLayer("shops")
                    .text("title", "商店")
                    .text("titleEn", "Shops")
                    .text("group", "facilities")
                    .text("validFrom", "opened")
                    .text("validTo", "closed")
                    .file("shops.csv", SHOPS));

    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    JsonNode shops = collectionOf("shops");
    assertThat(shops.path("title").asText()).isEqualTo("商店");
    assertThat(shops.path("machizu").path("titles").path("en").asText()).isEqualTo("Shops");
    assertThat(shops.path("machizu").path("group").asText()).isEqualTo("facilities");
    String in2022 = "/ogc/collections/shops/items?datetime=2022-01-01T00:00:00Z";
    assertThat(town.clerk().get(in2022).json().findValuesAsText("name")).containsExactly("駅前");
  }

  @Test
  void aLayerThatIsThereKeepsItsWordsUnlessTheFormGivesOthers() throws Exception {
    Caller clerk = town.clerk();
    clerk.imported(Form.ofLayer("inns").text("title", "宿").file("inns.csv", SHOPS));
    clerk.imported(Form.ofLayer("inns").file("inns.csv", SHOPS));
    assertThat(collectionOf("inns").path("title").asText()).isEqualTo("宿");

    clerk.imported(
        Form.ofLayer("inns")
            .text("title", "旅館")
            .text("validFrom", "since")
            .file("inns.csv", SHOPS.replace("opened", "since")));

    assertThat(collectionOf("inns").path("title").asText()).isEqualTo("旅館");
    assertThat(collectionOf("inns").path("machizu").path("validTime").path("from").asText())
        .isEqualTo("since");
  }

  @Test
  void aTimeAttributeThatTheFileLacksEndsTheImportBeforeAnythingIsWritten() throws Exception {
    Caller clerk = town.clerk();
    clerk.imported(Form.ofLayer("bars").text("title", "酒場").file("bars.csv", SHOPS));
    String before = items("bars").path("features").toString();

    for (String layer : List.of("bars", "cafes")) {
      Form form = Form.ofLayer(layer).text("title", "喫茶").text("validFrom", "since");
      JsonNode result = clerk.imported(form.file("bars.csv", SHOPS)).path("result");
      assertThat(result.path("code").asText()).isEqualTo("unknown-attribute");
      assertThat(result.path("detail").asText()).contains("'since'", "opened, closed");
    }
    Form text = Form.ofLayer("cafes").text("validFrom", "name").file("bars.csv", SHOPS);
    JsonNode result = clerk.imported(text).path("result");
    assertThat(result.path("code").asText()).isEqualTo("bad-member");
    assertThat(result.path("detail").asText()).contains("validTime.from", "opened, closed");

    assertThat(clerk.get("/ogc/collections/cafes").status()).isEqualTo(404);
    assertThat(items("bars").path("features").toString()).isEqualTo(before);
    assertThat(collectionOf("bars").path("title").asText()).isEqualTo("酒場");
  }
}
