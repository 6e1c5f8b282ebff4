package org.machizu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Scale;

class TownMapsTest {
  @TempDir Path folder;

  private static final String OWN =
      """
      maps:
        kouzui_l2:
          profile: our_flood
          scale: largest
          title: {ja: 緑川の洪水, easy: 緑川の こうずい, en: Midori river flood}
        tunami_depth: {hazard: tsunami, title: 津波の深さ}
        ponds: ignore
      lists:
        our_ranks: {A: 0.5m未満, B: 0.5m以上3.0m未満}
      profiles:
        - id: our_flood
          dataset: {ja: 町の地図, easy: 町の 地図, en: Our map}
          marks: [ランク]
          hazard: flood
          basis: flood_zone
          depth: {code: ランク, list: our_ranks}
      """;

  @Test
  void aTownNamesItsMapsAndWhatTheirAttributesMean() throws Exception {
    TownMaps maps = TownMaps.read(file(OWN));

    TownMaps.Named flood = maps.find("kouzui_l2").orElseThrow();
    assertThat(flood.scale()).contains(Scale.LARGEST);
    assertThat(flood.title().orElseThrow().en()).isEqualTo("Midori river flood");
    Profile profile = flood.profile().orElseThrow();
    Schema schema =
        new Schema(GeometryType.POLYGON, List.of(Attribute.open("ランク", AttributeType.TEXT)));
    assertThat(profile.read(Attributes.of(schema, "B")).depth().toM()).isEqualTo(3);
    assertThat(profile.basis().basis()).isEqualTo("水防法 第14条");
    // The town's own stands before those that come with the program.
    assertThat(maps.profiles().recognise(schema)).contains(profile);
    assertThat(maps.find("tunami_depth").orElseThrow().hazard()).contains(Hazard.TSUNAMI);
    assertThat(maps.find("ponds").orElseThrow().isIgnored()).isTrue();
    assertThat(maps.find("landslide")).isEmpty();
  }

  @Test
  void aTownThatSaysNothingHasTheProgramsProfiles() {
    assertThat(TownMaps.none().profiles().find("town_flood")).isPresent();
    assertThat(TownMaps.none().find("flood_planned")).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    assertThat(faults("maps: {a: {hazard: floods, scale: huge, colour: red}}").getMessage())
        .contains("maps.a.hazard: 'floods' is not known; give one of flood,")
        .contains("maps.a.scale: 'huge' is not known; give largest, planned or frequent")
        .contains("maps.a: 'colour' is not known");
    assertThat(faults("maps: {A b: ignore}").getMessage()).contains("no layer's short id");
    assertThat(faults("maps: {a: maybe}").getMessage()).contains("or the word 'ignore'");
    assertThat(faults("maps: {a: {profile: nothing}}").getMessage())
        .contains("'nothing' is not known; give the id of a profile");
    assertThat(faults("maps: {a: {profile: town_flood, hazard: tsunami}}").getMessage())
        .contains("the profile 'town_flood' is one of flood");
    assertThat(faults("maps: {a: {title: {en: x}}}").getMessage()).contains("maps.a.title");
    assertThat(faults("map: {}").getMessage()).contains("'map' is not known");
    assertThat(faults("maps: [").getMessage()).contains("it is no YAML");
    assertThat(faults("profiles: [{id: x}]").getMessage()).contains("marks");
    assertThat(faults(OWN.replace("our_flood", "town_flood")).getMessage())
        .contains("comes with the program");
    TownMapsException missing =
        catchThrowableOfType(
            TownMapsException.class, () -> TownMaps.read(folder.resolve("missing.yaml")));
    assertThat(missing.getMessage()).contains("missing.yaml").contains("cannot be read");
  }

  private TownMapsException faults(String yaml) throws IOException {
    Path file = file(yaml);
    return catchThrowableOfType(TownMapsException.class, () -> TownMaps.read(file));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("maps.yaml"), yaml);
  }

  @Test
  void whatAGridIsIsToldByItsTitle() {
    assertThat(LayerTitles.hazard("浸水深（想定最大規模）")).contains(Hazard.FLOOD);
    assertThat(LayerTitles.hazard("津波浸水深")).contains(Hazard.TSUNAMI);
    assertThat(LayerTitles.hazard("高潮の浸水深")).contains(Hazard.STORM_SURGE);
    assertThat(LayerTitles.hazard("内水浸水深")).contains(Hazard.INLAND_FLOOD);
    assertThat(LayerTitles.hazard("標高")).isEmpty();
    assertThat(LayerTitles.scale("浸水深（計画規模）")).contains(Scale.PLANNED);
    assertThat(LayerTitles.scale("浸水深")).isEmpty();
  }
}
