package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search as visitors and staff have it, over a running server. */
class SearchTest {
  /** How long a change may take until it is found; far more than it needs, for busy machines. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void aTownWithParcelsFacilitiesAndPipes() throws Exception {
    town =
        RunningTown.start(
            folder.resolve("town"),
            java.util.Map.of("municipality.name.ja", "みどり野町", "municipality.crs", "EPSG:6680"));
    town.importGeoJson(
        "parcels",
        features(
            parcel("本町", "一丁目", "12-3", 141.80),
            parcel("本町", "一丁目", "12-30", 141.81),
            parcel("本町", "一丁目", "2", 141.82),
            parcel("本町", "二丁目", "12-3", 141.83),
            parcel("字鈴沢", "", "１２－３", 141.84),
            parcel("追分柏が丘", "", "5", 141.85),
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"大字\":\"字上鈴沢\",\"丁目\":\"\",\"地番\":\"７－１\"}}"));
    town.importGeoJson(
        "facilities",
        features(
            facility("みどり野町役場", "みどりのちょうやくば", "北海道みどり野町本町一丁目2番地", 141.801),
            facility("北見中央公民館", "きたみちゅうおうこうみんかん", "みどり野町末広3-1", 141.802),
            facility("東部コミュニティセンター", "とうぶ", "みどり野町字鈴沢12番地3", 141.84)));
    town.importGeoJson("rivers", features(named("鈴沢川", 141.84), named("鈴沢川", 141.86)));
    town.importGeoJson("water_pipes", features(named("鈴沢配水管", 141.84)));
    for (String layer : List.of("parcels", "facilities", "rivers")) {
      town.publish(layer);
    }
    awaitTitles(town.clerk(), "鈴沢配水", "鈴沢配水管");
    awaitTitles(town.visitor(), "北見", "北見中央公民館");
    awaitTitles(town.visitor(), "鈴沢川", "鈴沢川");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String features(String... features) {
    return RunningTown.collection(features);
  }

  private static String parcel(String quarter, String block, String lot, double lon) {
    return """
    {"type":"Feature","properties":{"大字":"%s","丁目":"%s","地番":"%s"},"geometry":{"type":"Polygon",
     "coordinates":[[[%5$s,42.76],[%4$s,42.76],[%4$s,42.77],[%5$s,42.77],[%5$s,42.76]]]}}\
    """
        .formatted(quarter, block, lot, lon + 0.001, lon);
  }

  private static String facility(String name, String kana, String address, double lon) {
    return """
    {"type":"Feature","properties":{"名称":"%s","名称_カナ":"%s","所在地_連結表記":"%s"},
     "geometry":{"type":"Point","coordinates":[%s,42.76]}}\
    """
        .formatted(name, kana, address, lon);
  }

  private static String named(String name, double lon) {
    return """
    {"type":"Feature","properties":{"名称":"%s"},"geometry":{"type":"LineString",
     "coordinates":[[%s,42.75],[%s,42.76]]}}\
    """
        .formatted(name, lon, lon);
  }

  private static JsonNode search(Caller caller, String q, String... more) {
    Answer answer = caller.get(address(q) + String.join("", more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String address(String q) {
    return "/api/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
  }

  private static List<String> titles(Caller caller, String q, String... more) {
    List<String> titles = new ArrayList<>();
    search(caller, q, more).path("hits").forEach(hit -> titles.add(hit.path("title").asText()));
    return titles;
  }

  private static void awaitTitles(Caller caller, String q, String... expected) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<String> found = titles(caller, q);
    while (!found.equals(List.of(expected)) && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
      found = titles(caller, q);
    }
    assertThat(found).containsExactly(expected);
  }

  static Stream<String> spellings() {
    return Stream.of(
        "本町一丁目12番地3",
        "本町一丁目12番3号",
        "本町１－１２－３",
        "本町1丁目12-3",
        "本町 1-12-3",
        "本町１ー１２ー３",
        "本町一丁目十二番地の三",
        "大字本町1丁目12番地3",
        "北海道みどり野町本町1−12−3",
        "みどり野町本町一丁目 12-3",
        "本町1-12-3 みどりビル201号室",
        "  本町1‐12‐3  ");
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everySpellingOfALotFindsItFirst(String spelling) {
    JsonNode hit = search(town.visitor(), spelling).path("hits").path(0);
    assertThat(hit.path("title").asText()).isEqualTo("本町一丁目12-3");
    assertThat(hit.path("kind").asText()).isEqualTo("parcel");
    assertThat(hit.path("layer").asText()).isEqualTo("parcels");
    assertThat(hit.path("id").isIntegralNumber()).isTrue();
    assertThat(hit.path("point").path(0).asDouble()).isBetween(141.80, 141.801);
    assertThat(hit.path("bbox")).hasSize(4);
    assertThat(hit.has("note")).isFalse();
  }

  @Test
  void theExactLotComesBeforeLongerNumbersAndOtherBlocks() {
    assertThat(titles(town.visitor(), "本町1丁目12-3")).containsExactly("本町一丁目12-3", "本町一丁目12-30");
    assertThat(titles(town.visitor(), "本町12-3").subList(0, 2))
        .containsExactlyInAnyOrder("本町一丁目12-3", "本町二丁目12-3");
    assertThat(titles(town.visitor(), "12-3")).contains("本町一丁目12-3", "本町二丁目12-3", "字鈴沢１２－３");
  }

  @Test
  void aPartOfTheTownIsAHitOfItsOwn() {
    JsonNode hits = search(town.visitor(), "本町").path("hits");
    JsonNode first = hits.path(0);
    assertThat(first.path("kind").asText()).isEqualTo("address");
    assertThat(first.path("title").asText()).isEqualTo("本町一丁目");
    assertThat(first.path("id").isNull()).isTrue();
    assertThat(first.path("bbox").path(0).asDouble()).isEqualTo(141.80);
    assertThat(first.path("bbox").path(2).asDouble()).isEqualTo(141.821);
    assertThat(hits.path(1).path("title").asText()).isEqualTo("本町二丁目");
  }

  @Test
  void twoCharactersAndOneAreEnough() {
    assertThat(titles(town.visitor(), "中央")).containsExactly("北見中央公民館");
    assertThat(titles(town.visitor(), "館")).containsExactly("北見中央公民館");
    assertThat(titles(town.visitor(), "役場")).containsExactly("みどり野町役場");
  }

  @Test
  void namesAreFoundByReadingWidthAndWordsInAnyOrder() {
    assertThat(titles(town.visitor(), "コウミンカン")).containsExactly("北見中央公民館");
    assertThat(titles(town.visitor(), "ｺﾐｭﾆﾃｨ")).containsExactly("東部コミュニティセンター");
    assertThat(titles(town.visitor(), "公民館 北見")).containsExactly("北見中央公民館");
  }

  @Test
  void facilitiesAreFoundByTheirAddressToo() {
    assertThat(titles(town.visitor(), "末広3-1")).containsExactly("北見中央公民館");
    assertThat(titles(town.visitor(), "字鈴沢12-3")).containsExactly("東部コミュニティセンター", "字鈴沢１２－３");
  }

  @Test
  void aLineOfManyPiecesIsOneHitWithTheirExtent() {
    JsonNode hits = search(town.visitor(), "鈴沢川").path("hits");
    assertThat(hits).hasSize(1);
    assertThat(hits.path(0).path("bbox").path(0).asDouble()).isEqualTo(141.84);
    assertThat(hits.path(0).path("bbox").path(2).asDouble()).isEqualTo(141.86);
  }

  @Test
  void aParcelWithoutAPlaceSaysSo() {
    JsonNode hit = search(town.visitor(), "上鈴沢7-1", "&lang=en").path("hits").path(0);
    assertThat(hit.path("title").asText()).isEqualTo("字上鈴沢７－１");
    assertThat(hit.path("point").isNull()).isTrue();
    assertThat(hit.path("bbox").isNull()).isTrue();
    assertThat(hit.path("note").asText()).contains("no place on the map");
  }

  @Test
  void ofEqualsTheNearerComesFirst() {
    assertThat(titles(town.visitor(), "12-3", "&near=141.831,42.765"))
        .first()
        .isEqualTo("本町二丁目12-3");
    assertThat(titles(town.visitor(), "本町12-3", "&near=141.80,42.765"))
        .first()
        .isEqualTo("本町一丁目12-3");
  }

  @Test
  void coordinatesAreAHitInTheTownsZoneToo() {
    JsonNode hit = search(town.visitor(), "42.76, 141.82").path("hits").path(0);
    assertThat(hit.path("kind").asText()).isEqualTo("coordinates");
    assertThat(hit.path("layer").isNull()).isTrue();
    assertThat(hit.path("point").path(0).asDouble()).isEqualTo(141.82);
    JsonNode plane = search(town.visitor(), "X=-137000 Y=-35000").path("hits").path(0);
    assertThat(plane.path("point").path(1).asDouble()).isBetween(42.7, 42.8);
  }

  @Test
  void moreIsToldOnlyOfWhatTheCallerSees() {
    assertThat(search(town.visitor(), "12-3", "&limit=1").path("more").asBoolean()).isTrue();
    assertThat(search(town.visitor(), "鈴沢川", "&limit=1").path("more").asBoolean()).isFalse();
    // A pipe that only staff see fits as well: the visitor gets neither it nor a sign of it.
    assertThat(titles(town.clerk(), "鈴沢配")).containsExactly("鈴沢配水管");
    JsonNode none = search(town.visitor(), "鈴沢配");
    assertThat(none.path("hits")).isEmpty();
    assertThat(none.path("more").asBoolean()).isFalse();
  }

  @Test
  void whatIsHiddenIsGoneAtOnceForVisitorsAndStaysForStaff() throws Exception {
    town.importGeoJson("works", features(named("夜間工事", 141.8)));
    awaitTitles(town.clerk(), "夜間工事", "夜間工事");
    assertThat(titles(town.visitor(), "夜間工事")).isEmpty();
    town.publish("works");
    awaitTitles(town.visitor(), "夜間工事", "夜間工事");
    town.unpublish("works");
    assertThat(titles(town.visitor(), "夜間工事")).isEmpty();
    awaitTitles(town.clerk(), "夜間工事", "夜間工事");
  }

  @Test
  void editsAreFollowedAndARestartLosesNothing() throws Exception {
    town.importGeoJson("bridges", features(named("古橋", 141.8)));
    awaitTitles(town.clerk(), "古橋", "古橋");
    JsonNode hit = search(town.clerk(), "古橋").path("hits").path(0);
    String item = "/ogc/collections/bridges/items/" + hit.path("id").asLong();
    assertThat(town.clerk().patch(item, "{\"properties\":{\"名称\":\"新大橋\"}}").status())
        .isEqualTo(200);
    awaitTitles(town.clerk(), "大橋", "新大橋");
    assertThat(titles(town.clerk(), "古橋")).isEmpty();
    town.restart();
    awaitTitles(town.clerk(), "大橋", "新大橋");
    assertThat(town.clerk().delete(item).status()).isEqualTo(204);
    awaitTitles(town.clerk(), "大橋");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR 1=1 --",
        "\"",
        "*",
        "%",
        "_",
        "NEAR(a b)",
        "a AND b NOT",
        "😀",
        "\\",
        "(((",
        "-",
        "ー",
        "､",
        "\u0000",
        "🏠本町",
        "<script>alert(1)</script>"
      })
  void whateverIsTypedIsOnlyText(String text) {
    assertThat(search(town.visitor(), text).path("hits").size()).isLessThanOrEqualTo(10);
  }

  @Test
  void aQuestionThatCannotBeAskedIsRefusedClearly() {
    for (String bad :
        List.of("/api/search", "/api/search?q=", "/api/search?q=%20", address("長".repeat(201)))) {
      Answer answer = town.visitor().get(bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("bad-parameter");
      assertThat(answer.text()).contains("1 to 200 characters");
    }
    for (String bad :
        List.of("&limit=0", "&limit=51", "&near=x", "&near=1", "&near=200,0", "&near=NaN,1")) {
      assertThat(town.visitor().get(address("本町") + bad).code()).as(bad).isEqualTo("bad-parameter");
    }
    Answer huge = town.visitor().get("/api/search?q=" + "a".repeat(10_000));
    assertThat(huge.status()).isIn(400, 414, 431);
  }
}
