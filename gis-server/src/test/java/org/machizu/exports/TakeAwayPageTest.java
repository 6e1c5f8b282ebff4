package org.machizu.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.machizu.http.Parameter;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.Formats;
import org.machizu.testdata.RealData;

/** {@code docs/take-away.md} names what there is. */
class TakeAwayPageTest {
  private static final DataProfiles PROFILES = DataProfiles.of("01585", "安平町");

  private static Set<String> firstCells(String heading) throws IOException {
    String page = Files.readString(RealData.repository().resolve("docs/take-away.md"));
    String table = page.substring(page.indexOf("| " + heading));
    table = table.substring(0, table.indexOf("\n\n"));
    Set<String> cells = new TreeSet<>();
    for (String line : table.lines().skip(2).toList()) {
      Matcher word = Pattern.compile("`([^`]+)`").matcher(line.split("\\|")[1]);
      while (word.find()) {
        cells.add(word.group(1));
      }
    }
    return cells;
  }

  @Test
  void everyFormatProfileAndParameterStandsOnThePage() throws Exception {
    Set<String> formats = new TreeSet<>(Set.of(TileArchive.FORMAT));
    Formats.standard().list().stream()
        .filter(FeatureFormat::writes)
        .map(FeatureFormat::name)
        .forEach(formats::add);
    assertThat(firstCells("`f` | is")).isEqualTo(formats);
    assertThat(firstCells("`profile` | is")).isEqualTo(new TreeSet<>(PROFILES.names()));
    Set<String> parameters = new TreeSet<>();
    for (Parameter parameter : DownloadRequest.PARAMETERS) {
      parameters.add(parameter.name());
    }
    parameters.remove("lang");
    assertThat(firstCells("parameter")).isEqualTo(parameters);
  }

  /** The columns of AED設置箇所一覧 as towns publish them. */
  @Test
  void theColumnsStandInThePublishedOrder() {
    List<String> columns =
        PROFILES.find("aed").orElseThrow().columns().stream()
            .map(DataProfile.Column::name)
            .toList();

    assertThat(columns)
        .containsExactly(
            "都道府県コード又は市区町村コード",
            "NO",
            "都道府県名",
            "市区町村名",
            "名称",
            "名称_カナ",
            "住所",
            "方書",
            "緯度",
            "経度",
            "設置位置",
            "電話番号",
            "内線番号",
            "法人番号",
            "団体名",
            "利用可能曜日",
            "開始時間",
            "終了時間",
            "利用可能日時特記事項",
            "小児対応設備の有無",
            "URL",
            "備考");
  }

  @Test
  void theTownsCodeEndsWithItsCheckDigit() {
    assertThat(DataProfiles.checkDigit("01585")).isEqualTo(7);
    assertThat(DataProfiles.checkDigit("13101")).isEqualTo(6);
    assertThat(DataProfiles.checkDigit("01100")).isEqualTo(2);
    assertThat(DataProfiles.checkDigit("09208")).isEqualTo(8);
  }
}
