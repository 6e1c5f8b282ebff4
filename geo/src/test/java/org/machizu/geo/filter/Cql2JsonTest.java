package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Cql2JsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Expression AGE = new Expression.Property("年齢");
  private static final Expression NAME = new Expression.Property("氏名");

  @Test
  void everyKindOfConditionComesBackAsItWas() {
    for (Predicate predicate :
        List.of(
            new Predicate.Everything(),
            new Predicate.Nothing(),
            new Predicate.Not(new Predicate.IsNull(NAME)),
            new Predicate.And(
                List.of(
                    compare(AGE, Predicate.Operator.GREATER_OR_EQUAL, 65L),
                    compare(AGE, Predicate.Operator.LESS, 99.5))),
            new Predicate.Or(
                List.of(
                    compare(NAME, Predicate.Operator.EQUAL, "見本"),
                    compare(NAME, Predicate.Operator.NOT_EQUAL, true))),
            compare(AGE, Predicate.Operator.GREATER, LocalDate.of(2026, 4, 1)),
            compare(AGE, Predicate.Operator.LESS_OR_EQUAL, Instant.parse("2026-04-01T00:00:00Z")),
            new Predicate.In(
                NAME, List.of(new Expression.Literal("a"), new Expression.Literal("b"))),
            new Predicate.Between(AGE, new Expression.Literal(1L), new Expression.Literal(2L)),
            new Predicate.Like(NAME, "見%", false),
            new Predicate.Like(NAME, "a_", true))) {
      assertThat(Cql2Json.read(Cql2Json.write(predicate))).isEqualTo(predicate);
    }
  }

  @Test
  void itIsWrittenAsTheStandardHasIt() throws Exception {
    assertThat(Cql2Json.write(new Predicate.IsNull(NAME)))
        .isEqualTo(JSON.readTree("{\"op\":\"isNull\",\"args\":[{\"property\":\"氏名\"}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "5",
        "\"text\"",
        "{\"op\":\"drop\",\"args\":[]}",
        "{\"op\":\"=\",\"args\":[1]}",
        "{\"op\":\"=\",\"args\":[1,{\"date\":\"tomorrow\"}]}",
        "{\"op\":\"and\",\"args\":[]}",
        "{\"op\":\"in\",\"args\":[{\"property\":\"a\"},[{\"property\":\"b\"}]]}",
        "{\"op\":\"like\",\"args\":[{\"property\":\"a\"},5]}",
        "{\"op\":\"isNull\",\"args\":[{\"property\":5}]}"
      })
  void whatIsNoConditionIsRefusedWithWords(String text) throws Exception {
    JsonNode json = JSON.readTree(text);

    assertThatThrownBy(() -> Cql2Json.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{20,}");
  }

  @Test
  void aConditionThatIsTooDeepIsRefused() throws Exception {
    String deep = "{\"op\":\"not\",\"args\":[".repeat(60) + "true" + "]}".repeat(60);

    assertThatThrownBy(() -> Cql2Json.read(JSON.readTree(deep)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  private static Predicate compare(Expression left, Predicate.Operator operator, Object right) {
    return new Predicate.Comparison(left, operator, new Expression.Literal(right));
  }
}
