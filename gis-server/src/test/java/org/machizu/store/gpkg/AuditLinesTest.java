package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;
import org.machizu.audit.AuditRecords;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.Change;
import org.machizu.layers.Described;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.AuditSeals;
import org.machizu.store.sql.Sql;

/** Whatever is done leaves exactly one line that tells it, and no line tells a value. */
class AuditLinesTest extends ParcelTesting {
  private static final String CANARY = "カナリア7319";
  private static final Actor CALLER = PLANNER.from("192.0.2.7");

  @TempDir Path folder;

  @Override
  protected StoreFixture openStore() {
    return new GpkgFixture(folder);
  }

  private GpkgFixture fixture() {
    return (GpkgFixture) store;
  }

  private AuditRecords records() {
    return fixture().town().auditRecords();
  }

  private List<AuditLine> all(AuditFilter filter, int pageSize) {
    List<AuditLine> lines = new ArrayList<>();
    String after = null;
    do {
      AuditRecords.Page page = records().find(filter, after, pageSize);
      lines.addAll(page.lines());
      after = page.next();
    } while (after != null);
    return lines;
  }

  private static AuditFilter of(Action action) {
    return new AuditFilter(null, null, null, Set.of(action), null, null, null);
  }

  /** The one line of a kind. */
  private AuditLine one(Action action) {
    List<AuditLine> lines = all(of(action), 10);
    assertThat(lines).as(action.name()).hasSize(1);
    return lines.getFirst();
  }

  private EditResultOf edit(Change... changes) {
    var result = store.features().apply(rightOf(CALLER, "parcels"), List.of(changes));
    return new EditResultOf(result.revision(), result.ids());
  }

  private record EditResultOf(Revision revision, List<Long> ids) {}

  @Test
  void anEditOfOneFeatureNamesIt() {
    create("parcels", PARCELS);
    EditResultOf edited = edit(new Change.Create(lot(1), parcel(CANARY, 7L)));

    AuditLine line = one(Action.EDITED);
    assertThat(line.actor()).isEqualTo("planner");
    assertThat(line.from()).isEqualTo("192.0.2.7");
    assertThat(line.subject()).isEqualTo("parcels");
    assertThat(line.object()).isEqualTo(edited.ids().getFirst().toString());
    assertThat(line.details())
        .isEqualTo(Map.of("features", "1", "revision", edited.revision().toString()));
    assertThat(line.chain()).isEqualTo("town.gpkg");
    assertThat(one(Action.LAYER_CREATED).actor()).isEqualTo("operator");
  }

  @Test
  void anEditOfSeveralTellsTheirNumber() {
    create("parcels", PARCELS);
    edit(new Change.Create(lot(1), parcel("a", 1L)), new Change.Create(lot(2), parcel("b", 2L)));

    assertThat(one(Action.EDITED).object()).isNull();
    assertThat(one(Action.EDITED).details()).containsEntry("features", "2");
  }

  @Test
  void anImportTellsItsCountsHoweverItIsWritten() throws Exception {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    assertThat(one(Action.IMPORTED).details())
        .containsEntry("created", String.valueOf(MANY))
        .containsEntry("removed", "0");
    try (StagedImport few = stage(byKey(false))) {
      few.add(lot(1), parcel("lot1", 99L));
      few.add(lot(1), parcel("new", 1L));
      few.add(lot(2), parcel("lot2", 2L));
      few.publish();
    }
    assertThat(all(of(Action.IMPORTED), 10).getFirst().details())
        .containsEntry("created", "1")
        .containsEntry("updated", "1")
        .containsEntry("unchanged", "1");
    load(MANY / 2, byKey(true));
    assertThat(all(of(Action.IMPORTED), 10)).hasSize(3);
    assertThat(all(of(Action.IMPORTED), 10).getFirst().details())
        .containsEntry("removed", String.valueOf(MANY / 2 + 1));
  }

  @Test
  void undoesSmallAndLargeTellWhatTheyTookBack() {
    create("parcels", PARCELS);
    Revision small = edit(new Change.Create(lot(1), parcel(CANARY, 1L))).revision();
    undo("parcels", small);
    assertThat(one(Action.UNDONE).details())
        .containsEntry("undone", small.toString())
        .containsEntry("features", "1");
    Revision large = load(MANY, REPLACE).revision();
    undo("parcels", large);
    assertThat(all(of(Action.UNDONE), 10)).hasSize(2);
    assertThat(all(of(Action.UNDONE), 10).getFirst().details())
        .containsEntry("undone", large.toString())
        .containsEntry("features", String.valueOf(MANY));
    assertThat(all(of(Action.UNDONE), 10).getFirst().reason()).isNull();
  }

