package org.machizu.shelters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.config.ShelterColumns;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.hazard.kind.Hazard;
import org.machizu.testdata.RealData;

/** Lists of shelters, as towns and the survey authority write them, are read for what they say. */
class ReadingTest {
  private static final GeometryFactory POINTS = new GeometryFactory();

  private final Reading reading = new Reading(ShelterColumns.USUAL);

  /** Takes rows as texts; columns in order, each row as long. */
  private void take(String layer, List<String> columns, String... rows) {
    Schema schema = schema(columns);
    Consumer<Feature> taker = reading.of(layer, schema);
    for (int i = 0; i < rows.length; i++) {
      String[] cells = rows[i].split("\\|", -1);
      Object[] values = new Object[cells.length];
      for (int j = 0; j < cells.length; j++) {
        values[j] = cells[j].isEmpty() ? null : cells[j];
      }
      taker.accept(feature(i + 1, 141.8 + i * 0.001, 42.7, Attributes.of(schema, values)));
    }
  }

  private static Schema schema(List<String> columns) {
    return new Schema(
        GeometryType.POINT,
        columns.stream().map(column -> Attribute.open(column, AttributeType.TEXT)).toList());
  }

  private static Feature feature(long id, double lon, double lat, Attributes attributes) {
    return new Feature(
        id, new Revision(1), POINTS.createPoint(new Coordinate(lon, lat)), attributes);
  }

  /** Takes a file of the survey authority, after the order of its columns. */
  private void takeGsi(String layer, String... files) throws IOException {
    List<JsonNode> features = new ArrayList<>();
    for (String file : files) {
      new ObjectMapper()
          .readTree(RealData.file("shelters-gsi/" + file).toFile())
          .path("features")
          .forEach(features::add);
    }
    List<String> columns =
        features.stream()
            .flatMap(feature -> feature.path("properties").properties().stream())
            .map(Map.Entry::getKey)
            .distinct()
            .toList();
    Schema schema = schema(columns);
    Consumer<Feature> taker = reading.of(layer, schema);
    for (int i = 0; i < features.size(); i++) {
      JsonNode one = features.get(i);
      Object[] values =
          columns.stream()
              .map(column -> one.path("properties").path(column).asText(""))
              .map(text -> text.isEmpty() || text.equals("null") ? null : text)
              .toArray();
      JsonNode at = one.path("geometry").path("coordinates");
      taker.accept(
          feature(
              i + 1, at.path(0).asDouble(), at.path(1).asDouble(), Attributes.of(schema, values)));
    }
  }

  private Map<String, ShelterPlace> byId() {
    return reading.result().places().stream()
        .collect(Collectors.toMap(ShelterPlace::id, Function.identity()));
  }

  private static Set<Kind> both() {
    return Set.of(Kind.EMERGENCY_SITE, Kind.SHELTER);
  }

  @Test
  void theStandardListOfATownIsRead() {
    take(
        "shelters",
        List.of(
            "ID",
            "名称",
            "名称_カナ",
            "所在地_連結表記",
            "電話番号",
            "災害種別_洪水",
            "災害種別_崖崩れ、土石流及び地滑り",
            "災害種別_地震",
            "災害種別_大規模な火事",
            "災害種別_内水氾濫",
            "指定避難所との重複",
            "想定収容人数"),
        "S01|みどり野小学校|ミドリノショウガッコウ|みどり野町川端町21-1|0000-00-0501|×|○|○|○|△|1|320",
        "S02|中央公園||みどり野町本町1||△|○|△|○|○||");
    ShelterPlace school = byId().get("S01");
    ShelterPlace park = byId().get("S02");

    assertThat(school.name()).isEqualTo("みどり野小学校");
    assertThat(school.kana()).isEqualTo("ミドリノショウガッコウ");
    assertThat(school.address()).isEqualTo("みどり野町川端町21-1");
    assertThat(school.phone()).isEqualTo("0000-00-0501");
    assertThat(school.kinds()).isEqualTo(both());
    assertThat(school.capacity()).isEqualTo(320);
    assertThat(school.hazards())
        .containsOnly(
            entry(Hazard.FLOOD, Suits.NO),
            entry(Hazard.INLAND_FLOOD, Suits.UPPER_FLOOR),
            entry(Hazard.LANDSLIDE, Suits.YES),
            entry(Hazard.EARTHQUAKE, Suits.YES),
            entry(Hazard.FIRE, Suits.YES),
            entry(Hazard.TSUNAMI, Suits.UNKNOWN),
            entry(Hazard.STORM_SURGE, Suits.UNKNOWN),
            entry(Hazard.VOLCANO, Suits.UNKNOWN));
    assertThat(park.kinds()).containsExactly(Kind.EMERGENCY_SITE);
    assertThat(park.capacity()).isNull();
    assertThat(park.hazards().get(Hazard.EARTHQUAKE))
        .as("an upper floor is of no use in an earthquake")
        .isEqualTo(Suits.UNKNOWN);
    assertThat(reading.result().faults()).isEmpty();
  }

