package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.machizu.backup.DamagedBackupException;
import org.machizu.backup.PartContent;
import org.machizu.backup.UnpackedStore;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/** The parts of a backup of this store, unpacked. */
public final class UnpackedFolder implements UnpackedStore {

  @Override
  public int newestForm(String part) {
    return PartReads.steps(part).size();
  }

  @Override
  public SortedMap<String, Long> tables(Path folder, String part) {
    try (Connection connection = Sqlite.openReader(folder.resolve(part))) {
      return PartReads.tables(connection, part);
    } catch (SQLException e) {
      throw new StoreException("reading " + part + " failed", e);
    }
  }

  @Override
  public void bringUpToDate(Path folder, String municipality) {
    TownFolder.open(folder, municipality).close();
  }

  @Override
  public PartContent content(Path folder, String part) throws DamagedBackupException {
    try (Connection connection = Sqlite.openReader(folder.resolve(part))) {
      List<String> found = Sql.strings(connection, "PRAGMA integrity_check(3)");
      if (!found.equals(List.of("ok"))) {
        throw DamagedBackupException.damaged(
            "SQLite finds %s damaged: %s".formatted(part, String.join("; ", found)));
      }
      return PartReads.content(connection, part);
    } catch (SQLException e) {
      throw new StoreException("reading " + part + " failed", e);
    }
  }
}
