package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;

/**
 * The triggers that write versions, history and log, whoever changes a layer's table. They use
 * built-in functions only, so that they work in every program that can write SQLite.
 *
 * <p>Our own writer begins a revision itself and says so in {@code machizu_writer}; nobody else
 * ever sees that, because it says so and takes it back within one transaction. When another program
 * writes, each changed row becomes a revision of its own: SQL cannot see where its transaction
 * begins. So the last revision is always the one that is being written.
 *
 * <p>Conflict clauses: those of the outer statement ({@code INSERT OR IGNORE}) rule inside triggers
 * too; therefore nothing here leans on one. A REPLACE overwrites a row without firing its delete
 * triggers (unless {@code recursive_triggers} is on): the row is laid aside before the insert and
 * becomes history after it. A row laid aside for an insert that then did not happen is dropped by
 * the row's next change.
 */
final class LogTriggers {
  private static final String OWN = "(SELECT own FROM machizu_writer)";
  private static final String REVISION = "(SELECT max(revision) FROM machizu_revision)";

  /** How many triggers a layer has. */
  static final int COUNT = 5;

  private LogTriggers() {}

  static void create(Connection connection, Epoch epoch) throws SQLException {
    for (String trigger : triggers(epoch)) {
      Sql.execute(connection, trigger);
    }
  }

  /** Drops every trigger of a table: ours, the R*Tree's, and those of other programs. */
  static void dropAll(Connection connection, String table) throws SQLException {
    for (String trigger :
        Sql.strings(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            table)) {
      Sql.execute(connection, "DROP TRIGGER " + Sql.name(trigger));
    }
  }

  private static List<String> triggers(Epoch epoch) {
    String table = Sql.name(epoch.layer());
    String replaced = Sql.name(FileTables.replaced(epoch));
    String drop = "DELETE FROM " + replaced + " WHERE fid = ";
    String isReplaced = "EXISTS (SELECT 1 FROM " + replaced + " WHERE fid = NEW.fid)";
    return List.of(
        head(epoch, "replacing")
            + ("BEFORE INSERT ON " + table + " WHEN " + OWN + " = 0")
            + (" AND EXISTS (SELECT 1 FROM " + table + " WHERE fid = NEW.fid) BEGIN ")
            + (drop + "NEW.fid; ")
            + ("INSERT INTO " + replaced + " (fid" + epoch.allColumns("") + ")")
            + (" SELECT fid" + epoch.allColumns(""))
            + (" FROM " + table + " WHERE fid = NEW.fid; END"),
        // One trigger for both, because the order of two is not defined.
        head(epoch, "insert")
            + ("AFTER INSERT ON " + table + " BEGIN ")
            + revision(epoch)
            + history(epoch, "NEW.fid", c -> c, " FROM " + replaced + " WHERE fid = NEW.fid")
            + version(epoch)
            + log(epoch, "NEW.fid", "CASE WHEN " + isReplaced + " THEN 'U' ELSE 'C' END")
            + (drop + "NEW.fid; END"),
        head(epoch, "update")
            + ("AFTER UPDATE ON " + table + " WHEN OLD.fid = NEW.fid AND (" + differs(epoch))
            + ") BEGIN "
            + revision(epoch)
            + history(epoch, "OLD.fid", c -> "OLD." + c, "")
            + version(epoch)
            + log(epoch, "NEW.fid", "'U'")
            + (drop + "OLD.fid; END"),
        head(epoch, "renumber")
            + ("AFTER UPDATE ON " + table + " WHEN OLD.fid != NEW.fid BEGIN ")
            + revision(epoch)
            + history(epoch, "OLD.fid", c -> "OLD." + c, "")
            + ("DELETE FROM " + epoch.version() + " WHERE fid = OLD.fid; ")
            + log(epoch, "OLD.fid", "'D'")
            + version(epoch)
            + log(epoch, "NEW.fid", "'C'")
            + (drop + "OLD.fid; END"),
        head(epoch, "delete")
            + ("AFTER DELETE ON " + table + " BEGIN ")
            + revision(epoch)
            + history(epoch, "OLD.fid", c -> "OLD." + c, "")
            + ("DELETE FROM " + epoch.version() + " WHERE fid = OLD.fid; ")
            + log(epoch, "OLD.fid", "'D'")
            + (drop + "OLD.fid; END"));
  }

  private static String head(Epoch epoch, String which) {
    return "CREATE TRIGGER " + Sql.name("machizu_log_" + epoch.layer() + "_" + which) + " ";
  }

  /** A revision for another program's row; time never runs back. */
  private static String revision(Epoch epoch) {
    return "INSERT INTO machizu_revision (layer, time, actor, kind) SELECT "
        + Sql.text(epoch.layer())
        + ", max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), coalesce("
        + "(SELECT time FROM machizu_revision ORDER BY revision DESC LIMIT 1), '')), 'outside', '"
        + ChangeKinds.EDIT
        + "' WHERE "
        + OWN
        + " = 0; ";
  }

  private static String version(Epoch epoch) {
    String version = epoch.version();
    return "DELETE FROM %s WHERE fid = NEW.fid; INSERT INTO %s (fid, revision) VALUES (NEW.fid, %s); "
        .formatted(version, version, REVISION);
  }

  private static String history(
      Epoch epoch, String fid, Function<String, String> value, String from) {
    String began =
        "coalesce((SELECT revision FROM %s WHERE fid = %s), (SELECT start_revision FROM machizu_epoch WHERE id = %d))"
            .formatted(epoch.version(), fid, epoch.id());
    StringBuilder values = new StringBuilder();
    if (epoch.hasGeometry()) {
      values.append(", ").append(value.apply("geom"));
    }
    epoch.columns().forEach(c -> values.append(", ").append(value.apply(Sql.name(c))));
    return "INSERT INTO %s (fid, machizu_from, machizu_to%s) SELECT %s, %s, %s%s%s; "
        .formatted(epoch.history(), epoch.allColumns(""), fid, began, REVISION, values, from);
  }

  private static String log(Epoch epoch, String fid, String kind) {
    return "INSERT INTO %s (revision, fid, kind) VALUES (%s, %s, %s); "
        .formatted(epoch.log(), REVISION, fid, kind);
  }

  private static String differs(Epoch epoch) {
    String geometry = epoch.hasGeometry() ? "OLD.geom IS NOT NEW.geom" : "0";
    return geometry
        + epoch.columns().stream()
            .map(Sql::name)
            .map(c -> " OR OLD." + c + " IS NOT NEW." + c)
            .collect(Collectors.joining());
  }
}
