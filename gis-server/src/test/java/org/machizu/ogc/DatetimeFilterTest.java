package org.machizu.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.http.ProblemException;

/** A closure from 10 January to 1 February, the end not included; days begin in Asia/Tokyo. */
class DatetimeFilterTest {
  private static final Schema CLOSURES =
      new Schema(
          GeometryType.NONE,
          List.of(
              Attribute.open("from", AttributeType.DATE),
              Attribute.open("to", AttributeType.DATE)));
  private static final LocalDate BEGIN = LocalDate.of(2026, 1, 10);
  private static final LocalDate END = LocalDate.of(2026, 2, 1);

  @ParameterizedTest
  @CsvSource({
    "2026-01-09T23:59:59+09:00, false",
    "2026-01-09T15:00:00Z, true", // midnight of the 10th in Tokyo
    "2026-01-31T23:59:59+09:00, true",
    "2026-02-01T00:00:00+09:00, false",
    "2026-01-01T00:00:00Z/2026-01-05T00:00:00Z, false",
    "2026-01-01T00:00:00Z/2026-01-15T00:00:00Z, true",
    "2026-03-01T00:00:00Z/.., false",
    "2026-01-20T00:00:00Z/.., true",
    "../2026-01-05T00:00:00Z, false",
    "../2026-01-20T00:00:00Z, true",
    "../.., true",
  })
  void aMomentOrIntervalFindsWhatIsValidInIt(String datetime, boolean found) {
    assertThat(matches(datetime, new ValidTime("from", "to"), BEGIN, END)).isEqualTo(found);
  }

  @Test
  void withoutAnEndItIsValidUntilFurtherNotice() {
    assertThat(matches("2030-01-01T00:00:00Z", new ValidTime("from", "to"), BEGIN, null)).isTrue();
  }

  @Test
  void aLayerThatKnowsOneMomentFindsThatMomentOnly() {
    ValidTime moment = new ValidTime("from", null);

    assertThat(matches("2026-01-10T12:00:00+09:00", moment, BEGIN, null)).isTrue();
    assertThat(matches("2026-01-11T12:00:00+09:00", moment, BEGIN, null)).isFalse();
  }

  @Test
  void whatHasNoTimeFitsAlways() {
    assertThat(matches("2026-01-01T00:00:00Z", new ValidTime("from", "to"), null, null)).isTrue();
    assertThat(matches("2026-01-01T00:00:00Z", null, BEGIN, END)).isTrue();
  }

  @Test
  void anIntervalThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> DatetimeFilter.parse("2026-02-01T00:00:00Z/2026-01-01T00:00:00Z"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("datetime");
  }

  private static boolean matches(
      String datetime, ValidTime validTime, LocalDate from, LocalDate to) {
    Feature closure = new Feature(1, Revision.NONE, null, Attributes.of(CLOSURES, from, to));
    return DatetimeFilter.parse(datetime).over(CLOSURES, validTime).matches(closure);
  }
}
