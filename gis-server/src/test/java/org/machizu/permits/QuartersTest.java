package org.machizu.permits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.permits.Quarters.Gathering;
import org.machizu.permits.Quarters.Quarter;

/** The quarters that lots lie in. */
class QuartersTest {
  private static final List<String> ADDRESS = List.of("大字", "丁目", "地番");
  private static final Schema LOTS = schema("大字", "大字_カナ", "丁目", "地番");

  private final Gathering gathering = new Gathering(ADDRESS, Quarters.reading(LOTS, ADDRESS));

  @Test
  void standOnceWithTheirReadingsAndTheirBlocksByNumber() {
    for (String block : List.of("十一丁目", "三丁目", "一丁目", "二丁目", "一丁目")) {
      gathering.add(lot("本町", "ホンチョウ", block, "1-2"));
    }
    gathering.add(lot("字旭", null, null, "14-1"));
    gathering.add(lot("字旭", "アサヒ", null, "14-2"));

    assertThat(gathering.quarters())
        .containsExactly(
            new Quarter("字旭", "アサヒ", List.of()),
            new Quarter("本町", "ホンチョウ", List.of("一丁目", "二丁目", "三丁目", "十一丁目")));
  }

  @Test
  void tellLotsWithoutABlockBesideThoseWithOne() {
    gathering.add(lot("本町", null, "一丁目", "1"));
    gathering.add(lot("本町", null, " ", "5"));
    gathering.add(lot(null, null, "二丁目", "7"));

    assertThat(gathering.quarters()).containsExactly(new Quarter("本町", "", List.of("", "一丁目")));
  }

  @Test
  void areNotMoreThanAnybodyReads() {
    IntStream.range(0, Quarters.MOST + 10)
        .forEach(i -> gathering.add(lot("字" + i, null, null, "1")));
    IntStream.range(0, Quarters.MOST_BLOCKS + 10)
        .forEach(i -> gathering.add(lot("字1", null, i + "丁目", "1")));

    assertThat(gathering.quarters()).hasSize(Quarters.MOST);
    assertThat(gathering.quarters().stream().filter(quarter -> quarter.name().equals("字1")))
        .allSatisfy(quarter -> assertThat(quarter.blocks()).hasSize(Quarters.MOST_BLOCKS));
  }

  @Test
  void areNoneWhereAnAddressIsANumberOnly() {
    Gathering numbers = new Gathering(List.of("地番"), Quarters.reading(LOTS, List.of("地番")));
    numbers.add(lot("本町", null, "一丁目", "1"));

    assertThat(numbers.quarters()).isEmpty();
  }

  @Test
  void areReadAsTheAttributeBesideTheirNameSays() {
    assertThat(Stream.of("大字カナ", "大字（かな）", "大字_ﾌﾘｶﾞﾅ", "大字よみ"))
        .allSatisfy(
            name -> assertThat(Quarters.reading(schema("大字", name, "地番"), ADDRESS)).contains(name));
    assertThat(Quarters.reading(schema("大字", "大字コード", "地番カナ"), ADDRESS)).isEmpty();
    assertThat(Quarters.reading(LOTS, List.of())).isEmpty();
  }

  private static Schema schema(String... names) {
    return new Schema(
        GeometryType.POLYGON,
        Stream.of(names).map(name -> Attribute.open(name, AttributeType.TEXT)).toList());
  }

  private static Feature lot(
      @Nullable String quarter, @Nullable String reading, @Nullable String block, String number) {
    return new Feature(
        1, Revision.NONE, null, Attributes.of(LOTS, quarter, reading, block, number));
  }
}
