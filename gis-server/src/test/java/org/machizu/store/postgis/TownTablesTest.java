package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.TownTables;

/** Nothing that a store keeps is forgotten when a town moves: a new table has to be decided on. */
class TownTablesTest {
  private static final String CODE = "01585";

  /** Each goes its own way: as layers, as chains; or need not go. */
  private static final Set<String> OTHERS_OF_DATABASE =
      Set.of(
          "layer",
          "epoch",
          "revision",
          "retention",
          "purged",
          "raster",
          "machizu_audit",
          "machizu_audit_seal",
          "machizu_audit_end",
          "machizu_audit_kept",
          "machizu_audit_kept_seal",
          "machizu_audit_kept_end",
          "outside", // numbered before
          "pass_change", // for servers that run
          "search_scope", // made anew
          "search_word",
          "search_mention",
          "search_entry",
          "search_extent",
          "elsewhere",
          "job_file", // files of jobs stay behind
          "register_draft", // a month's extract is compared anew
          "register_row",
          "schema_history");

  private static final Set<String> OTHERS_OF_FILE =
      Set.of(
          "machizu_about",
          "register_draft",
          "register_row",
          "machizu_audit",
          "machizu_audit_seal",
          "machizu_audit_kept",
          "machizu_audit_kept_seal",
          "machizu_audit_kept_end");

  @TempDir Path folder;

  @Test
  void everyTableOfADatabaseGoesAlongOrHasAReasonNotTo() throws Exception {
    try (TestTown town = new TestTown();
        Connection connection = town.connect()) {
      assertAllDecided(
          Sql.strings(
              connection,
              "SELECT relname FROM pg_class WHERE relnamespace = 'machizu'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"),
          OTHERS_OF_DATABASE);
    }
  }

  @Test
  void everyTableOfTheFilesGoesAlongOrHasAReasonNotTo() throws Exception {
    TownFolder.open(folder, CODE).close();
    Set<String> found = new TreeSet<>();
    for (String file : List.of("operations.db", "personal/watch.db")) {
      try (Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file))) {
        List<String> tables =
            Sql.strings(
                connection,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
        boolean personal = file.startsWith("personal/");
        assertThat(tables)
            .filteredOn(TownTables.names()::contains)
            .allMatch(table -> TownTables.isPersonal(table) == personal);
        found.addAll(tables);
      }
    }
    assertAllDecided(List.copyOf(found), OTHERS_OF_FILE);
  }

  private static void assertAllDecided(List<String> found, Set<String> others) {
    Set<String> decided = new TreeSet<>(TownTables.names());
    decided.addAll(others);
    assertThat(found).containsExactlyInAnyOrderElementsOf(decided);
  }
}
