package org.machizu.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.machizu.store.sql.Sql;

/**
 * {@link TakeOverContract} for the data folder: the same server goes on when it is started anew.
 */
class TakeOverInFolderTest extends TakeOverContract {
  @Override
  int many() {
    return 150_000;
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  ServerProcess killAndReplace(ServerProcess frozen) throws Exception {
    frozen.kill();
    return start("first");
  }

  @Override
  ServerProcess stopAndReplace(ServerProcess running) throws Exception {
    running.stop();
    return start("first");
  }

  @Override
  long lines(String action, String layer) throws Exception {
    long lines = 0;
    for (String file : new String[] {"town.gpkg", "operations.db"}) {
      try (Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("first").resolve(file))) {
        lines +=
            Sql.numberOr(
                connection,
                0,
                "SELECT count(*) FROM machizu_audit WHERE action = ? AND subject = ?",
                action,
                layer);
      }
    }
    return lines;
  }

  @Override
  long uploads() throws Exception {
    try (var entries = Files.list(folder.resolve("first/spool"))) {
      return entries
          .map(Path::getFileName)
          .filter(name -> name.toString().startsWith("in-"))
          .count();
    }
  }
}
