package org.machizu.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.LayerId;
import org.machizu.ingest.check.Checked;
import org.machizu.ingest.check.GeometryCheck;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;

class SampleFilesTest {
  @TempDir Path folder;

  private static final Map<String, Integer> ROWS =
      Map.of(
          "zoning", 6,
          "parcels", 75,
          "buildings", 63,
          "rivers", 2,
          "roads", 36,
          "facilities", 10,
          "shelters", 5);

  @Test
  void thePackedFilesAreWhatTheGeneratorWrites() throws Exception {
    Path packed = folder.resolve("packed");
    Path written = folder.resolve("written");
    SampleFiles.unpack(packed);
    SampleTownWriter.write(written);

    List<Path> files;
    try (var list = Files.list(written)) {
      files = list.toList();
    }
    assertThat(files).hasSize(7);
    for (Path file : files) {
      assertThat(packed.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void everyFileIsReadWithoutAProblemAndLiesInTheTown() throws Exception {
    SampleFiles.unpack(folder);
    Map<String, Integer> rows = new HashMap<>();
    for (SampleLayer layer : SampleFiles.layers()) {
      Path file = folder.resolve(layer.file());
      List<Problem> problems = new ArrayList<>();
      Set<Object> keys = new HashSet<>();
      try (FeatureReader reader =
          Formats.standard().detect(file).open(file, ReadOptions.DEFAULT, problems::add)) {
        GeometryCheck check =
            new GeometryCheck(reader.schema().geometryType(), false, problems::add);
        for (Row row = reader.next(); row != null; row = reader.next()) {
          assertThat(check.check(row.number(), row.sourceId(), row.geometry()))
              .isInstanceOf(Checked.Accepted.class);
          assertThat(row.geometry().getCoordinate().distance(TownGrid.at(0, 0))).isLessThan(0.01);
          keys.add(row.attributes().get(layer.key()));
          rows.merge(layer.id(), 1, Integer::sum);
        }
        assertThat(keys)
            .as("keys of " + layer.id())
            .hasSize(rows.get(layer.id()))
            .doesNotContainNull();
        assertThat(reader.schema().attributes())
            .extracting(Attribute::name)
            .containsExactlyElementsOf(
                reader.schema().attributes().stream()
                    .map(Attribute::name)
                    .filter(layer.attributes()::containsKey)
                    .toList());
      }
      assertThat(problems).as(layer.id()).isEmpty();
    }
    assertThat(rows).isEqualTo(ROWS);
  }

  @Test
  void lotsHaveTheAreaThatTheyState() throws Exception {
    SampleTown town = SampleTown.of(SampleTown.SEED);
    for (var parcel : town.parcels().features()) {
      double stated = (Double) parcel.get("地積_m2");
      double measured = PlaneMeasure.inZone(12).areaM2(parcel.geometry());
      assertThat(measured / stated).isBetween(0.99, 1.01);
    }
  }

  @Test
  void everyHouseStandsOnOneLot() {
    SampleTown town = SampleTown.of(SampleTown.SEED);
    for (var house : town.buildings().features()) {
      assertThat(
              town.parcels().features().stream()
                  .filter(lot -> lot.geometry().covers(house.geometry())))
          .as(String.valueOf(house.get("建物番号")))
          .hasSize(1);
    }
  }

  @Test
  void anotherSeedGivesAnotherTown() {
    assertThat(SampleTown.of(1).parcels().features().getFirst().geometry())
        .isEqualTo(SampleTown.of(1).parcels().features().getFirst().geometry())
        .isNotEqualTo(SampleTown.of(2).parcels().features().getFirst().geometry());
  }

  @Test
  void theDescriptionIsComplete() throws Exception {
    SampleDescription town = SampleFiles.description();
    assertThat(town.municipalityCode()).isEqualTo("01999");
    assertThat(town.name().en()).isEqualTo("Midorino Town");
    assertThat(town.crs()).isEqualTo(Crs.zone(12));
    assertThat(town.layers()).extracting(SampleLayer::id).containsOnlyOnceElementsOf(ROWS.keySet());
    assertThat(town.layers())
        .allSatisfy(layer -> {
          assertThat(LayerId.isValidName(layer.id())).isTrue();
          assertThat(layer.published()).isTrue();
          assertThat(layer.crs()).isEqualTo(Crs.JGD2011);
          assertThat(layer.styleJson()).startsWith("[{\"id\":").contains("\"type\":");
          assertThat(layer.attributes()).containsKey(layer.key());
          assertThat(layer.provenance().accuracyM()).isEqualTo(0.5);
        });
  }
}
