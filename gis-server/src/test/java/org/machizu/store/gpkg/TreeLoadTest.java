package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.machizu.store.sql.Sql;

/** {@link TreeLoad} into a file of its own, looked at after every commit. */
class TreeLoadTest {
  private static final String TREE = "machizu_e1_box";

  @TempDir Path folder;

  /** What SQLite found wrong, or how many boxes there were, after each commit. */
  private final List<String> states = new ArrayList<>();

  private void load(int boxes) throws SQLException {
    Path file = folder.resolve("town.gpkg");
    Connection connection = Sqlite.openWriter(file);
    SpatialIndex.createTree(connection, TREE);
    try (Connection reader = Sqlite.openReader(file);
        Writer writer = new Writer(file, connection, () -> states.add(state(reader)))) {
      TreeLoad tree = new TreeLoad();
      for (int id = 1; id <= boxes; id++) {
        double x = id % 300;
        double y = id / 300.0;
        tree.add(id, new Envelope(x, x + 0.5, y, y + 0.5));
      }
      tree.write(writer, TREE);
    }
  }

  private static String state(Connection reader) {
    try {
      reader.rollback();
      List<String> sound = Sql.strings(reader, "PRAGMA integrity_check");
      return sound.equals(List.of("ok"))
          ? String.valueOf(Sql.number(reader, "SELECT count(*) FROM " + TREE))
          : String.join("\n", sound);
    } catch (SQLException e) {
      return e.toString();
    }
  }

  /** Of one node, of two levels, and of so many that each table takes several transactions. */
  @ParameterizedTest
  @ValueSource(ints = {1, 45, 46, 5_000, 45_000})
  void aTreeIsEmptyOrWholeInEveryStateOfTheFile(int boxes) throws SQLException {
    load(boxes);
    String whole = String.valueOf(boxes);
    assertThat(states).hasSizeGreaterThan(3).startsWith("0").endsWith(whole);
    assertThat(states).containsOnly("0", whole);
  }

  @Test
  void nothingIsLeftBesideTheTreeAndItTakesEditsAndQuestions() throws SQLException {
    load(45_000);
    try (Connection file = Sqlite.openWriter(folder.resolve("town.gpkg"))) {
      assertThat(Sql.strings(file, "SELECT name FROM sqlite_master WHERE name LIKE '%next%'"))
          .isEmpty();
      assertThat(
              Sql.number(
                  file,
                  "SELECT count(*) FROM "
                      + TREE
                      + " WHERE minx < 10.2 AND maxx > 10.2 AND miny < 20"))
          .isEqualTo(20);
      for (int id = 1; id < 200; id++) {
        Sql.update(file, "INSERT INTO " + TREE + " VALUES (?, 3, 4, 5, 6)", 100_000 + id);
        Sql.update(file, "DELETE FROM " + TREE + " WHERE id = ?", id * 7);
      }
      assertThat(Sql.strings(file, "SELECT rtreecheck('" + TREE + "')")).containsExactly("ok");
      assertThat(Sql.number(file, "SELECT count(*) FROM " + TREE)).isEqualTo(45_000);
    }
  }
}
