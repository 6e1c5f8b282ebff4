package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link KillContract} for the store in the data folder. */
class KilledServerTest extends KillContract {
  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  void assertSound() throws Exception {
    for (String file : List.of("town.gpkg", "operations.db")) {
      assertThat(strings(folder.resolve("town").resolve(file), "PRAGMA integrity_check"))
          .as(file)
          .containsExactly("ok");
    }
    Path town = folder.resolve("town/town.gpkg");
    assertThat(strings(town, "SELECT own FROM machizu_writer")).containsExactly("0");
    for (String layer : List.of("edits", "whole", "keyed")) {
      assertThat(strings(town, "SELECT rtreecheck('rtree_" + layer + "_geom')"))
          .as("the index of %s", layer)
          .containsExactly("ok");
    }
  }

  private static List<String> strings(Path file, String sql) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
