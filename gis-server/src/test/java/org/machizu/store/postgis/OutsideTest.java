package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StaleVersionException;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

/** What QGIS and psql do to a layer's view is numbered, told and kept as an edit of ours is. */
class OutsideTest extends ParcelTesting {
  private final BlockingQueue<LayerChanged> news = new LinkedBlockingQueue<>();

  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }

  private PostgisFixture fixture() {
    return (PostgisFixture) store;
  }

  /** As QGIS connects: a login with the editors' role and nothing else. */
  private Connection editor() throws SQLException {
    try (Connection admin = Cluster.shared().connect(fixture().address())) {
      if (Sql.number(admin, "SELECT 1 FROM pg_roles WHERE rolname = 'tamura'") == null) {
        Sql.execute(admin, "CREATE ROLE tamura LOGIN IN ROLE machizu_editor");
      }
    }
    Connection editor = DriverManager.getConnection(fixture().address().url(), "tamura", "");
    Sql.execute(editor, "SET search_path = town_01585, public");
    return editor;
  }

  private static String square(int n) {
    return "ST_Multi(ST_SetSRID(ST_GeomFromText('%s'), 6668))".formatted(lot(n).toText());
  }

  /** Patient, for busy machines; that it takes less than a second is seen by the three servers. */
  private LayerChanged next() throws InterruptedException {
    LayerChanged change = news.poll(30, TimeUnit.SECONDS);
    assertThat(change).as("news within 30 seconds").isNotNull();
    return change;
  }

  @Test
  void anEditByAnotherProgramIsToldAndHasItsHistory() throws Exception {
    create("parcels", PARCELS);
    load(3, REPLACE);
    List<Feature> before = all("parcels");
    store.changes().start(news::add);
    try (Connection editor = editor()) {
      Sql.execute(editor, "UPDATE parcels SET area = 99 WHERE lot = 'lot1'");
      LayerChanged altered = next();
      Sql.execute(
          editor, "INSERT INTO parcels (geom, lot) VALUES (%s, 'by QGIS')".formatted(square(7)));
      LayerChanged added = next();
      Sql.execute(editor, "DELETE FROM parcels WHERE lot = 'lot2'");
      LayerChanged removed = next();

      assertThat(altered.features())
          .extracting(LayerChanged.FeatureChange::id)
          .containsExactly(before.get(1).id());
      assertThat(added.features().getFirst().before()).isNull();
      assertThat(added.features().getFirst().after()).isNotNull();
      assertThat(removed.features().getFirst().after()).isNull();
      assertThat(store.catalog().find(id("parcels")).orElseThrow().revision())
          .isEqualTo(removed.revision());
    }

    Feature changed = get("parcels", before.get(1).id());
    assertThat(changed.get("area")).isEqualTo(99L);
    List<FeatureVersion> life = history("parcels", changed.id());
    assertThat(life.getFirst().actor()).isEqualTo("outside:tamura");
    assertThat(life.getFirst().before()).isEqualTo(before.get(1));
    assertThat(life.getFirst().after()).isEqualTo(changed);
    assertThat(ids(all("parcels", around(7), List.of(), 10))).hasSize(1);
    undo("parcels", changed.version());
    assertThat(get("parcels", changed.id()).get("area")).isEqualTo(1L);
  }

  @Test
  void columnsMayBeCalledAsTheTriggersCallTheirOwn() throws Exception {
    create("odd", ODD_NAMES);
    long id = add("odd", point(144, 44), odd("A"));
    long gone = add("odd", point(145, 44), odd("B"));
    store.changes().start(news::add);
    try (Connection editor = editor()) {
      Sql.execute(editor, "UPDATE odd SET n = 'x', first = 'y' WHERE fid = " + id);
      assertThat(next().features()).hasSize(1);
      Sql.execute(editor, "DELETE FROM odd WHERE fid = " + gone);
      LayerChanged removed = next();
      assertThat(get("odd", id).get("first")).isEqualTo("y");
      assertThat(history("odd", id).getFirst().before().attributes()).isEqualTo(odd("A"));
      undo("odd", removed.revision());
      assertThat(get("odd", gone).attributes()).isEqualTo(odd("B"));
    }
  }

  @Test
  void ofTwoTransactionsThatOverlapNoneIsMissedAndNoneWaitsForTheOther() throws Exception {
    create("parcels", PARCELS);
    load(3, REPLACE);
    store.changes().start(news::add);
    try (Connection slow = editor();
        Connection quick = editor()) {
      slow.setAutoCommit(false);
      Sql.execute(slow, "UPDATE parcels SET area = 10 WHERE lot = 'lot0'");

      Sql.execute(quick, "UPDATE parcels SET area = 20 WHERE lot = 'lot1'");
      Revision first = next().revision();
      assertThat(column(all("parcels"), "area")).containsExactly(0L, 20L, 2L);
      long ours = add("parcels", lot(9), parcel("ours", 1L));
      Revision second = next().revision();

      slow.commit();
      LayerChanged late = next();
      assertThat(late.revision()).isGreaterThan(second);
      assertThat(second).isGreaterThan(first);
      assertThat(column(all("parcels"), "area")).containsExactly(10L, 20L, 2L, 1L);
      assertThat(get("parcels", late.features().getFirst().id()).version())
          .isEqualTo(late.revision());
      assertThat(get("parcels", ours).version()).isEqualTo(second);
    }
    assertThat(news).isEmpty();
  }

  @Test
  void aLayerThatSomebodyIsWritingToKeepsNoOtherLayersNewsBack() throws Exception {
    create("parcels", PARCELS);
    create("works", PARCELS);
    load(1, REPLACE);
    store.changes().start(news::add);
    try (Connection writer = Cluster.shared().connect(fixture().address());
        Connection editor = editor()) {
      writer.setAutoCommit(false);
      Sql.execute(writer, "SELECT FROM machizu.layer WHERE name = 'parcels' FOR UPDATE");
      Sql.execute(editor, "UPDATE parcels SET area = 99");

      add("works", lot(1), parcel("site", 1L));
      assertThat(next().layer()).isEqualTo(id("works"));
      writer.rollback();
      assertThat(next().layer()).isEqualTo(id("parcels"));
    }
  }

  @Test
  void whatIsRolledBackIsNoNews() throws Exception {
    create("parcels", PARCELS);
    load(2, REPLACE);
    store.changes().start(news::add);
    try (Connection editor = editor()) {
      editor.setAutoCommit(false);
      Sql.execute(editor, "UPDATE parcels SET area = 10");
      editor.rollback();
      Sql.execute(editor, "UPDATE parcels SET area = 11 WHERE lot = 'lot0'");
      editor.commit();
    }
    assertThat(next().features()).hasSize(1);
    assertThat(news).isEmpty();
  }

  @Test
  void severalStatementsOfOneTransactionAreOneRevision() throws Exception {
    create("parcels", PARCELS);
    load(3, REPLACE);
    List<Feature> before = all("parcels");
    store.changes().start(news::add);
    try (Connection editor = editor()) {
      editor.setAutoCommit(false);
      Sql.execute(editor, "UPDATE parcels SET area = area + 1");
      Sql.execute(editor, "UPDATE parcels SET area = area + 1 WHERE lot = 'lot0'");
      Sql.execute(editor, "DELETE FROM parcels WHERE lot = 'lot1'");
      Sql.execute(editor, "INSERT INTO parcels (lot) VALUES ('short-lived'), ('stays')");
      Sql.execute(editor, "DELETE FROM parcels WHERE lot = 'short-lived'");
      editor.commit();
    }

    assertThat(next().features()).hasSize(4);
    assertThat(news).isEmpty();
    List<FeatureVersion> life = history("parcels", before.getFirst().id());
    assertThat(life).hasSize(2);
    assertThat(life.getFirst().before().get("area")).isEqualTo(0L);
    assertThat(life.getFirst().after().get("area")).isEqualTo(2L);
    assertThat(history("parcels", before.get(1).id()).getFirst().kind())
        .isEqualTo(FeatureVersion.Kind.DELETE);
    assertThat(column(all("parcels"), "lot")).containsExactly("lot0", "lot2", "stays");
  }

  @Test
  void whatWasDoneWhileNoServerRanIsNumberedInItsOrder() throws Exception {
    stopTime();
    create("parcels", PARCELS);
    load(2, REPLACE);
    Feature before = all("parcels").getFirst();
    Instant then = clock.instant();
    clock.advanceSeconds(60);
    try (Connection editor = editor()) {
      for (int i = 10; i < 13; i++) {
        Sql.execute(editor, "UPDATE parcels SET area = %d WHERE lot = 'lot0'".formatted(i));
      }
    }
    try (Connection admin = Cluster.shared().connect(fixture().address())) {
      String content =
          Sql.string(
              admin,
              "SELECT table_schema || '.' || table_name FROM information_schema.view_table_usage WHERE view_name = 'parcels'");
      Sql.execute(admin, "TRUNCATE " + content);
    }

    assertThat(all("parcels", ALL, List.of(), 10, then).getFirst()).isEqualTo(before);
    assertThat(history("parcels", before.id()))
        .extracting(v -> v.after() == null ? "gone" : v.after().get("area"))
        .containsExactly("gone", 12L, 11L, 10L, 0L);
    assertThat(all("parcels")).isEmpty();
  }

  @Test
  void nobodyWritesOverAStateThatHeHasNotSeen() throws Exception {
    create("parcels", PARCELS);
    load(1, REPLACE);
    Feature seen = all("parcels").getFirst();
    try (Connection editor = editor()) {
      Sql.execute(editor, "UPDATE parcels SET area = 5");
    }
    assertThatThrownBy(() ->
            apply(
                "parcels", new Change.Update(seen.id(), seen.version(), null, values("area", 6L))))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void anImportTakesOverWhatOthersDoMeanwhileAndTheViewShowsItsContent() throws Exception {
    create("parcels", PARCELS);
    load(3, REPLACE);
    try (Connection editor = editor()) {
      try (StagedImport staged = stage(REPLACE)) {
        staged.add(lot(50), parcel("new", 1L));
        Sql.execute(editor, "INSERT INTO parcels (lot) VALUES ('meanwhile')");
        assertThat(staged.publish().removed()).isEqualTo(4);
      }
      assertThat(Sql.strings(editor, "SELECT lot FROM parcels")).containsExactly("new");
      Sql.execute(editor, "UPDATE parcels SET area = 77");
    }
    assertThat(all("parcels").getFirst().get("area")).isEqualTo(77L);
    assertThat(store.features().history(view("parcels"), HistoryQuery.newest(100)).changes())
        .hasSize(3 + 1 + 5 + 1);
  }

  @Test
  void anEditorSeesNoPersonsNoTablesOfOursAndMayChangeNoForm() throws Exception {
    create("parcels", PARCELS);
    store.catalog().create(layer("people", PARCELS), PERSONAL, "[]", Actor.OPERATOR);
    load(1, REPLACE);
    try (Connection editor = editor()) {
      assertThat(
              Sql.strings(
                  editor,
                  "SELECT table_name FROM information_schema.tables WHERE table_schema LIKE 'town%' OR table_schema LIKE 'machizu%'"))
          .containsExactly("parcels");
      List<String> ours;
      try (Connection admin = Cluster.shared().connect(fixture().address())) {
        ours =
            Sql.strings(
                admin,
                "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'machizu%'");
      }
      assertThat(ours).hasSizeGreaterThan(10);
      for (String table : ours) {
        assertThatThrownBy(() -> Sql.strings(editor, "SELECT 1::text FROM " + table))
            .as(table)
            .hasMessageContaining("permission denied");
      }
      assertThatThrownBy(() -> Sql.execute(editor, "ALTER TABLE parcels ADD COLUMN x text"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> Sql.execute(editor, "CREATE TABLE town_01585.x (y int)"))
          .hasMessageContaining("permission denied");
      Sql.execute(editor, "SET machizu.revision = '1'"); // pretending to be the server
      Sql.execute(editor, "UPDATE parcels SET area = 5");
      assertThat(history("parcels", all("parcels").getFirst().id()).getFirst().actor())
          .isEqualTo("outside:tamura");
    }
  }

  @Test
  void aLayerThatHidesSomethingFromNowOnIsSeenByNoOtherProgram() throws Exception {
    create("parcels", PARCELS);
    load(1, REPLACE);
    try (Connection editor = editor()) {
      assertThat(Sql.strings(editor, "SELECT lot FROM parcels")).hasSize(1);
      var rule =
          new org.machizu.access.LayerRule(
              java.util.Map.of(
                  "planner", java.util.Set.of(org.machizu.access.LayerRule.Grant.READ)),
              java.util.Map.of(
                  "lot", java.util.Map.of("planner", org.machizu.access.LayerRule.Shown.MASKED)),
              java.util.Map.of(),
              java.util.Map.of(),
              java.util.Map.of());
      var unused =
          store
              .catalog()
              .changeRule(
                  new Rights().administer(Actor.OPERATOR).orElseThrow(),
                  id("parcels"),
                  entry -> rule,
                  "closer kept");
      assertThatThrownBy(() -> Sql.strings(editor, "SELECT lot FROM parcels"))
          .isInstanceOf(SQLException.class);
    }
    try (StagedImport staged =
        store.features().stage(rightOf(Actor.OPERATOR, "parcels"), PARCELS, REPLACE)) {
      staged.add(lot(1), parcel("new", 1L));
      assertThat(staged.publish().created()).isEqualTo(1);
    }
  }
}
