package org.machizu.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.ReadOptions;

/** Small files of each text format, to be read by people. */
class TinyFilesTest {
  @ParameterizedTest
  @CsvSource({
    "parcels.geojson, geojson, 75, 筆番号",
    "buildings.geojson, geojson, 63, 建物番号",
    "roads.geojson, geojson, 36, 区間番号",
    "zoning.geojson, geojson, 6, 区域番号",
    "rivers.geojsons, geojsonseq, 2, 河川番号",
    "shelters.csv, csv, 5, 全国地方公共団体コード",
    "facilities_cp932.csv, csv, 10, 全国地方公共団体コード"
  })
  void areReadWithoutAProblem(String name, String format, int rows, String firstAttribute)
      throws Exception {
    Path file = Path.of(getClass().getResource("/tiny/" + name).toURI());
    List<Problem> problems = new ArrayList<>();
    int read = 0;
    var found = Formats.standard().detect(file);
    assertThat(found.name()).isEqualTo(format);
    try (FeatureReader reader = found.open(file, ReadOptions.DEFAULT, problems::add)) {
      while (reader.next() != null) {
        read++;
      }
      assertThat(reader.schema().attributes().getFirst().name()).isEqualTo(firstAttribute);
    }
    assertThat(read).isEqualTo(rows);
    assertThat(problems).isEmpty();
  }
}