  @Test
  void anEmptyCellIsANoOnlyWhereTheListMarksWhatAPlaceIsFor() {
    List<String> columns = List.of("ID", "名称", "洪水", "津波", "地震");
    take("shelters", columns, "1|丘の広場|1||1", "2|川の広場|×||○", "3|まだの広場|||");
    Map<String, ShelterPlace> places = byId();

    assertThat(places.get("1").hazards()).containsEntry(Hazard.TSUNAMI, Suits.NO);
    assertThat(places.get("2").hazards()).containsEntry(Hazard.TSUNAMI, Suits.UNKNOWN);
    assertThat(places.get("3").hazards().values()).containsOnly(Suits.UNKNOWN);
    assertThat(places.get("3").kinds()).isEmpty();
  }

  @Test
  void whatNobodyCanReadIsUnknownAndTold() {
    List<String> columns = List.of("ID", "名称", "洪水", "想定収容人数", "指定避難所との重複");
    take("shelters", columns, "1|会館|たぶん|不明|たぶん", "2|寺|○|約１，２００人|有", "3|駅|○|0|無", "3|港|○|80名|");
    Map<String, ShelterPlace> places = byId();

    assertThat(places.get("1").hazards()).containsEntry(Hazard.FLOOD, Suits.UNKNOWN);
    assertThat(places.get("1").capacity()).isNull();
    assertThat(places.get("1").kinds()).isEmpty();
    assertThat(places.get("2").capacity()).isEqualTo(1200);
    assertThat(places.get("2").kinds()).isEqualTo(both());
    assertThat(places.get("3").name()).isEqualTo("駅");
    assertThat(places.get("3").capacity()).isNull();
    assertThat(places.get("shelters-4").name()).isEqualTo("港");
    assertThat(places.get("shelters-4").capacity()).isEqualTo(80);
    assertThat(reading.result().faults())
        .hasSize(4)
        .anySatisfy(fault -> assertThat(fault).contains("洪水 'たぶん'"))
        .anySatisfy(fault -> assertThat(fault).contains("想定収容人数 '不明'"))
        .anySatisfy(fault -> assertThat(fault).contains("指定避難所との重複 'たぶん'"))
        .anySatisfy(fault -> assertThat(fault).contains("3: the number stands twice"));
  }

  @Test
  void whatAPlaceHasComesFromColumnsAndFromLists() {
    List<String> columns =
        List.of(
            "避難所名",
            "地震",
            "エレベーター有/避難スペースが１階",
            "スロープ等",
            "車椅子使用者対応トイレ",
            "バリアフリー",
            "設備",
            "Ｗｉ－Ｆｉ",
            "ペット");
    take(
        "shelters",
        columns,
        "本庁|○|○||1|段ボールベッド|非常用電源、備蓄;謎の機械|有|屋外のみ可",
        "支所|○|×|○|||トイレ・給水 駐車場 簡易ベッド||同行可",
        "倉庫|○||||||不可|不可",
        "広場|○|||||||");
    Map<String, ShelterPlace> places = byId();

    assertThat(places.get("f1").barrierFree())
        .containsExactlyInAnyOrder(Aid.ELEVATOR, Aid.TOILET, Aid.BED);
    assertThat(places.get("f1").facilities())
        .containsExactlyInAnyOrder(Facility.POWER, Facility.STOCK, Facility.WIFI);
    assertThat(places.get("f1").pets()).isEqualTo(Pets.OUTSIDE);
    assertThat(places.get("f2").barrierFree()).containsExactlyInAnyOrder(Aid.RAMP, Aid.BED);
    assertThat(places.get("f2").facilities())
        .containsExactlyInAnyOrder(Facility.TOILET, Facility.WATER, Facility.PARKING);
    assertThat(places.get("f2").pets()).isEqualTo(Pets.YES);
    assertThat(places.get("f3").facilities()).isEmpty();
    assertThat(places.get("f3").pets()).isEqualTo(Pets.NO);
    assertThat(places.get("f4").pets()).isEqualTo(Pets.UNKNOWN);
  }

  @Test
  void aTownMayCallItsColumnsOtherwise() {
    Reading own =
        new Reading(new ShelterColumns(Map.of("name", "呼び名", "flood", "水が出たとき", "capacity", "何人")));
    Schema schema = schema(List.of("ID", "名称", "呼び名", "水が出たとき", "何人"));
    own.of("shelters", schema)
        .accept(feature(1, 141.8, 42.7, Attributes.of(schema, "1", "正式", "丘", "○", "40")));
    ShelterPlace place = own.result().places().getFirst();

    assertThat(place.name()).isEqualTo("丘");
    assertThat(place.hazards()).containsEntry(Hazard.FLOOD, Suits.YES);
    assertThat(place.capacity()).isEqualTo(40);
  }

