package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.sql.Sql;

class TownFolderTest {
  @TempDir Path folder;

  private static void setVersion(Path file, int version) throws Exception {
    try (Connection connection = Sqlite.openWriter(file)) {
      Sql.update(connection, "UPDATE machizu_about SET version = ?", version);
    }
  }

  @Test
  void aFileOfANewerProgramIsRefusedWithBothVersions() throws Exception {
    TownFolder.open(folder, "01585").close();
    Map<String, Integer> known =
        Map.of("town.gpkg", TownSchema.STEPS.size(), "operations.db", OperationsFile.STEPS.size());
    for (String name : known.keySet()) {
      setVersion(folder.resolve(name), 99);
      assertThatThrownBy(() -> TownFolder.open(folder, "01585"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("the form 99")
          .hasMessageContaining("up to " + known.get(name) + ";");
      setVersion(folder.resolve(name), known.get(name));
    }
    TownFolder.open(folder, "01585").close();
  }

  @Test
  void aFileThatIsNotOursIsLeftAlone() throws Exception {
    try (Connection connection = Sqlite.openWriter(folder.resolve("town.gpkg"))) {
      Sql.execute(connection, "CREATE TABLE theirs (a)");
    }
    assertThatThrownBy(() -> TownFolder.open(folder, "01585"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("town.gpkg");
    try (Connection connection = Sqlite.openWriter(folder.resolve("town.gpkg"))) {
      assertThat(Sql.strings(connection, "SELECT name FROM sqlite_master"))
          .containsExactly("theirs");
    }
  }

  @Test
  void aStepThatFailsLeavesTheFileAsItWas() throws Exception {
    Path file = folder.resolve("x.db");
    try (Connection connection = Sqlite.openWriter(file)) {
      assertThatThrownBy(() ->
              Migrations.run(
                  connection,
                  file,
                  java.util.List.of(
                      c -> Sql.execute(c, "CREATE TABLE one (a)"),
                      c -> {
                        Sql.execute(c, "CREATE TABLE two (a)");
                        throw new IllegalStateException("a defect");
                      })))
          .hasMessageContaining("defect");
      assertThat(
              Sql.strings(
                  connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"))
          .containsExactly("machizu_about", "one");
      assertThat(Sql.number(connection, "SELECT version FROM machizu_about")).isEqualTo(1);
    }
  }

  @Test
  void closingFoldsTheJournalsIntoTheFiles() throws Exception {
    TownFolder.open(folder, "01585").close();
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("town.gpkg", "operations.db", "personal", "search.db");
    }
  }
}
