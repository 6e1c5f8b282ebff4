package org.machizu.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.LayerId;
import org.machizu.ingest.check.Checked;
import org.machizu.ingest.check.GeometryCheck;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.RasterFormats;
import org.machizu.ingest.raster.RasterReader;
import org.machizu.ingest.raster.Window;
import org.machizu.samples.description.SampleDescription;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.files.LayerMakers;
import org.machizu.samples.files.TownFiles;
import org.machizu.samples.table.Table;

/** The files that the demo imports. */
class SampleFilesTest {
  private static final Set<String> OPEN =
      Set.of(
          "parcels",
          "buildings",
          "roads",
          "designated_roads",
          "railway",
          "rivers",
          "ponds",
          "sewer_area",
          "zoning",
          "fire_prevention",
          "district_plans",
          "planned_roads",
          "cultural_property",
          "flood_planned",
          "flood_maximum",
          "landslide",
          "shelters",
          "facilities",
          "underpasses",
          "gauges",
          "aerial",
          "flood_depth");
  private static final Set<String> STAFF =
      Set.of("water_pipes", "sewer_pipes", "pump_stations", "snow_routes", "farmland");
  private static final Set<String> PERSONAL = Set.of("households", "residents");

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws Exception {
    SampleFiles.main(new String[] {folder.resolve("town").toString()});
  }

