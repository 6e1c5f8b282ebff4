package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.testdata.RealData;

/** Problems are told in the caller's language, every code of them. */
@Timeout(120)
class ProblemLanguageTest {
  private static final Path WORDS =
      Path.of("gis-server/src/main/resources/org/machizu/http/problems_ja.properties");

  /** Not a code itself: the words for statuses that have none. */
  private static final String OTHER = "http-other";

  private static final Pattern HYPHENATED = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)+)\"");

  /** What stands before a code in the statement that raises it. */
  private static final Pattern RAISING =
      Pattern.compile(
          "\\bof\\(\\s*\\d+,|Problem\\.of\\(|[nN]ew Problem\\(|Exception\\(|[Rr]ejected\\(|throw |reject|note\\(|repaired\\(|mended\\(|failure\\(|error\\(|tell\\(|CODE|code|ORIENTATION|return (?:full \\? )?$");

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
    town.publish("stops");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          none                        | en
          en-US,en;q=0.9              | en
          en-US,en;q=0.9,ja;q=0.8     | en
          de                          | en
          *                           | en
          ???;;;                      | en
          ja                          | ja
          ja-JP,ja;q=0.9,en;q=0.8     | ja
          en;q=0.3,ja;q=0.7           | ja
          de,ja;q=0.5                 | ja
          """)
  void theLanguageIsTheOneThatIsWishedForMore(String wish, String language) {
    Caller visitor = town.visitor();
    Answer answer =
        (wish == null ? visitor : visitor.with("Accept-Language", wish)).get("/ogc/collections/x");

    assertThat(answer.code()).isEqualTo("not-found");
    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.json().path("title").asText())
        .isEqualTo(language.equals("ja") ? "見つかりません" : "There is no such thing here");
  }

  @Test
  void theParameterGoesBeforeTheHeaderAndTheDetailKeepsItsValues() {
    Answer answer = town.visitor().get("/ogc/collections/stops/items?bbox=1,2,3&lang=ja");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("title").asText()).isEqualTo("パラメータの値が使えません");
    assertThat(answer.json().path("advice").asText()).isEqualTo("使える値に直してください。");
    assertThat(answer.json().path("detail").asText())
        .contains("'bbox'", "'1,2,3'", "allowed: four numbers");
    Caller japanese = town.visitor().with("Accept-Language", "ja");
    assertThat(japanese.get("/ogc/collections?lang=en&x=1").json().path("title").asText())
        .isEqualTo("The request has a parameter that is not known here");
  }

  @Test
  void aFailedImportAndItsRowsAreToldInJapanese() {
    Caller clerk = town.clerk().with("Accept-Language", "ja");
    Form form = Form.ofLayer("swapped").file("a.csv", "name,lat,lon\nx,141.82,42.76\n");

    JsonNode result = clerk.imported(form).path("result");

    assertThat(result.path("code").asText()).isEqualTo("nothing-imported");
    assertThat(result.path("title").asText()).isEqualTo("取り込める行がありませんでした");
    assertThat(result.path("advice").asText()).contains("レイヤは元のまま");
    JsonNode row = result.path("problems").path(0);
    assertThat(row.path("code").asText()).isEqualTo("lat-lon-swapped");
    assertThat(row.path("title").asText()).startsWith("緯度と経度");
    assertThat(row.path("advice").asText()).contains("列を入れ替える");
    assertThat(row.path("reason").asText()).contains("42.76");
  }

  @Test
  void everyCodeInTheSourcesHasJapaneseWordsAndNoOthersHave() throws IOException {
    Set<String> translated = new TreeSet<>(withEnding(".title"));

    assertThat(withEnding(".advice")).isEqualTo(translated);
    translated.remove(OTHER);
    assertThat(translated)
        .as("the codes in %s and those that the sources raise", WORDS)
        .isEqualTo(codesInSources());
  }

  @Test
  void theWordsAreJapaneseSentences() throws IOException {
    Properties words = words();
    for (String key : words.stringPropertyNames()) {
      assertThat(words.getProperty(key)).as(key).containsPattern("[ぁ-んァ-ヶ一-龠]");
      if (key.endsWith(".advice")) {
        assertThat(words.getProperty(key)).as(key).endsWith("。");
      }
    }
  }

  private static Properties words() throws IOException {
    Properties words = new Properties();
    try (Reader file = Files.newBufferedReader(RealData.repository().resolve(WORDS))) {
      words.load(file);
    }
    return words;
  }

  private static Set<String> withEnding(String ending) throws IOException {
    return words().stringPropertyNames().stream()
        .filter(key -> key.endsWith(ending))
        .map(key -> key.substring(0, key.length() - ending.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> codesInSources() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String module : List.of("geo", "ingest", "tiles", "gis-server")) {
      Path sources = RealData.repository().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          codes.addAll(codesIn(Files.readString(file)));
        }
      }
    }
    return codes;
  }

  private static Set<String> codesIn(String source) {
    String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
    Set<String> codes = new TreeSet<>();
    Matcher literal = HYPHENATED.matcher(code);
    while (literal.find()) {
      String statement = statementBefore(code, literal.start());
      if (RAISING.matcher(statement).find() && !statement.endsWith("forName(")) {
        codes.add(literal.group(1));
      }
    }
    return codes;
  }

  private static String statementBefore(String code, int end) {
    int start = end;
    while (start > 0 && ";{}".indexOf(code.charAt(start - 1)) < 0) {
      start--;
    }
    return code.substring(start, end);
  }
}
