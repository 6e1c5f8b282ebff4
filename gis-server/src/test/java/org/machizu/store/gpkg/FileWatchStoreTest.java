package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.residents.WatchStore;
import org.machizu.residents.WatchStoreContract;
import org.machizu.store.sql.Sql;

class FileWatchStoreTest extends WatchStoreContract {
  @TempDir Path folder;
  private WatchFile file;

  @BeforeEach
  void open() {
    file = new WatchFile(folder, "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  protected WatchStore store() {
    return file.watch();
  }

  @Override
  protected void reopen() {
    close();
    open();
  }

  @Override
  protected long auditLines() {
    try (Connection connection = Sqlite.openReader(file.path())) {
      return Sql.numberOr(
          connection, -1, "SELECT count(*) FROM machizu_audit WHERE subject = 'households'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyTheServersUserMayReadIt() throws Exception {
    hintsStandAsTheyWereMadeFirst();
    try (var files = Files.list(file.path().getParent())) {
      for (Path one : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo("rw-------");
      }
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path().getParent())))
        .isEqualTo("rwx------");
  }
}
