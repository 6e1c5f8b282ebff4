package org.machizu.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.machizu.backup.BackupStore;
import org.machizu.backup.PrivateFolders;
import org.machizu.backup.Snapshot;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.GpkgTownTarget;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.sql.StoreException;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.Transfer;
import org.machizu.transfer.TransferReport;

/**
 * One point over a town in a database: read in one transaction, while which nobody waits, into a
 * folder of files, which a backup holds like any other's. So it can be restored into either store.
 */
final class DatabaseBackups implements BackupStore {
  private static final String PREFIX = "backup-of-database-";

  private final TownStore store;
  private final Path data;
  private final String municipality;
  private final Clock clock;

  /**
   * @param data the server's folder, where the copy lies meanwhile
   */
  DatabaseBackups(TownStore store, Path data, String municipality, Clock clock) {
    this.store = store;
    this.data = data;
    this.municipality = municipality;
    this.clock = clock;
  }

  @Override
  public Snapshot snapshot(Progress progress) throws CancelledException {
    Path folder;
    try {
      Files.createDirectories(data);
      folder = Files.createTempDirectory(data, PREFIX); // this account's alone
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Instant time = copy(folder, progress);
      TownFolder copy = TownFolder.open(folder, municipality, clock);
      try {
        return new Copied(
            copy.backups().orElseThrow().snapshot(Progress.SILENT), time, copy, folder);
      } catch (CancelledException | RuntimeException e) {
        copy.close();
        throw e;
      }
    } catch (CancelledException | RuntimeException e) {
      remove(folder);
      throw e;
    }
  }

  private Instant copy(Path folder, Progress progress) throws CancelledException {
    try (TownSource source = store.source();
        GpkgTownTarget target = new GpkgTownTarget(folder, municipality, clock)) {
      TransferReport report = Transfer.run(source, target, progress);
      if (!report.isEqual()) {
        throw new StoreException(
            "the copy of the town is not what the database holds: " + report.differing());
      }
      return report.taken();
    }
  }

  private static void remove(Path folder) {
    try {
      PrivateFolders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  private record Copied(Snapshot inner, Instant time, TownFolder town, Path folder)
      implements Snapshot {
    @Override
    public String municipality() {
      return inner.municipality();
    }

    /** Nobody waited. */
    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public List<Part> parts() {
      return inner.parts();
    }

    @Override
    public void close() {
      inner.close();
      town.close();
      remove(folder);
    }
  }
}