  private static Path town() {
    return folder.resolve("town");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    Path again = folder.resolve("again");
    SampleFiles.main(
        new String[] {"--seed", Long.toString(SampleFiles.SEED), "--scale", "1", again.toString()});
    List<Path> files;
    try (var list = Files.walk(town())) {
      files = list.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(1 + 2 * (OPEN.size() + STAFF.size() + PERSONAL.size()));
    for (Path file : files) {
      assertThat(again.resolve(town().relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    assertThatThrownBy(() -> SampleFiles.main(new String[] {"--scale", "0", "x"}))
        .hasMessage("--scale '0' is not allowed; give a whole number from 1 to 99");
    assertThatThrownBy(() -> SampleFiles.main(new String[] {"--seed"}))
        .hasMessageContaining("--seed '' is not allowed");
    assertThatThrownBy(() -> SampleFiles.main(new String[] {"--sale", "3"}))
        .hasMessageContaining("'--sale' is not understood");
  }

  @Test
  void theDescriptionIsComplete() throws Exception {
    SampleDescription town = SampleFiles.description();
    assertThat(town.municipalityCode()).isEqualTo("01999");
    assertThat(town.name().en()).isEqualTo("Midorino Town");
    assertThat(town.crs()).isEqualTo(Crs.zone(12));
    Map<Boolean, Set<String>> published = new HashMap<>();
    Set<String> personal = new HashSet<>();
    for (SampleLayer layer : town.layers()) {
      assertThat(LayerId.isValidName(layer.id())).isTrue();
      published.computeIfAbsent(layer.published(), _ -> new HashSet<>()).add(layer.id());
      if (layer.personal()) {
        personal.add(layer.id());
      }
      if (!layer.isRaster()) {
        assertThat(layer.attributes()).as(layer.id()).containsKey(layer.key());
      }
      assertThat(layer.provenance().accuracyM()).isNotNull();
      assertThat(town().resolve("styles/" + layer.id() + ".json")).content().startsWith("[");
    }
    assertThat(published.get(true)).isEqualTo(OPEN);
    assertThat(personal).isEqualTo(PERSONAL);
    Set<String> closed = new HashSet<>(STAFF);
    closed.addAll(PERSONAL);
    assertThat(published.get(false)).isEqualTo(closed);
  }

  @Test
  void everyFileIsReadWithoutAProblemAndEveryAttributeHasItsTitle() throws Exception {
    for (SampleLayer layer : SampleFiles.layers()) {
      if (layer.isRaster()) {
        continue;
      }
      Path file = town().resolve(layer.file());
      List<Problem> problems = new ArrayList<>();
      Set<Object> keys = new HashSet<>();
      int rows = 0;
      try (FeatureReader reader =
          Formats.standard().detect(file).open(file, ReadOptions.DEFAULT, problems::add)) {
        GeometryCheck check =
            new GeometryCheck(reader.schema().geometryType(), false, problems::add);
        CrsConversion toLonLat = CrsConversion.between(layer.crs(), Crs.JGD2011);
        for (Row row = reader.next(); row != null; row = reader.next()) {
          rows++;
          keys.add(row.attributes().get(layer.key()));
          if (row.geometry() != null) {
            Geometry lonLat = toLonLat.apply(row.geometry());
            assertThat(check.check(row.number(), row.sourceId(), lonLat))
                .isInstanceOf(Checked.Accepted.class);
            var place = lonLat.getCoordinate();
            assertThat(place.x).isBetween(141.7, 141.93);
            assertThat(place.y).isBetween(42.69, 42.83);
          }
        }
        assertThat(reader.schema().attributes())
            .as("attributes of " + layer.id())
            .extracting(Attribute::name)
            .containsExactlyInAnyOrderElementsOf(layer.attributes().keySet());
      }
      assertThat(keys).as("keys of " + layer.id()).hasSize(rows).doesNotContainNull();
      assertThat(problems).as(layer.id()).isEmpty();
    }
  }

  @Test
  void shapefilesAreInCp932OnThePlaneAndDoNotSaySo() throws Exception {
    for (String name : List.of("parcels", "roads", "zoning", "landslide", "water_pipes")) {
      try (ZipFile zip = new ZipFile(town().resolve(name + ".zip").toFile())) {
        assertThat(zip.stream().map(entry -> entry.getName()))
            .containsExactlyInAnyOrder(name + ".shp", name + ".shx", name + ".dbf", name + ".prj");
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        zip.getInputStream(zip.getEntry(name + ".dbf")).transferTo(table);
        byte[] dbf = table.toByteArray();
        assertThat(dbf[29]).as("language byte").isZero();
        String prj =
            new String(
                zip.getInputStream(zip.getEntry(name + ".prj")).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(prj).contains("JGD_2011_Japan_Zone_12");
        String first =
            SampleFiles.layers().stream()
                .filter(l -> l.id().equals(name))
                .findFirst()
                .orElseThrow()
                .key();
        assertThat(new String(dbf, 32, 11, Charset.forName("windows-31j"))).startsWith(first);
      }
    }
  }

  @Test
  void tablesComeInBothHabits() throws Exception {
    byte[] shelters = Files.readAllBytes(town().resolve("shelters.csv"));
    assertThat(shelters).startsWith(0xEF, 0xBB, 0xBF);
    byte[] facilities = Files.readAllBytes(town().resolve("facilities.csv"));
    assertThat(new String(facilities, Charset.forName("windows-31j")))
        .contains("髙橋内科医院", "①番窓口～⑧番窓口");
    assertThat(new String(facilities, StandardCharsets.UTF_8)).doesNotContain("医院");
  }

  @Test
  void theOrthophotoCoversTheCentreInEightDecimetres() throws Exception {
    try (RasterReader photo = RasterFormats.open(town().resolve("aerial.tif"), null)) {
      Placement placement = photo.info().placement();
      assertThat(placement.crs()).isEqualTo(Crs.zone(12));
      assertThat(placement.pixelWidth()).isEqualTo(0.8);
      Tile tile = Tile.of(0);
      int x = (int) placement.column(tile.originX());
      int y = (int) placement.row(tile.originY() + 1_230);
      int water = photo.readImage(0, new Window(x - 100, y, 1, 1))[0];
      assertThat(water & 0xff).as("blue of the river").isGreaterThan(water >> 16 & 0xff);
    }
    assertThat(Files.size(town().resolve("aerial.tif"))).isBetween(2_000_000L, 20_000_000L);
  }

  @Test
  void depthsOfTheGridLieWithinTheirAreas() throws Exception {
    District district = District.of(SampleFiles.SEED, 0);
    Table areas = LayerMakers.get("flood_maximum").rows(district);
    try (RasterReader grid = RasterFormats.open(town().resolve("flood_depth.tif"), null)) {
      Placement placement = grid.info().placement();
      int compared = 0;
      for (Table.Row area : areas.rows()) {
        // Away from the border, where 30 m cells and 10 m cells may differ.
        var place = area.plane().buffer(-45).getInteriorPoint();
        if (!place.isEmpty()) {
          int column = (int) placement.column(place.getX());
          int row = (int) placement.row(place.getY());
          float depth = grid.readGrid(0, new Window(column, row, 1, 1))[0];
          assertThat((double) depth)
              .isBetween((Double) area.get("深さ下限_m") - 0.1, (Double) area.get("深さ上限_m") + 0.1);
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(5);
    }
  }

  @Test
  void rastersOfTownsSideBySideCoverThemAll() throws Exception {
    List<SampleLayer> layers = SampleFiles.layers().stream().filter(SampleLayer::isRaster).toList();
    Path two = Files.createDirectory(folder.resolve("two"));
    TownFiles.write(two, SampleFiles.SEED, 2, layers);
    try (var files = Files.list(two)) {
      assertThat(files).hasSize(2);
    }
    Tile neighbour = Tile.of(1);
    try (RasterReader photo = RasterFormats.open(two.resolve("aerial.tif"), null);
        RasterReader first = RasterFormats.open(town().resolve("aerial.tif"), null)) {
      assertThat(photo.info().placement().pixelWidth()).isEqualTo(1.6);
      assertThat(colour(photo, neighbour.originX(), neighbour.originY()) >>> 24).isEqualTo(255);
      assertThat(
              colour(photo, (Tile.of(0).originX() + neighbour.originX()) / 2, neighbour.originY()))
          .as("nobody has flown between the towns")
          .isZero();
      // The first town is where it is without a neighbour: a pixel holds four of those.
      int same = 0;
      for (int i = 0; i < 100; i++) {
        double x = Tile.of(0).originX() + 9 * i;
        double y = Tile.of(0).originY() + 5 * i;
        int difference = green(colour(photo, x, y)) - green(colour(first, x, y));
        same += Math.abs(difference) < 40 ? 1 : 0;
      }
      assertThat(same).isGreaterThan(75);
    }
    try (RasterReader grid = RasterFormats.open(two.resolve("flood_depth.tif"), null);
        RasterReader first = RasterFormats.open(town().resolve("flood_depth.tif"), null)) {
      assertThat(grid.info().placement().width()).isEqualTo(2 * first.info().placement().width());
      int wet = 0;
      for (int x = -7_000; x < 7_000; x += 100) {
        Double depth = depth(first, Tile.of(0).originX() + x, Tile.of(0).originY() + 1_400);
        assertThat(depth(grid, Tile.of(0).originX() + x, Tile.of(0).originY() + 1_400))
            .isEqualTo(depth); // boxed, so that dry ground (NaN) is the same as dry ground
        wet += depth(grid, neighbour.originX() + x, neighbour.originY() + 1_400) > 0 ? 1 : 0;
      }
      assertThat(wet).as("places in the neighbour's flood").isGreaterThan(50);
    }
  }

  private static int green(int argb) {
    return argb >> 8 & 0xff;
  }

  private static int colour(RasterReader photo, double x, double y) throws Exception {
    return photo.readImage(0, pixel(photo, x, y))[0];
  }

  private static double depth(RasterReader grid, double x, double y) throws Exception {
    return grid.readGrid(0, pixel(grid, x, y))[0];
  }

  private static Window pixel(RasterReader raster, double x, double y) {
    Placement placement = raster.info().placement();
    return new Window((int) placement.column(x), (int) placement.row(y), 1, 1);
  }
}
