package org.machizu.ingest.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.feature.AttributeType;

class DbfReadingTest {
  private static final Charset CP932 = TextEncodings.CP932;
  private final ShapefileFormat format = new ShapefileFormat(prj -> Optional.empty(), crs -> "");
  @TempDir private Path folder;

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void everyTypeBecomesTheRightOneOfOurs() throws Exception {
    byte[] binary =
        RawShapefile.little(45)
            .put(ascii(" abc   -12  3.50T20221201"))
            .putInt(-7)
            .putDouble(2.25)
            .putInt(2_459_915) // 2022-12-01 by the Julian day
            .putInt(32_400_000) // nine in the morning
            .array();
    Path shp =
        new RawShapefile(1)
            .field(ascii("c"), 'C', 5, 0)
            .field(ascii("n"), 'N', 4, 0)
            .field(ascii("f"), 'N', 6, 2)
            .field(ascii("l"), 'L', 1, 0)
            .field(ascii("d"), 'D', 8, 0)
            .field(ascii("i"), 'I', 4, 0)
            .field(ascii("b"), 'B', 8, 0)
            .field(ascii("t"), '@', 8, 0)
            .field(ascii("m"), 'M', 10, 0)
            .record(binary)
            .record(ascii(" "))
            .point(1, 2)
            .point(3, 4)
            .write(folder, "types");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows().getFirst().attributes().asMap())
        .containsExactly(
            Map.entry("c", "abc"),
            Map.entry("n", -12L),
            Map.entry("f", 3.5),
            Map.entry("l", true),
            Map.entry("d", LocalDate.of(2022, 12, 1)),
            Map.entry("i", -7L),
            Map.entry("b", 2.25),
            Map.entry("t", Instant.parse("2022-12-01T00:00:00Z")));
    assertThat(read.rows().get(1).attributes().asMap())
        .containsEntry("c", null)
        .containsEntry("n", null)
        .containsEntry("f", null)
        .containsEntry("l", null)
        .containsEntry("d", null);
    assertThat(read.problems())
        .anySatisfy(problem -> {
          assertThat(problem.code()).isEqualTo("dbf-field-left-out");
          assertThat(problem.place()).isEqualTo("m");
        });
  }

  @Test
  void valuesThatCannotBeReadAreLeftEmptyAndTold() throws Exception {
    Path shp =
        new RawShapefile(1)
            .field(ascii("n"), 'N', 8, 0)
            .field(ascii("d"), 'D', 8, 0)
            .field(ascii("l"), 'L', 1, 0)
            .record(ascii(" 12,5xyz 20221332X"))
            .record(ascii(" ********00000000?"))
            .record(ascii("     12.020240229n"))
            .point(1, 2)
            .point(1, 2)
            .point(1, 2)
            .write(folder, "bad");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows().getFirst().attributes().asMap().values()).containsOnlyNulls();
    assertThat(read.codes())
        .containsExactly("value-unreadable", "value-unreadable", "value-unreadable");
    assertThat(read.problems()).allSatisfy(problem -> assertThat(problem.row()).isEqualTo(1));
    assertThat(read.rows().get(1).attributes().asMap().values()).containsOnlyNulls();
    assertThat(read.rows().get(2).attributes().asMap().values())
        .containsExactly(12L, LocalDate.of(2024, 2, 29), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1", "-12345.678", "123456789012345678901", "1e-5", "9007199254740993.5", ".5"})
  void realNumbersAreReadAsJavaReadsThem(String text) {
    byte[] bytes = ascii("  " + text + " ");
    assertThat(DbfNumbers.readDouble(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void aWholeNumberFieldWithAValueBeyond64BitsBecomesReal() throws Exception {
    Path shp =
        new RawShapefile(1)
            .field(ascii("fits"), 'N', 20, 0)
            .field(ascii("beyond"), 'N', 20, 0)
            .record(ascii("  9223372036854775807 9223372036854775808"))
            .point(0, 0)
            .write(folder, "wide");
    Reading read = Reading.of(format, shp);
    assertThat(read.schema().find("fits").orElseThrow().type()).isEqualTo(AttributeType.INTEGER);
    assertThat(read.value(0, "fits")).isEqualTo(Long.MAX_VALUE);
    assertThat(read.value(0, "beyond")).isEqualTo(0x1p63);
  }

  @Test
  void deletedRecordsArePassedOverWithTheirShapes() throws Exception {
    Path shp =
        new RawShapefile(1)
            .field(ascii("n"), 'N', 1, 0)
            .record(ascii(" 1"))
            .record(ascii("*2"))
            .record(ascii(" 3"))
            .point(1, 0)
            .point(2, 0)
            .point(3, 0)
            .write(folder, "deleted");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(2);
    assertThat(read.value(1, "n")).isEqualTo(3L);
    assertThat(read.wkt(1)).isEqualTo("POINT (3 0)");
    assertThat(read.rows().get(1).number()).isEqualTo(3);
  }

  private RawShapefile town(Charset charset) {
    return new RawShapefile(1)
        .field("施設名称一覧".getBytes(charset), 'C', 14, 0)
        .record("早来公民館①～", charset)
        .point(1, 2);
  }

  @Test
  void theEncodingIsWhatIsChosenElseTheCpgElseTheLanguageByteElseTheBytes() throws Exception {
    Path shp = town(CP932).languageDriver(0).write(folder, "t");
    assertThat(Reading.of(format, shp).description()).contains("windows-31j found by looking");
    Path cpg = folder.resolve("T.CPG"); // capitals do not matter
    Files.writeString(cpg, "\uFEFFSHIFT_JIS\r\n");
    assertThat(Reading.of(format, shp).description()).contains("windows-31j from the .cpg");
    Files.writeString(cpg, "KLINGON");
    Reading unknown = Reading.of(format, shp);
    assertThat(unknown.codes()).containsExactly("cpg-unknown");
    assertThat(unknown.value(0, "施設名称一")).isEqualTo("早来公民館①～");
    Files.delete(cpg);
    Path marked = town(CP932).languageDriver(0x13).write(folder, "t");
    assertThat(Reading.of(format, marked).description()).contains("language byte 0x13");
    ReadOptions chosen = new ReadOptions(UTF_8, null, Map.of(), ReadLimits.DEFAULT);
    Reading wrong = Reading.of(format, marked, chosen);
    assertThat(wrong.description()).contains("UTF-8 as chosen");
    assertThat(wrong.codes()).contains("text-undecodable");
  }

  @Test
  void theSystemsOwnCodePageInTheLanguageByteSaysNothing() throws Exception {
    Path shp = town(CP932).languageDriver(0x57).write(folder, "t");
    assertThat(Reading.of(format, shp).value(0, "施設名称一")).isEqualTo("早来公民館①～");
  }

  @Test
  void namesAndTextsCutInsideACharacterAreMendedAndTold() throws Exception {
    Path shp =
        new RawShapefile(1)
            .field("施設名称".getBytes(UTF_8), 'C', 7, 0) // 10 bytes: three characters and a third
            .record("早来", UTF_8)
            .point(1, 2)
            .write(folder, "cut");
    byte[] dbf = Files.readAllBytes(folder.resolve("cut.dbf"));
    dbf[dbf.length - 2] = (byte) 0xE6; // the first byte of a character that has no room
    Files.write(folder.resolve("cut.dbf"), dbf);
    Reading read = Reading.of(format, shp);
    assertThat(read.names()).containsExactly("施設名");
    assertThat(read.codes()).containsExactly("field-name-cut", "text-cut");
    assertThat(read.value(0, "施設名")).isEqualTo("早来");
  }

  @Test
  void sameAndMissingNamesAreMadeDifferent() throws Exception {
    RawShapefile raw = new RawShapefile(1);
    for (String name : new String[] {"名称", "名称", "", "住所"}) {
      raw.field(name.getBytes(CP932), 'C', 2, 0);
    }
    Path shp = raw.record("a b c d ", CP932).point(0, 0).write(folder, "names");
    Reading read =
        Reading.of(
            format, shp, new ReadOptions(null, null, Map.of("住所", "所在地"), ReadLimits.DEFAULT));
    assertThat(read.names()).containsExactly("名称", "名称_2", "field_3", "所在地");
    assertThat(read.codes()).containsExactly("field-name-twice", "field-name-missing");
  }
}
