package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.testdata.RealData;

class FormatsTest {
  @TempDir Path folder;

  private final Formats formats =
      new Formats(List.of(Reading.SEQUENCE, Reading.GEOJSON, Reading.CSV));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.txt | {\"type\":\"FeatureCollection\",\"features\":[]} | geojson",
        "a.txt | \uFEFF {\"features\":[ | geojson",
        "a.csv | {\"type\":\"Feature\"} | geojson",
        "a.txt | {\"type\":\"Feature\"} {\"type\":\"Feature\"} | geojsonseq",
        "a.geojsonl | {\"type\":\"Feature\"} | geojsonseq",
        "a.txt | 名称,緯度;1,2 | csv",
        "a.csv | 名称 | csv",
        "a.json | {\"type\":\"unavailable\"} | geojson"
      })
  void aFileIsJudgedByItsContentFirst(String name, String content, String format) throws Exception {
    Path file = Reading.write(folder, name, content.replace(';', '\n'));

    assertThat(formats.detect(file).name()).isEqualTo(format);
  }

  @Test
  void aRecordSeparatorMarksASequence() throws Exception {
    Path file = Reading.write(folder, "a.txt", "\u001E{\"type\":\"Feature\"}\n");

    assertThat(formats.detect(file).name()).isEqualTo("geojsonseq");
  }

  @Test
  void utf16IsText() throws Exception {
    Path csv = folder.resolve("a.csv");
    Files.write(csv, "\uFEFF名称,緯度,経度\n駅,42,141\n".getBytes(StandardCharsets.UTF_16LE));

    assertThat(formats.detect(csv).name()).isEqualTo("csv");
    assertThat(Reading.of(Reading.CSV, csv).value(0, "名称")).isEqualTo("駅");
  }

  @ParameterizedTest
  @CsvSource({
    "admin-n03/01585.geojson,geojson",
    "shelters-gsi/015857_emergency.json,geojson",
    "shelters-gsi/abira_hinan_cp932.csv,csv",
    "municipal-csv-takamatsu/old_0060.csv,csv",
    "municipal-csv-takamatsu/public_toilet_data.csv,csv"
  })
  void realFilesAreRecognised(String file, String format) throws Exception {
    assertThat(formats.detect(RealData.file(file)).name()).isEqualTo(format);
  }

  @Test
  void whatNobodyKnowsIsRefusedWithWhatIsAllowed() throws Exception {
    Path binary = folder.resolve("a.csv");
    Files.write(binary, new byte[] {'P', 'K', 3, 4, 0, 0, 0});
    assertThatThrownBy(() -> formats.detect(binary))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("unknown-format"))
        .hasMessageContaining("geojsonseq, geojson, csv");
    Path xml = Reading.write(folder, "a.gml", "<gml a=\"1,2\">\n<x>1,2</x>\n</gml>");
    assertThatThrownBy(() -> formats.detect(xml)).hasMessageContaining("a.gml");
    Path empty = Files.createFile(folder.resolve("empty.geojson"));
    assertThatThrownBy(() -> formats.detect(empty))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("empty-file"));
    assertThatThrownBy(() -> formats.detect(folder.resolve("nowhere")))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("file-missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "admin-n03/01585.geojson,geojson",
    "admin-n03/shp_cp932_nocpg/N03_01585.shp,shp",
    "shelters-gsi/uki_hinan_utf8bom.csv,csv",
    "ksj-p11-muroran/MuroranBusStops_P11.geojson,geojson",
    "plateau-numazu/numazu-shi_tnm_523855_tnm_6697_op.gml,citygml"
  })
  void theStandardFormatsRecogniseRealFilesAndNameTheirSystem(String file, String format)
      throws Exception {
    Path path = RealData.file(file);
    FeatureFormat detected = Formats.standard().detect(path);

    assertThat(detected.name()).isEqualTo(format);
    assertThat(Reading.of(detected, path).crs()).isPresent();
    assertThat(Formats.standard().list())
        .extracting(FeatureFormat::name)
        .containsExactly("gpkg", "shp", "fgb", "citygml", "kml", "geojsonseq", "geojson", "csv");
  }

  @Test
  void formatsAreFoundByName() throws Exception {
    assertThat(formats.byName("csv")).isSameAs(Reading.CSV);
    assertThatThrownBy(() -> formats.byName("dwg"))
        .hasMessageContaining("'dwg'")
        .hasMessageContaining("geojsonseq, geojson, csv");
  }
}
