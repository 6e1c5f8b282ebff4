package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreTesting;
import org.machizu.store.sql.Sql;

/** QGIS, ogr2ogr and the sqlite3 shell on the town's file while the store has it open. */
class OtherProgramsTest extends StoreTesting {
  private static final Schema PARCELS =
      new Schema(
          GeometryType.POLYGON,
          List.of(
              Attribute.open("地番", AttributeType.TEXT),
              Attribute.open("area", AttributeType.INTEGER)));

  @TempDir Path folder;
  private final BlockingQueue<LayerChanged> news = new LinkedBlockingQueue<>();

  @Override
  protected StoreFixture openStore() throws Exception {
    return new GpkgFixture(Files.createTempDirectory(folder, "town"));
  }

  private String file() {
    return ((GpkgFixture) store).townFile().toString();
  }

  private long addParcel(int n) {
    return add(
        "parcels", square(144 + n * 0.001, 44, 0.0009), Attributes.of(PARCELS, n + "番", (long) n));
  }

  private LayerChanged next() throws InterruptedException {
    LayerChanged change = news.poll(30, TimeUnit.SECONDS);
    assertThat(change).as("news within 30 seconds").isNotNull();
    return change;
  }

  /** Another program's connection, with the geometry functions that GDAL would bring. */
  private Connection outside() throws Exception {
    return Sqlite.openWriter(Path.of(file()));
  }

  private static Predicate around(double lon) {
    return new Predicate.IntersectsBox(new Envelope(lon, 44.0001, lon + 0.0001, 44.0002));
  }

  @Test
  void ogrinfoReadsTheOpenFileWithoutComplaint() throws Exception {
    create("parcels", PARCELS);
    create("shelters", SHELTERS);
    create(
        "stock",
        new Schema(GeometryType.NONE, List.of(Attribute.open("name", AttributeType.TEXT))));
    addParcel(1);
    try (StagedImport staged =
        store.features().stage(right("parcels"), PARCELS, new StagedImport.Mode.ReplaceAll())) {
      for (int n = 0; n < 100; n++) {
        staged.add(square(144 + n * 0.001, 44, 0.0009), Attributes.of(PARCELS, n + "番", (long) n));
      }
      staged.publish();
    }

    Program summary = Program.run("ogrinfo", "-so", "-al", file());
    assertThat(summary.exit()).isZero();
    assertThat(summary.output())
        .doesNotContain("ERROR", "Warning")
        .contains(
            "Layer name: parcels", "Geometry: Multi Polygon\n", "Feature Count: 100", "JGD2011")
        .contains("地番: String", "area: Integer64")
        .contains("Layer name: shelters", "open: Integer(Boolean)", "checked: DateTime")
        .contains("Extent: (144.000000, 44.000000) - (144.099900, 44.000900)")
        .doesNotContain("Layer name: machizu_e");
    Program check = Program.run("ogrinfo", "-sql", "PRAGMA integrity_check", file());
    assertThat(check.output()).contains("(String) = ok").doesNotContain("ERROR", "Warning");
    Program box =
        Program.run(
            "ogrinfo", "-spat", "144.0501", "44.0001", "144.0502", "44.0002", file(), "parcels");
    assertThat(box.output()).contains("Feature Count: 1", "(String) = 50番");
  }

  @Test
  void theTreeThatAnImportBuiltIsSound() throws Exception {
    create("parcels", PARCELS);
    try (StagedImport staged =
        store.features().stage(right("parcels"), PARCELS, new StagedImport.Mode.ReplaceAll())) {
      for (int n = 0; n < 7_000; n++) {
        staged.add(
            square(140 + n % 83 * 0.01, 43 + n / 83 * 0.01, 0.008),
            Attributes.of(PARCELS, "x", 1L));
      }
      staged.publish();
    }
    try (Connection other = outside()) {
      assertThat(Sql.string(other, "SELECT rtreecheck('rtree_parcels_geom')")).isEqualTo("ok");
    }
    for (Feature feature : all("parcels", ALL, List.of(), 10_000).subList(0, 2_000)) {
      apply("parcels", new Change.Delete(feature.id(), null));
    }
    for (int n = 0; n < 500; n++) {
      addParcel(n);
    }
    try (Connection other = outside()) {
      assertThat(Sql.string(other, "SELECT rtreecheck('rtree_parcels_geom')")).isEqualTo("ok");
      assertThat(Sql.number(other, "SELECT count(*) FROM rtree_parcels_geom")).isEqualTo(5_500);
    }
  }

