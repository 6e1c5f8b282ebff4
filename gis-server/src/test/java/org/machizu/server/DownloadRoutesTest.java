package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.tiles.archive.ArchiveReader;
import org.machizu.tiles.grid.TileAddress;

/** Layers taken away by one address. */
@Timeout(120)
class DownloadRoutesTest {
  private static final String HALLS =
      collection(point("公民館", 141.82, 42.76), point("学校", 141.83, 42.77));
  private static final String SHELTERS =
      "全国地方公共団体コード,ID,名称,名称_カナ,所在地_連結表記,災害種別_洪水,災害種別_地震,想定収容人数,備考,緯度,経度\n"
          + "015857,S01,髙橋公民館①,タカハシ,\"本町1-1, 2階\",△,○,120,,42.76,141.82\n"
          + "015857,S02,学校,ガッコウ,緑2,○,,,広い,42.77,141.83\n";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, Map.of("municipality.name.ja", "安平町"));
    town.importGeoJson("halls", HALLS);
    town.describe(
        "halls",
        "{\"source\":\"安平町\",\"licence\":\"https://creativecommons.org/licenses/by/4.0/\",\"date\":\"2026-04-01\"}");
    town.publish("halls");
    town.importGeoJson("plans", collection(point("secret", 141.82, 42.76)));
    town.importFile("shelters", Files.writeString(folder.resolve("s.csv"), SHELTERS));
    town.publish("shelters");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Answer get(String address) {
    Answer answer = town.visitor().get(address);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aLayerComesAtOnceWithWhatBelongsToIt() throws Exception {
    Answer file = get("/api/layers/halls/download");

    assertThat(file.json().path("features").findValuesAsText("name")).containsExactly("公民館", "学校");
    assertThat(file.header("Content-Type")).isEqualTo("application/geo+json");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''halls.geojson");
    assertThat(file.header("Cache-Control")).isEqualTo("public, no-cache");
    assertThat(file.header("Link"))
        .contains("/api/layers/halls/download/metadata>; rel=\"describedby\"")
        .contains("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.body());
    assertThat(file.header("Repr-Digest"))
        .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
  }

  @Test
  void whoeverHasTheStateIsSentNothingUntilTheLayerChanges() throws Exception {
    town.importGeoJson("changing", HALLS);
    town.publish("changing");
    String etag = get("/api/layers/changing/download?f=csv").header("ETag");
    Caller again = town.visitor().with("If-None-Match", etag);

    assertThat(again.get("/api/layers/changing/download?f=csv").status()).isEqualTo(304);
    assertThat(again.get("/api/layers/changing/download?f=geojson").status()).isEqualTo(200);

    town.importGeoJson("changing", collection(point("体育館", 141.82, 42.76)));
    Answer after = again.get("/api/layers/changing/download?f=csv");

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.text()).contains("体育館").doesNotContain("公民館");
    assertThat(after.header("ETag")).isNotEqualTo(etag);
  }

  @Test
  void aCopyThatBrokeOffIsGoneOnWith() {
    String address = "/api/layers/halls/download?f=gpkg";
    Answer whole = get(address);
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    int size = whole.body().length;
    assertThat(whole.header("Content-Length")).isEqualTo(String.valueOf(size));

    Caller goingOn = town.visitor().with("If-Range", whole.header("ETag"));
    Answer rest = goingOn.with("Range", "bytes=1000-").get(address);

    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.header("Content-Range")).isEqualTo("bytes 1000-" + (size - 1) + "/" + size);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1000, size));
    assertThat(goingOn.with("Range", "bytes=16-31").get(address).body())
        .isEqualTo(Arrays.copyOfRange(whole.body(), 16, 32));
    assertThat(goingOn.with("Range", "bytes=-5").get(address).body())
        .isEqualTo(Arrays.copyOfRange(whole.body(), size - 5, size));
  }

  @ParameterizedTest
  @CsvSource({
    "'bytes=0-1,4-5', 200",
    "items=0-1, 200",
    "bytes=5-2, 200",
    "bytes=a-b, 200",
    "bytes=99999999-, 416",
    "bytes=0-99999999, 206",
  })
  void aRangeThatIsNoneIsPassedOverAndOneBehindTheEndRefused(String range, int status) {
    Answer answer = town.visitor().with("Range", range).get("/api/layers/halls/download?f=gpkg");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(status == 416 ? "range-outside" : "");
    assertThat(answer.header("Content-Range")).startsWith(status == 200 ? "" : "bytes ");
    if (status == 416) {
      assertThat(answer.header("Content-Range"))
          .isEqualTo("bytes */" + get("/api/layers/halls/download?f=gpkg").body().length);
    }
  }

  @Test
  void aPieceOfAnotherStateIsNeverPutBehindThisOne() {
    Answer answer =
        town.visitor()
            .with("Range", "bytes=1000-")
            .with("If-Range", "\"another\"")
            .get("/api/layers/halls/download?f=gpkg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(get("/api/layers/halls/download?f=gpkg").body());
  }

  @Test
  void aTextIsPackedForWhoeverTakesThatAndHasATagOfItsOwn() throws Exception {
    Answer plain = get("/api/layers/halls/download?f=kml");
    Caller browser = town.visitor().with("Accept-Encoding", "gzip, br");
    Answer packed = browser.get("/api/layers/halls/download?f=kml");

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Accept-Ranges")).isEqualTo("none");
    assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(browser.get("/api/layers/halls/download?f=gpkg").header("Content-Encoding"))
        .isEmpty();
    assertThat(
            browser
                .with("If-None-Match", packed.header("ETag"))
                .get("/api/layers/halls/download?f=kml")
                .status())
        .isEqualTo(304);
  }

  @Test
  void whoDoesNotWaitGetsTheJobAndThenTheFile() {
    Caller visitor = town.visitor();
    String address = "/api/layers/halls/download?f=fgb&bbox=141,42,142,43";

    Answer taken = visitor.with("Prefer", "respond-async").get(address);

    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    assertThat(taken.header("Retry-After")).isEqualTo("5");
    assertThat(taken.json().path("state").asText()).isIn("queued", "running");
    JsonNode job = visitor.ended(taken.header("Location"));
    assertThat(job.path("state").asText()).isEqualTo("done");
    Answer file = get(address);
    assertThat(file.body()).isEqualTo(get(job.path("result").path("href").asText()).body());
    assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(digest(file))))
        .isEqualTo(job.path("result").path("sha256").asText());
  }

  private static String digest(Answer file) {
    String header = file.header("Repr-Digest");
    return header.substring("sha-256=:".length(), header.length() - 1);
  }

  @Test
  void aFileIsMadeOnceAndOutlivesTheServer() throws Exception {
    String address = "/api/layers/halls/download?f=fgb";
    Answer first = get(address);

    assertThat(get(address).header("ETag")).isEqualTo(first.header("ETag"));
    town.restart();

    Answer after = get(address);
    assertThat(after.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(after.body()).isEqualTo(first.body());
  }

  @Test
  void onlyWhatIsAskedForIsInTheFile() {
    String filter = encoded("name LIKE '公%' AND S_INTERSECTS(geometry,BBOX(141,42,142,43))");

    String text = get("/api/layers/halls/download?f=csv&filter=" + filter).text();

    assertThat(text).contains("公民館").doesNotContain("学校");
    String box = get("/api/layers/halls/download?f=csv&bbox=141.825,42,142,43").text();
    assertThat(box).contains("学校").doesNotContain("公民館");
    String some = get("/api/layers/shelters/download?f=csv&properties=" + encoded("備考,名称")).text();
    assertThat(some.lines().findFirst().orElseThrow()).isEqualTo("\uFEFF備考,名称,緯度,経度");
    String json = encoded("{\"op\":\"=\",\"args\":[{\"property\":\"name\"},\"学校\"]}");
    assertThat(get("/api/layers/halls/download?filter-lang=cql2-json&filter=" + json).text())
        .contains("学校")
        .doesNotContain("公民館");
  }

  @Test
  void theSameWishByAJobHasTheSameFile() {
    Caller visitor = town.visitor();
    String request =
        "{\"layer\":\"halls\",\"format\":\"csv\",\"filter\":{\"op\":\"=\",\"args\":[{\"property\":\"name\"},\"学校\"]},\"properties\":[\"name\"]}";

    JsonNode job = visitor.ended(visitor.post("/api/exports", request).header("Location"));

    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    assertThat(get(job.path("result").path("href").asText()).text())
        .isEqualTo(
            get("/api/layers/halls/download?f=csv&properties=name&filter=" + encoded("name = '学校'"))
                .text());
  }

  @Test
  void aTableForAnOldProgramIsInItsEncodingAndZone() {
    Answer file = get("/api/layers/shelters/download?f=csv&encoding=cp932&zone=12");

    String text = new String(file.body(), Charset.forName("windows-31j"));
    assertThat(text).contains("髙橋公民館①").contains(",x").doesNotContain("141.8");
  }

  @Test
  void theRecommendedColumnsStandInTheirOrderWithTheirWords() {
    String text = get("/api/layers/shelters/download?f=csv&profile=emergency-shelter").text();

    assertThat(text.lines().toList())
        .containsExactly(
            "\uFEFFNO,名称,名称_カナ,住所,方書,緯度,経度,標高,電話番号,内線番号,市区町村コード,都道府県名,市区町村名,"
                + "災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,"
                + "災害種別_内水氾濫,災害種別_火山現象,指定避難所との重複,想定収容人数,対象となる町会・自治会,URL,備考",
            "S01,髙橋公民館①,タカハシ,\"本町1-1, 2階\",,42.76,141.82,,,,015857,北海道,安平町," + ",,,1,,,,,,120,,,",
            "S02,学校,ガッコウ,緑2,,42.77,141.83,,,,015857,北海道,安平町,1,,,,,,,,,,,,広い");
  }

  @Test
  void anArchiveHoldsTheTilesThatTheMapShows() throws Exception {
    Path file =
        Files.write(
            folder.resolve("halls.pmtiles"), get("/api/layers/halls/download?f=pmtiles").body());

    try (ArchiveReader archive = new ArchiveReader(file)) {
      int same = 0;
      for (int z = archive.zooms().min(); z <= archive.zooms().max(); z++) {
        TileAddress tile = TileAddress.at(z, 141.82, 42.76);
        byte[] inArchive = unpacked(archive.find(tile).orElseThrow());
        assertThat(inArchive).isEqualTo(get("/tiles/halls/" + tile + ".mvt").body());
        same++;
      }
      assertThat(same).isEqualTo(17);
      assertThat(archive.find(TileAddress.at(16, 141.9, 42.8))).isEmpty();
      assertThat(archive.bounds().minLon()).isCloseTo(141.82, within(1e-6));
      assertThat(archive.metadata())
          .contains("\"vector_layers\":[{\"id\":\"halls\"", "\"attribution\":\"安平町\"");
    }
  }

  @Test
  void anArchiveOfSomeHasNoOthers() throws Exception {
    String filter = encoded("name = '学校'");
    Path file =
        Files.write(
            folder.resolve("one.pmtiles"),
            get("/api/layers/halls/download?f=pmtiles&filter=" + filter).body());

    try (ArchiveReader archive = new ArchiveReader(file)) {
      assertThat(archive.find(TileAddress.at(16, 141.82, 42.76))).isEmpty();
      byte[] tile = archive.find(TileAddress.at(16, 141.83, 42.77)).orElseThrow();
      assertThat(new String(unpacked(tile), StandardCharsets.UTF_8)).contains("学校");
    }
    Answer none =
        town.visitor()
            .get("/api/layers/halls/download?f=pmtiles&filter=" + encoded("name = 'nobody'"));
    assertThat(none.code()).isEqualTo("no-tiles");
    assertThat(none.status()).isEqualTo(422);
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  @Test
  void aLayerThatDoesNotFitIsNotForcedIntoColumns() {
    Answer answer = town.visitor().get("/api/layers/halls/download?f=csv&profile=public-facility");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("profile-does-not-fit");
    assertThat(answer.text()).contains("名称", "住所");
    assertThat(town.visitor().get("/api/layers/halls/download?f=csv&profile=x").text())
        .contains("public-facility");
  }

  @Test
  void whatLiesBesideTheFileTellsWhoseItIsAndHowToGetIt() {
    JsonNode halls = get("/api/layers/halls/download/metadata").json();
    JsonNode shelters = get("/api/layers/shelters/download/metadata").json();

    assertThat(halls.path("licence").asText())
        .isEqualTo("https://creativecommons.org/licenses/by/4.0/");
    assertThat(halls.path("source").asText()).isEqualTo("安平町");
    assertThat(halls.path("date").asText()).isEqualTo("2026-04-01");
    assertThat(halls.path("features").asInt()).isEqualTo(2);
    assertThat(halls.path("bbox").toString()).isEqualTo("[141.82,42.76,141.83,42.77]");
    assertThat(halls.path("schema").path("geometry").toString())
        .isEqualTo("{\"type\":\"point\",\"crs\":\"EPSG:6668\"}");
    assertThat(halls.path("schema").path("fields").findValuesAsText("name"))
        .containsExactly("name");
    assertThat(halls.path("profiles")).isEmpty();
    assertThat(shelters.path("profiles").findValuesAsText("name"))
        .containsExactly("emergency-shelter", "public-facility");
    for (JsonNode format : halls.path("formats")) {
      String href = format.path("href").asText();
      assertThat(get(href.substring(town.base().length())).header("Content-Type"))
          .startsWith(format.path("mediaType").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/download", "/download/metadata", "/download?f=gpkg"})
  void aHiddenLayerDoesNotExist(String path) {
    Answer hidden = town.visitor().get("/api/layers/plans" + path);
    Answer missing = town.visitor().get("/api/layers/nowhere" + path);

    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.text().replace("plans", "nowhere")).isEqualTo(missing.text());
  }

  @Test
  void whatStaffTakeAwayStandsInTheAuditLogOfEach() {
    assertThat(town.clerk().get("/api/layers/plans/download?f=csv").text()).contains("secret");
    Answer other = town.neighbour().get("/api/layers/plans/download?f=csv");
    assertThat(other.header("Cache-Control")).isEqualTo("private, no-cache");

    JsonNode lines = town.as("admin").get("/api/audit?layer=plans&action=EXPORTED").json();

    assertThat(lines.path("lines").findValuesAsText("actor")).contains("clerk", "neighbour");
  }

  @ParameterizedTest
  @CsvSource({
    "f=dxf, unknown-format",
    "f=kml&crs=EPSG:6680, crs-not-in-format",
    "zone=12&crs=EPSG:6680, bad-parameter",
    "zone=20, bad-parameter",
    "filter=nothing=1, bad-filter",
    "properties=nothing, unknown-attribute",
    "colour=red, unknown-parameter",
  })
  void whatCannotBeIsToldWithItsReason(String query, String code) {
    Answer answer = town.visitor().get("/api/layers/halls/download?" + query);

    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).isBetween(400, 422);
  }
}
