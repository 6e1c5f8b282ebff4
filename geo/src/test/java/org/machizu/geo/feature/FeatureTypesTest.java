package org.machizu.geo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class FeatureTypesTest {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private static final Schema SCHEMA =
      new Schema(
          GeometryType.POINT,
          List.of(
              Attribute.open("施設名", AttributeType.TEXT),
              Attribute.open("定員", AttributeType.INTEGER),
              Attribute.open("指定日", AttributeType.DATE)));

  @Test
  void attributesKeepTheOrderOfTheirSchema() {
    Attributes attributes = Attributes.of(SCHEMA, "早来小学校", 120L, null);
    assertThat(attributes.get("定員")).isEqualTo(120L);
    assertThat(attributes.get(0)).isEqualTo("早来小学校");
    assertThat(attributes.get("指定日")).isNull();
    assertThat(attributes.get("no such")).isNull();
    assertThat(attributes.asMap().keySet()).containsExactly("施設名", "定員", "指定日");
    assertThat(attributes.asMap()).containsEntry("指定日", null);
  }

  @Test
  void attributesByNameLeaveTheOthersEmpty() {
    Map<String, Object> values = new HashMap<>();
    values.put("指定日", LocalDate.of(2026, 4, 1));
    assertThat(Attributes.ofMap(SCHEMA, values))
        .isEqualTo(Attributes.of(SCHEMA, null, null, LocalDate.of(2026, 4, 1)));
    assertThatThrownBy(() -> Attributes.ofMap(SCHEMA, Map.of("名前", "x")))
        .hasMessageContaining("名前")
        .hasMessageContaining("施設名");
  }

  @Test
  void valuesOfTheWrongKindOrNumberAreRefused() {
    assertThatThrownBy(() -> Attributes.of(SCHEMA, "x", 1, null))
        .hasMessageContaining("定員")
        .hasMessageContaining("INTEGER")
        .hasMessageContaining("Integer");
    assertThatThrownBy(() -> Attributes.of(SCHEMA, "x")).hasMessageContaining("1 values for 3");
  }

  @Test
  void attributesDoNotChangeWithTheArrayTheyWereMadeFrom() {
    Object[] values = {"a", 1L, null};
    Attributes attributes = Attributes.of(SCHEMA, values);
    values[0] = "b";
    assertThat(attributes.get(0)).isEqualTo("a");
  }

  @Test
  void narrowingKeepsOnlyWhatTheNarrowerSchemaHas() {
    Schema narrower =
        new Schema(
            GeometryType.POINT, List.of(SCHEMA.attributes().get(2), SCHEMA.attributes().get(0)));
    Attributes narrowed =
        Attributes.of(SCHEMA, "x", 5L, LocalDate.of(2026, 1, 1)).narrowTo(narrower);
    assertThat(narrowed.asMap().keySet()).containsExactly("指定日", "施設名");
    assertThat(narrowed.get("定員")).as("what is left out cannot be asked for").isNull();
    Attributes same = Attributes.of(SCHEMA, "x", 5L, null);
    assertThat(same.narrowTo(SCHEMA)).isSameAs(same);
  }

  @Test
  void aSchemaHasEveryNameOnceAndIsNotChangedFromOutside() {
    List<Attribute> attributes = new ArrayList<>(SCHEMA.attributes());
    Schema schema = new Schema(GeometryType.POINT, attributes);
    attributes.clear();
    assertThat(schema).isEqualTo(SCHEMA);
    assertThat(schema.indexOf("定員")).isEqualTo(1);
    assertThat(schema.indexOf("x")).isEqualTo(-1);
    assertThat(schema.find("定員")).contains(SCHEMA.attributes().get(1));
    assertThat(schema.find("x")).isEmpty();
    Attribute twice = Attribute.open("a", AttributeType.TEXT);
    assertThatThrownBy(() -> new Schema(GeometryType.NONE, List.of(twice, twice)))
        .hasMessageContaining("'a' stands twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\0"})
  void attributeNamesAreWords(String name) {
    assertThatThrownBy(() -> Attribute.open(name, AttributeType.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void attributeNamesAreBounded() {
    assertThat(Attribute.open("あ".repeat(128), AttributeType.TEXT).name()).hasSize(128);
    assertThatThrownBy(() -> Attribute.open("あ".repeat(129), AttributeType.TEXT))
        .hasMessageContaining("128");
  }

  @ParameterizedTest
  @CsvSource({
    "2,0,1,1",
    "0,2,1,1",
    "-181,0,0,1",
    "0,-91,1,1",
    "0,0,181,1",
    "0,0,1,91",
    "NaN,0,1,1",
    "0,NaN,1,1",
    "0,0,NaN,1",
    "0,0,1,NaN",
    "-Infinity,0,1,1"
  })
  void aBoxHasItsCornersInOrderAndInRange(double w, double s, double e, double n) {
    assertThatThrownBy(() -> new Envelope(w, s, e, n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("west,south,east,north");
  }

  @Test
  void boxesMeetAtBordersAndGrowTogether() {
    Envelope a = new Envelope(0, 0, 1, 1);
    Envelope corner = new Envelope(1, 1, 2, 2);
    assertThat(a.intersects(corner)).isTrue();
    assertThat(corner.intersects(a)).isTrue();
    assertThat(a.intersects(new Envelope(1.0001, 0, 2, 1))).isFalse();
    assertThat(a.intersects(new Envelope(0, 1.0001, 1, 2))).isFalse();
    assertThat(a.union(corner)).isEqualTo(new Envelope(0, 0, 2, 2));
    assertThat(a.toJts()).isEqualTo(new org.locationtech.jts.geom.Envelope(0, 1, 0, 1));
  }

  @Test
  void theBoxOfAGeometryIsEmptyWhereItHasNone() {
    Geometry point = GEOMETRIES.createPoint(new Coordinate(141.8, 42.76));
    assertThat(Envelope.of(point)).contains(new Envelope(141.8, 42.76, 141.8, 42.76));
    assertThat(Envelope.of(null)).isEmpty();
    assertThat(Envelope.of(GEOMETRIES.createPolygon())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"01585,roads,true", "1585,roads,false", "015857,roads,false", "０1585,roads,false"})
  void municipalityCodesHaveFiveDigits(String code, String name, boolean allowed) {
    if (allowed) {
      assertThat(new LayerId(code, name)).hasToString("01585:roads");
    } else {
      assertThatThrownBy(() -> new LayerId(code, name)).hasMessageContaining("five digits");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Roads", "1roads", "_roads", "a-b", "道路", "a\n", "a;drop"})
  void layerIdsAreSafeAsNamesOfTables(String name) {
    assertThat(LayerId.isValidName(name)).isFalse();
    assertThatThrownBy(() -> new LayerId("01585", name)).hasMessageContaining("snow_routes");
  }

  @Test
  void layerIdsAreBounded() {
    assertThat(LayerId.isValidName("a".repeat(48))).isTrue();
    assertThat(LayerId.isValidName("a".repeat(49))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "en,road",
    "en-GB,road",
    "EN_us,road",
    "ja,道路",
    "ja-JP,道路",
    "enm,道路",
    "fr,道路",
    "'',道路"
  })
  void whatIsNotEnglishIsAnsweredInJapanese(String language, String expected) {
    assertThat(new LocalizedText("道路", "road").in(language)).isEqualTo(expected);
  }

  @Test
  void textsZoomsRevisionsAndAccuraciesAreCheckedWhenMade() {
    assertThatThrownBy(() -> new LocalizedText("", "x")).hasMessageContaining("needs words");
    assertThatThrownBy(() -> new ZoomRange(5, 4)).hasMessageContaining("5 to 4");
    assertThatThrownBy(() -> new ZoomRange(0, 23)).hasMessageContaining("22");
    assertThatThrownBy(() -> new ZoomRange(-1, 3)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Revision(-1)).hasMessageContaining("-1");
    assertThat(new Revision(2)).isGreaterThan(Revision.NONE);
    assertThatThrownBy(() -> new Provenance("", "", null, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Provenance("", "", null, -1.0)).hasMessageContaining("-1.0");
  }
}