  @Test
  void publishingRightsAndDescriptionsLeaveOneLineEach() {
    create("parcels", PARCELS);
    store.catalog().publish(rightOf(CALLER, "parcels"), true, "公開する");
    store.catalog().publish(rightOf(CALLER, "parcels"), false, "取り下げる");
    store.catalog().describe(rightOf(CALLER, "parcels"), e -> Described.of(e.layer(), e.style()));
    Actor admin = new Actor("boss", Role.ADMIN).from("192.0.2.9");
    store
        .catalog()
        .changeRule(
            new Rights().administer(admin).orElseThrow(),
            id("parcels"),
            e -> LayerRule.PLANNERS,
            "見直し");

    assertThat(one(Action.PUBLISHED).reason()).isEqualTo("公開する");
    assertThat(one(Action.UNPUBLISHED).reason()).isEqualTo("取り下げる");
    assertThat(one(Action.LAYER_DESCRIBED).from()).isEqualTo("192.0.2.7");
    assertThat(one(Action.RIGHTS_CHANGED))
        .extracting(AuditLine::actor, AuditLine::from, AuditLine::reason)
        .containsExactly("boss", "192.0.2.9", "見直し");
    assertThat(all(AuditFilter.ALL, 2)).hasSize(5);
  }

  @Test
  void whatAnotherProgramWritesLeavesOneLinePerRowInItsOwnTransaction() throws Exception {
    create("parcels", PARCELS);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + fixture().townFile())) {
      other.setAutoCommit(false);
      GeometryFunctions.register(other);
      Sql.update(other, "INSERT INTO parcels (lot, area) VALUES (?, 1)", CANARY);
      other.rollback();
      Sql.update(other, "INSERT INTO parcels (lot, area) VALUES (?, 1)", CANARY);
      Sql.update(other, "UPDATE parcels SET area = 2");
      other.commit();
    }

    List<AuditLine> lines = all(of(Action.EDITED), 10);
    assertThat(lines).hasSize(2);
    assertThat(lines).allMatch(l -> l.actor().equals("outside") && l.subject().equals("parcels"));
    assertThat(lines.getFirst().details())
        .containsEntry(
            "revision", store.catalog().find(id("parcels")).orElseThrow().revision().toString());
  }

  @Test
  void linesWithoutAChangeGoIntoTheOperationsFile() {
    Instant now = Instant.parse("2026-04-01T00:00:00Z");
    fixture()
        .town()
        .audit()
        .append(AuditEntry.of(now, CALLER, Action.SIGN_IN, "planner").with("kind", "password"));

    AuditLine line = one(Action.SIGN_IN);
    assertThat(line.chain()).isEqualTo("operations.db");
    assertThat(line.time()).isEqualTo("2026-04-01T00:00:00.000Z");
    assertThat(line.details()).containsExactly(Map.entry("kind", "password"));
  }

  @Test
  void pagesTogetherHoldEveryLineOnceThoughMoreIsWrittenMeanwhile() {
    stopTime();
    create("parcels", PARCELS);
    var log = fixture().town().audit();
    for (int i = 0; i < 25; i++) { // all at one moment, in two files
      edit(new Change.Create(lot(i), parcel("n" + i, 1L)));
      log.append(AuditEntry.of(clock.instant(), CALLER, Action.SIGN_IN, "planner"));
    }
    List<AuditLine> before = all(AuditFilter.ALL, 1_000);

    List<AuditLine> paged = new ArrayList<>();
    String after = null;
    do {
      AuditRecords.Page page = records().find(AuditFilter.ALL, after, 7);
      paged.addAll(page.lines());
      after = page.next();
      clock.advanceSeconds(1);
      log.append(AuditEntry.of(clock.instant(), CALLER, Action.SIGN_OUT, "planner"));
    } while (after != null);

    assertThat(paged).isEqualTo(before).hasSize(51);
  }

  @Test
  void noLineTellsAValue() throws Exception {
    create("parcels", PARCELS);
    long id = edit(new Change.Create(lot(1), parcel(CANARY, 7319731L))).ids().getFirst();
    edit(new Change.Update(id, null, null, values("lot", CANARY + "乙")));
    Revision last = edit(new Change.Delete(id, null)).revision();
    undo("parcels", last);
    try (StagedImport whole = stage(REPLACE)) {
      whole.add(lot(3), parcel(CANARY + "丙", 7319731L));
      whole.publish();
    }
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + fixture().townFile())) {
      GeometryFunctions.register(other);
      Sql.update(other, "UPDATE parcels SET lot = ?", CANARY + "丁");
    }

    try (Connection file = Sqlite.openReader(fixture().townFile())) {
      for (String column : AuditSeals.COLUMNS.split(", ")) {
        assertThat(
                Sql.numberOr(
                    file,
                    0,
                    "SELECT count(*) FROM machizu_audit WHERE instr(%1$s, ?) OR instr(%1$s, '7319731')"
                        .formatted(column),
                    CANARY))
            .as(column)
            .isZero();
      }
      assertThat(Sql.numberOr(file, 0, "SELECT count(*) FROM machizu_audit")).isEqualTo(7);
    }
    store.reopen();
    byte[] operations = Files.readAllBytes(folder.resolve("operations.db"));
    assertThat(new String(operations, StandardCharsets.UTF_8)).doesNotContain(CANARY);
  }
}
