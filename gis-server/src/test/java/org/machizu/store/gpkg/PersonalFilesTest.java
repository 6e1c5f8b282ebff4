package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.Change;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** Layers about persons lie apart, whole. */
class PersonalFilesTest extends StoreTesting {
  private static final Schema HOUSEHOLDS =
      new Schema(GeometryType.POINT, List.of(Attribute.open("世帯主", AttributeType.TEXT)));

  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() {
    return new GpkgFixture(folder);
  }

  private static Attribute masked(String name) {
    return new Attribute(
        name, AttributeType.TEXT, LocalizedText.same(name), null, AttributeVisibility.MASKED);
  }

  private boolean somewhereIn(String pattern, String text) throws Exception {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches(pattern)).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void nothingOfAPersonalLayerStandsInTheTownsFile() throws Exception {
    store.catalog().create(layer("households", HOUSEHOLDS), PERSONAL, "[]", Actor.OPERATOR);
    create("shelters", SHELTERS);
    var right = rightOf(Actor.OPERATOR, "households");
    long id =
        store
            .features()
            .apply(
                right,
                List.of(new Change.Create(point(144, 44), Attributes.of(HOUSEHOLDS, "網走 タロウ甲"))))
            .ids()
            .getFirst();
    store
        .features()
        .apply(right, List.of(new Change.Update(id, null, null, values("世帯主", "網走 ハナコ乙"))));
    try (StagedImport staged =
        store.features().stage(right, HOUSEHOLDS, new StagedImport.Mode.ByKey("世帯主", true))) {
      staged.add(point(144.1, 44), Attributes.of(HOUSEHOLDS, "網走 ジロウ丙"));
      staged.publish();
    }
    store.reopen();

    for (String name : List.of("タロウ甲", "ハナコ乙", "ジロウ丙", "households", "世帯主")) {
      assertThat(somewhereIn("town\\.gpkg.*|operations\\.db.*", name)).as(name).isFalse();
    }
    Path file = folder.resolve("personal/households.gpkg");
    try (Connection personal = Sqlite.openReader(file)) {
      assertThat(Sql.strings(personal, "SELECT 世帯主 FROM households")).containsExactly("網走 ジロウ丙");
      String history =
          Sql.string(
              personal, "SELECT name FROM sqlite_master WHERE name LIKE '%!_history' ESCAPE '!'");
      assertThat(Sql.strings(personal, "SELECT 世帯主 FROM " + history + " ORDER BY machizu_id"))
          .containsExactly("網走 タロウ甲", "網走 ハナコ乙");
    }
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void theCatalogueKnowsPersonalLayersAndNobodyCanPublishThem() {
    store.catalog().create(layer("households", HOUSEHOLDS), PERSONAL, "[]", Actor.OPERATOR);
    store.reopen();

    assertThat(store.catalog().list(StoreFixture.MUNICIPALITY)).hasSize(1);
    assertThatThrownBy(() -> create("households", SHELTERS))
        .isInstanceOf(LayerConflictException.class);
    assertThatThrownBy(
            () -> store.catalog().publish(rightOf(Actor.OPERATOR, "households"), true, "open data"))
        .isInstanceOf(LayerConflictException.class)
        .hasMessageContaining("personal");
  }

  @Test
  void aLayerWithAMaskedAttributeLiesApartToo() {
    Schema farms =
        new Schema(
            GeometryType.POINT,
            List.of(Attribute.open("crop", AttributeType.TEXT), masked("owner")));
    create("farms", farms);
    long id = add("farms", point(144, 44), Attributes.of(farms, "beet", "X"));

    assertThat(folder.resolve("personal/farms.gpkg")).exists();
    assertThat(get("farms", id).attributes().asMap())
        .containsExactly(java.util.Map.entry("crop", "beet"), java.util.Map.entry("owner", "＊＊＊"));
  }

  @Test
  void anAttributeOfALayerInTheTownsFileCannotBecomeMasked() {
    create("shelters", SHELTERS);
    List<Attribute> attributes = new java.util.ArrayList<>(SHELTERS.attributes());
    attributes.set(0, masked("施設名"));
    Schema closer = new Schema(GeometryType.POINT, attributes);

    assertThatThrownBy(() ->
            store
                .catalog()
                .describe(
                    right("shelters"),
                    e -> org.machizu.layers.Described.of(layer("shelters", closer), "[]")))
        .isInstanceOf(LayerConflictException.class);
    assertThatThrownBy(() ->
            store.features().stage(right("shelters"), closer, new StagedImport.Mode.ReplaceAll()))
        .isInstanceOf(LayerConflictException.class);
  }
}
