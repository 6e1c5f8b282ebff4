package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** What is no filter is refused with a place, what stands there, and what could. */
class Cql2ErrorsTest {
  private static final Schema SCHEMA =
      new Schema(
          GeometryType.POINT,
          List.of(
              Attribute.open("name", AttributeType.TEXT),
              Attribute.open("n", AttributeType.INTEGER),
              Attribute.open("day", AttributeType.DATE),
              Attribute.open("moment", AttributeType.DATETIME)));

  private static final Cql2.Terms TERMS = Cql2.Terms.lonLat(SCHEMA);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| at character 1 stands the end",
        "n=| at character 3 stands the end",
        "n=1 n=2| at character 5 stands 'n', but there should be AND, OR",
        "n=1 AND| at character 8 stands the end",
        "(n=1| at character 5 stands the end, but there should be ')'",
        "n| at character 1 stands a value, but there should be a condition",
        "n=1=1| at character 4 stands '='",
        "n NOT 1| at character 7 stands '1', but there should be LIKE, BETWEEN or IN",
        "n IS 1| at character 6 stands '1', but there should be NULL",
        "n BETWEEN 1 OR 2| at character 13 stands 'OR', but there should be AND",
        "name='x| at character 6 a text begins that never ends",
        "\"name='x'| at character 1 a name begins that never ends",
        "name=“x”| at character 6 stands '“', which begins nothing",
        "n=1; DROP TABLE x| at character 4 stands ';', which begins nothing",
        "n=1e999| at character 3 stands the number 1e999, which is too large",
        "n=1/0| at character 4 1 / 0 has no result",
        "secret=1| at character 1 stands 'secret', which is no attribute; there are [name, n, day, moment]",
        "casei(secret)='x'| at character 7 stands 'secret', which is no attribute; there are [name, n, day, moment]",
        "s_within(secret,POINT(1 1))| at character 10 stands 'secret', which is no attribute",
        "t_after(secret,day)| at character 9 stands 'secret', which is no attribute",
        "a_equals((secret),('x'))| at character 11 stands 'secret', which is no attribute",
        "n IN (1,secret)| at character 9 stands 'secret', which is no attribute",
        "secret IS NULL| at character 1 stands 'secret', which is no attribute",
        "name=1| at character 6 stands a number, which cannot be compared with a text; a text is written as '…'",
        "day>'2026-01-01'| at character 5 stands a text, which cannot be compared with a day; a day is written as DATE('2026-01-31')",
        "day>TIMESTAMP('2026-01-01T00:00:00Z')| at character 5 stands a moment, which cannot be compared with a day",
        "name+1=2| at character 1 stands a text, but there should be a number",
        "casei(n)='x'| at character 7 stands a number, but there should be a text",
        "n LIKE 'x'| at character 1 stands a number, but there should be a text",
        "name LIKE name| at character 11 LIKE takes a pattern",
        "day=DATE('2026-02-30')| at character 5 stands '2026-02-30', which is no day",
        "moment=TIMESTAMP('2026-01-01T00:00:00')| which is no moment with a zone",
        "upper(name)='X'| at character 1 stands 'upper', which makes no value",
        "s_near(geometry,POINT(1 1))| at character 1 there is no function 's_near'; there are casei",
        "s_within(geometry)| at character 1 's_within' takes 2 arguments, but there are 1",
        "s_within(name,POINT(1 1))| at character 10 should stand a place",
        "s_within(geometry,POINT(181 1))| at character 19 stands a geometry that cannot be asked about",
        "s_within(geometry,POINT(1))| at character 26 stands ')', but there should be a number",
        "s_within(geometry,POLYGON((0 0,1 1,1 0)))| at character 19 stands a polygon that is none",
        "s_within(geometry,POLYGON((0 0,1 1,1 0,0 1,0 0)))| its outline is not valid",
        "s_within(geometry,BBOX(0,1,2))| at character 19 a box has four numbers",
        "s_within(geometry,BBOX(0,2,1,1))| at character 19 stands a box",
        "s_within(geometry,GEOMETRYCOLLECTION(BBOX(0,0,1,1)))| at character 38 stands 'BBOX'",
        "t_during(day,INTERVAL('2026-01-01','..'))| at character 10 't_during' takes intervals only",
        "t_after(day,INTERVAL('2026-01-02','2026-01-01'))| at character 13 stands an interval that ends before it begins",
        "t_after(day,moment)| at character 13 stands a moment, which cannot be compared with a day",
        "t_after(name,day)| at character 9 should stand a time",
        "a_equals(name,('x'))| at character 10 should stand a list",
        "null=1| at character 1 stands 'null'",
        "day=INTERVAL('..','..')| at character 5 stands an interval, but there should be a single value",
      })
  void everyTextThatIsNoFilterIsRefusedWithItsPlace(String filter, String message) {
    assertThatThrownBy(() -> Cql2.readText(filter, TERMS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{| the filter is not JSON",
        "true false| the filter is not JSON",
        "null| at the root stands null",
        "[]| at the root stands a value, but there should be a condition",
        "{\"op\":\"=\"}| at the root '=' needs its arguments as a list",
        "{\"op\":\"=\",\"args\":[1]}| at the root '=' takes 2 arguments, but there are 1",
        "{\"op\":\"and\",\"args\":[]}| at the root 'and' takes one or more conditions",
        "{\"op\":\"and\",\"args\":[true,{\"op\":\"=\",\"args\":[{\"property\":\"secret\"},1]}]}| at /args/1/args/0 stands 'secret', which is no attribute",
        "{\"op\":\"=\",\"args\":[{\"property\":\"n\"},\"x\"]}| at /args/1 stands a text",
        "{\"op\":\"=\",\"args\":[{\"property\":\"n\"},{\"a\":1}]}| at /args/1 stands {\"a\":1}",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Point\",\"coordinates\":[1]}]}| at /args/1 stands a geometry that is none",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Blob\"}]}| there is no type 'Blob'",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"bbox\":[1,\"2\",3,4]}]}| at /args/1 should stand numbers only",
        "{\"op\":\"=\",\"args\":[{\"property\":\"day\"},{\"date\":\"soon\"}]}| at /args/1 stands 'soon', which is no day",
      })
  void everyJsonThatIsNoFilterIsRefusedWithItsPointer(String filter, String message) {
    assertThatThrownBy(() -> Cql2.readJson(filter, TERMS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsTooLongOrTooDeepIsRefusedAndNothingOverflows() {
    List<String> large =
        List.of(
            "name='" + "x".repeat(Cql2.MAX_LENGTH) + "'",
            "(".repeat(50_000),
            "(".repeat(40_000) + "n=1" + ")".repeat(40_000),
            "NOT ".repeat(24_000) + "n=1",
            "n=" + "-".repeat(90_000) + "1",
            "n=" + "-n".repeat(40_000),
            "n=1" + "+1".repeat(40_000),
            "n=n" + "^n".repeat(40_000),
            "n=1" + " OR n=1".repeat(14_000),
            "n IN (1" + ",1".repeat(40_000) + ")",
            "casei(".repeat(16_000),
            "a_equals((".repeat(9_000),
            "a_overlaps((n" + ",n".repeat(2_000) + "),(n" + ",n".repeat(2_000) + "))",
            "s_within(".repeat(10_000),
            "GEOMETRYCOLLECTION(".repeat(5_000),
            "n=" + "9".repeat(90_000));
    for (String filter : large) {
      assertThatThrownBy(() -> Cql2.readText(filter, TERMS))
          .as("%.40s… (%d)", filter, filter.length())
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String filter :
        List.of(
            "[".repeat(90_000),
            "{\"op\":\"not\",\"args\":[".repeat(4_000),
            "{\"op\":\"not\",\"args\":[".repeat(101) + "true" + "]}".repeat(101),
            "{\"op\":\"or\",\"args\":[true" + ",true".repeat(15_000) + "]}",
            "9".repeat(90_000))) {
      assertThatThrownBy(() -> Cql2.readJson(filter, TERMS))
          .as("%.40s… (%d)", filter, filter.length())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aLongOutlineIsRead() {
    StringBuilder outline = new StringBuilder("S_WITHIN(geometry,POLYGON((0 0");
    for (int i = 1; i < 5_000; i++) {
      outline.append(',').append(i / 100.0).append(' ').append(i % 2 + 1);
    }
    String filter = outline.append(",60 0,0 0)))").toString();
    assertThat(filter).hasSizeGreaterThan(30_000);
    assertThatCode(() -> Cql2.readText(filter, TERMS)).doesNotThrowAnyException();
  }

  /** Whatever comes is a condition or an IllegalArgumentException. */
  @Test
  void wordsThrownTogetherNeverFailOtherwise() {
    List<String> words =
        List.of(
            "n",
            "name",
            "day",
            "geometry",
            "=",
            "<",
            "<>",
            "(",
            ")",
            ",",
            "AND",
            "OR",
            "NOT",
            "LIKE",
            "IN",
            "BETWEEN",
            "IS",
            "NULL",
            "TRUE",
            "1",
            "-",
            "2.5e3",
            "'x'",
            "'%'",
            "\"n\"",
            "casei(",
            "s_within(",
            "POINT(",
            "BBOX(",
            "1 1",
            "POLYGON((",
            "GEOMETRYCOLLECTION(",
            "Z",
            "INTERVAL(",
            "'..'",
            "DATE('2026-01-31')",
            "t_after(",
            "a_overlaps(",
            "^",
            "div",
            "%",
            "'2026-01-31'");
    long seed = 20260902;
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 60_000; round++) {
      StringBuilder filter = new StringBuilder();
      for (int i = 1 + random.nextInt(9); i > 0; i--) {
        filter.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      try {
        Cql2.readText(filter.toString(), TERMS);
        read++;
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).as("seed %d: %s", seed, filter).isNotBlank();
      }
    }
    assertThat(read).isGreaterThan(20);
  }
}
