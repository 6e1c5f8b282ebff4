package org.machizu.tiles.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.encode.EncodedTile;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.town.Features;
import org.machizu.tiles.town.ParcelTown;

class LayerPackTest {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  @TempDir Path folder;

  private static LayerPack town(int count) {
    return LayerPackBuilder.pack(
        "parcels",
        ParcelTown.SCHEMA,
        ZoomRange.DEFAULT,
        new Revision(42),
        new ParcelTown(count, 1));
  }

  @Test
  void aParcelTakesLittleMemory() {
    LayerPack pack = town(20_000);
    assertThat(pack.featureCount()).isEqualTo(20_000);
    assertThat(pack.byteSize() / pack.featureCount()).isLessThan(200);
  }

  @Test
  void aSearchFindsWhatASearchOneByOneFinds() {
    LayerPack pack = town(5000);
    WorldBox box = TileAddress.at(17, 142.005, 42.705).worldBox(64);
    List<Integer> expected = new ArrayList<>();
    for (int entry = 0; entry < pack.entryCount(); entry++) {
      if (pack.box(entry).intersects(box)) {
        expected.add(entry);
      }
    }
    IndexList found = new IndexList();
    pack.search(box, found);
    List<Integer> entries = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      entries.add(found.get(i));
    }
    assertThat(entries).hasSizeBetween(50, 2000).isEqualTo(expected);
  }

  @Test
  void featuresWithoutAPlaceAreCountedAndLeftOut() {
    LayerPack pack =
        Features.pack(
            "l",
            Features.NAMED,
            16,
            List.of(
                Features.named(1, null),
                Features.named(2, GEOMETRIES.createPolygon()),
                Features.named(3, GEOMETRIES.createPoint(new Coordinate(Double.NaN, 1))),
                Features.named(
                    4, GEOMETRIES.createPoint(new Coordinate(142, Double.POSITIVE_INFINITY))),
                Features.named(5, GEOMETRIES.createPoint(new Coordinate(142, 43)))));
    assertThat(pack.unplacedCount()).isEqualTo(4);
    assertThat(pack.featureCount()).isEqualTo(1);
    assertThat(pack.id(0)).isEqualTo(5);
  }

  @Test
  void anEmptyLayerIsAPackToo() throws IOException {
    LayerPack pack = Features.pack("l", Features.NAMED, 16, List.of());
    assertThat(pack.extent()).isEmpty();
    pack.write(folder.resolve("empty"));
    assertThat(LayerPack.map(folder.resolve("empty")).entryCount()).isZero();
  }

  @Test
  void twoFeaturesOfOneIdAreRefused() {
    var point = GEOMETRIES.createPoint(new Coordinate(142, 43));
    assertThatThrownBy(() ->
            Features.pack(
                "l",
                Features.NAMED,
                16,
                List.of(Features.named(9, point), Features.named(9, point))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 stands twice");
  }

  @Test
  void aMappedPackGivesTheSameTiles() throws IOException {
    LayerPack pack = town(3000);
    Path file = folder.resolve("parcels.pack");
    pack.write(file);
    LayerPack mapped = LayerPack.map(file);
    assertThat(mapped.name()).isEqualTo("parcels");
    assertThat(mapped.attributes()).isEqualTo(pack.attributes());
    assertThat(mapped.zoomRange()).isEqualTo(ZoomRange.DEFAULT);
    assertThat(mapped.revision()).isEqualTo(new Revision(42));
    assertThat(mapped.extent()).isEqualTo(pack.extent());
    TileAddress tile = TileAddress.at(15, 142.005, 42.705);
    EncodedTile expected = new TileEncoder().encode(tile, List.of(LayerSnapshot.of(pack)));
    EncodedTile actual = new TileEncoder().encode(tile, List.of(LayerSnapshot.of(mapped)));
    assertThat(expected.featureCount()).isPositive();
    assertThat(actual.gzip()).isEqualTo(expected.gzip());
  }

  @Test
  void onlyTheOwnerMayReadAPackAndNothingElseIsLeftInTheFolder() throws IOException {
    Path file = folder.resolve("parcels.pack");
    town(10).write(file);
    town(20).write(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(LayerPack.map(file).featureCount()).isEqualTo(20);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = folder.resolve("p");
    town(100).write(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 24; at < bytes.length; at += 997) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> LayerPack.map(file))
          .isInstanceOf(PackFormatException.class)
          .hasMessageContaining("checksum");
    }
  }

  @Test
  void aCutFileAForeignFileAndAnotherVersionAreRefusedEachWithItsReason() throws IOException {
    Path file = folder.resolve("p");
    town(100).write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 8));
    assertThatThrownBy(() -> LayerPack.map(file))
        .hasMessageContaining("instead of " + bytes.length);
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> LayerPack.map(file)).hasMessageContaining("only 0 bytes");
    Files.writeString(file, "x".repeat(500));
    assertThatThrownBy(() -> LayerPack.map(file)).hasMessageContaining("no pack of a layer");
    bytes[6] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> LayerPack.map(file))
        .isInstanceOf(PackFormatException.class)
        .hasMessageContaining("version 2, this program reads 1")
        .hasMessageContaining("pack the layer again");
  }
}