  @Test
  void anOgr2ogrUpdateIsNoticedAndStandsInTheHistory() throws Exception {
    create("parcels", PARCELS);
    long a = addParcel(1);
    Feature before = get("parcels", a);
    store.changes().start(news::add);
    Path source = folder.resolve("new.geojson");
    Files.writeString(
        source,
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"地番":"7番","area":7},
        "geometry":{"type":"Polygon","coordinates":[[[144.5,44],[144.501,44],[144.501,44.001],[144.5,44]]]}}]}
        """);

    Program append =
        Program.run(
            "ogr2ogr",
            "-update",
            "-append",
            "-nln",
            "parcels",
            "-nlt",
            "PROMOTE_TO_MULTI",
            file(),
            source.toString());
    assertThat(append.output()).doesNotContain("ERROR");
    LayerChanged added = next();
    assertThat(added.features())
        .extracting(LayerChanged.FeatureChange::after)
        .containsExactly(new Envelope(144.5, 44, 144.501, 44.001));
    long b = added.features().getFirst().id();
    assertThat(get("parcels", b).get("地番")).isEqualTo("7番");
    assertThat(get("parcels", b).version()).isEqualTo(added.revision());

    Program update =
        Program.run(
            "ogrinfo",
            file(),
            "-dialect",
            "SQLite",
            "-sql",
            "UPDATE parcels SET area = 99 WHERE fid = " + a);
    Program direct =
        Program.run(
            "ogrinfo", "-update", file(), "-sql", "UPDATE parcels SET area = 100 WHERE fid = " + a);
    assertThat(update.output() + direct.output()).doesNotContain("ERROR");
    LayerChanged changed = next();
    assertThat(changed.features()).extracting(LayerChanged.FeatureChange::id).contains(a);
    List<FeatureVersion> history = history("parcels", a);
    assertThat(history.getFirst().actor()).isEqualTo("outside");
    assertThat(history.getFirst().after().get("area")).isEqualTo(100L);
    assertThat(history.getLast().after()).isEqualTo(before);
    undo("parcels", history.getFirst().revision());
    assertThat(get("parcels", a).get("area")).isNotEqualTo(100L);
  }

  /**
   * The plain shell has no geometry functions: deleting works, updates of a layer with places fail.
   */
  @Test
  void theSqliteShellCanDeleteAndEditTables() throws Exception {
    create("parcels", PARCELS);
    Schema table =
        new Schema(GeometryType.NONE, List.of(Attribute.open("name", AttributeType.TEXT)));
    create("stock", table);
    long a = addParcel(1);
    long s = add("stock", null, Attributes.of(table, "blankets"));
    store.changes().start(news::add);

    Program delete = shell("DELETE FROM parcels WHERE fid = " + a);
    assertThat(delete.output()).isEmpty();
    assertThat(next().features().getFirst().id()).isEqualTo(a);
    assertThat(history("parcels", a))
        .extracting(FeatureVersion::kind)
        .containsExactly(FeatureVersion.Kind.DELETE, FeatureVersion.Kind.CREATE);
    Program update = shell("UPDATE stock SET name = 'water'");
    assertThat(update.output()).isEmpty();
    assertThat(next().features().getFirst().id()).isEqualTo(s);
    assertThat(get("stock", s).get("name")).isEqualTo("water");
    long b = addParcel(2);
    Program refused = shell("UPDATE parcels SET area = 1");
    assertThat(refused.output()).contains("no such function: ST_");
    assertThat(get("parcels", b).get("area")).isEqualTo(2L);
  }

  /** It waits for our own writer, as any program does that shares a file. */
  private Program shell(String sql) throws Exception {
    return Program.run("sqlite3", "-cmd", ".timeout 10000", file(), sql);
  }

  @Test
  void replacingIgnoringAndUpsertingRowsKeepsTheHistoryWhole() throws Exception {
    create("parcels", PARCELS);
    long a = addParcel(1);
    try (Connection other = outside()) {
      String row = " INTO parcels (fid, geom, 地番, area) SELECT fid, geom, 地番, %d FROM parcels";
      Sql.execute(other, "PRAGMA recursive_triggers = 0");
      Sql.execute(other, "INSERT OR REPLACE" + row.formatted(2));
      Sql.execute(other, "INSERT OR IGNORE" + row.formatted(3));
      Sql.execute(
          other,
          "INSERT"
              + row.formatted(4)
              + " WHERE 1 ON CONFLICT (fid) DO UPDATE SET area = excluded.area");
      Sql.execute(other, "UPDATE parcels SET fid = 77");
      Sql.execute(other, "PRAGMA recursive_triggers = 1");
      Sql.execute(other, "INSERT OR REPLACE" + row.formatted(5));
      Sql.execute(other, "DELETE FROM parcels");
    }

    List<FeatureVersion> first = history("parcels", a);
    assertThat(first)
        .extracting(FeatureVersion::kind)
        .containsExactly(
            FeatureVersion.Kind.DELETE,
            FeatureVersion.Kind.UPDATE,
            FeatureVersion.Kind.UPDATE,
            FeatureVersion.Kind.CREATE);
    assertThat(first.get(0).before().get("area")).isEqualTo(4L);
    assertThat(first.get(1).before().get("area")).isEqualTo(2L);
    assertThat(first.get(2).before().get("area")).isEqualTo(1L);
    List<FeatureVersion> second = history("parcels", 77L);
    assertThat(second.getFirst().before().get("area")).isEqualTo(5L);
    assertThat(second.getLast().after().get("area")).isEqualTo(4L);
    assertThat(all("parcels")).isEmpty();
  }

  @Test
  void aPastBoxIsFoundBeforeAndAfterTheIndexHasCaughtUp() throws Exception {
    stopTime();
    create("parcels", PARCELS);
    long a = addParcel(1);
    var created = clock.instant();
    clock.advanceSeconds(1);
    try (Connection other = outside()) {
      Sql.execute(other, "DELETE FROM parcels");
    }
    assertThat(ids(all("parcels", around(144.0012), List.of(), 10, created))).containsExactly(a);
    assertThat(all("parcels", around(144.5), List.of(), 10, created)).isEmpty();
    addParcel(5); // our own edit brings the index up to date
    assertThat(ids(all("parcels", around(144.0012), List.of(), 10, created))).containsExactly(a);
    assertThat(all("parcels", around(144.5), List.of(), 10, created)).isEmpty();
  }

  @Test
  void aColumnThatAnotherProgramAddsIsForStaffFromThenOn() throws Exception {
    create("parcels", PARCELS);
    long a = addParcel(1);
    store.changes().start(news::add);
    try (Connection other = outside()) {
      Sql.execute(other, "ALTER TABLE parcels ADD COLUMN 備考 TEXT");
    }
    assertThat(next().everything()).isTrue();
    assertThat(view("parcels").schema().find("備考").orElseThrow().visibility())
        .isEqualTo(AttributeVisibility.STAFF);
    try (Connection other = outside()) {
      Sql.execute(other, "UPDATE parcels SET 備考 = '要確認'");
    }
    next();
    apply("parcels", new Change.Update(a, null, null, values("備考", "済")));
    List<FeatureVersion> history = history("parcels", a);
    assertThat(history.getFirst().before().get("備考")).isEqualTo("要確認");
    assertThat(history.getFirst().after().get("備考")).isEqualTo("済");
  }

  @Test
  void aTableOfAnotherProgramIsNoLayerAndItsNameIsTaken() throws Exception {
    try (Connection other = outside()) {
      Sql.execute(other, "CREATE TABLE mine (fid INTEGER PRIMARY KEY, name TEXT)");
      Sql.execute(
          other,
          "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('mine', 'attributes', 'mine')");
    }
    assertThat(store.catalog().list(StoreFixture.MUNICIPALITY)).isEmpty();
    assertThatThrownBy(() -> create("mine", PARCELS))
        .isInstanceOf(LayerConflictException.class)
        .hasMessageContaining("mine");
  }

  @Test
  void aLockThatAnotherProgramKeepsIsAClearError() throws Exception {
    create("parcels", PARCELS);
    try (Connection other = outside()) {
      Sql.execute(other, "BEGIN IMMEDIATE");
      assertThatThrownBy(() -> addParcel(1))
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining("town.gpkg");
      assertThat(all("parcels")).isEmpty(); // readers go on
      Sql.execute(other, "ROLLBACK");
    }
    addParcel(1);
  }
}