  @Test
  void aRowWithoutAPlaceIsLeftOutAndTold() {
    Schema schema = schema(List.of("ID", "洪水"));
    reading
        .of("shelters", schema)
        .accept(new Feature(1, new Revision(1), null, Attributes.of(schema, "7", "1")));

    assertThat(reading.result().places()).isEmpty();
    assertThat(reading.result().faults())
        .singleElement()
        .asString()
        .startsWith("7: it has no place");
  }

  @Test
  void theSurveysListOfEmergencySitesIsReadByItself() throws Exception {
    takeGsi("shelters", "015857_emergency.json");
    Map<String, ShelterPlace> places = byId();

    assertThat(places).hasSize(63);
    ShelterPlace hall = places.get("E0158500001201");
    assertThat(hall.name()).isEqualTo("安平公民館");
    assertThat(hall.kinds()).isEqualTo(both());
    assertThat(hall.hazards())
        .containsEntry(Hazard.FLOOD, Suits.YES)
        .containsEntry(Hazard.LANDSLIDE, Suits.YES)
        .containsEntry(Hazard.STORM_SURGE, Suits.NO)
        .containsEntry(Hazard.VOLCANO, Suits.NO);
    assertThat(places.values())
        .filteredOn(place -> place.kinds().contains(Kind.SHELTER))
        .as("as 指定避難所との住所同一 says")
        .hasSize(46);
    assertThat(reading.result().faults()).isEmpty();
  }

  /** Counted by hand in the two files of each town. */
  @Test
  void aPlaceOfBothSurveyListsIsOneShelter() throws Exception {
    takeGsi("shelters", "015857_emergency.json", "015857_evacuation.json");
    Map<String, ShelterPlace> places = byId();

    // Every row of the second list is a place of the first; four halls stand in it twice.
    assertThat(places).hasSize(63);
    assertThat(places.values())
        .filteredOn(place -> place.kinds().contains(Kind.SHELTER))
        .hasSize(35);
    assertThat(places.get("E0158500001201").kinds()).isEqualTo(both());
    assertThat(places.values())
        .filteredOn(place -> place.name().equals("旧安平小学校グラウンド"))
        .singleElement()
        .satisfies(ground ->
            assertThat(ground.kinds())
                .as("its address is that of a shelter, and it is none")
                .containsExactly(Kind.EMERGENCY_SITE));
  }

  @Test
  void theSurveysListsMayLieInTwoLayers() throws Exception {
    takeGsi("shelters", "432130_emergency.json");
    takeGsi("stays", "432130_evacuation.json");
    List<ShelterPlace> places = reading.result().places();

    assertThat(places).hasSize(49);
    assertThat(places).extracting(ShelterPlace::layer).containsOnly("shelters");
    assertThat(places)
        .filteredOn(place -> place.kinds().contains(Kind.SHELTER))
        .as("all 45 of the second list, each a place of its own")
        .hasSize(45);
    assertThat(places)
        .filteredOn(place -> place.name().equals("海東地区農村コミュニティ施設（ふれあいセンター）"))
        .as("151 m apart, and one house by name and address")
        .singleElement()
        .satisfies(house -> assertThat(house.kinds()).isEqualTo(both()));
  }

  @Test
  void aShelterThatStandsInNoListOfSitesIsOneOfItsOwn() {
    take("shelters", List.of("ID", "名称", "住所", "洪水"), "1|小学校|本町1|○", "2|広場|本町2|○");
    take(
        "stays",
        List.of("ID", "名称", "住所", "指定緊急避難場所との重複", "想定収容人数"),
        "1|小学校|本町1|1|200",
        "2|会館|本町9|1|30");
    List<ShelterPlace> places = reading.result().places();

    assertThat(places).extracting(ShelterPlace::id).containsExactly("1", "2", "stays-2");
    assertThat(places.get(0).kinds()).isEqualTo(both());
    assertThat(places.get(0).capacity()).isEqualTo(200);
    assertThat(places.get(1).kinds()).containsExactly(Kind.EMERGENCY_SITE);
    assertThat(places.get(2).kinds()).containsExactly(Kind.SHELTER);
    assertThat(places.get(2).hazards().values()).containsOnly(Suits.UNKNOWN);
    assertThat(reading.result().faults()).as("each list counts from 1").isEmpty();
  }

  @Test
  void numbersStandInTheOrderThatPeopleCountIn() {
    List<String> ids = new ArrayList<>(List.of("S10", "S2", "S1", "A", "S2b"));
    ids.sort(Ids.ORDER);

    assertThat(ids).containsExactly("A", "S1", "S2", "S2b", "S10");
    assertThat(IntStream.range(0, 3).mapToObj(i -> "é" + i).sorted(Ids.ORDER)).hasSize(3);
  }
}
