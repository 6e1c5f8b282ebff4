package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.machizu.backup.BackupStore;
import org.machizu.backup.PrivateFolders;
import org.machizu.backup.Snapshot;
import org.machizu.jobs.Progress;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.sql.StoreException;

/** One point over all files but the search index, which is made anew. */
final class GpkgBackupStore implements BackupStore {
  private static final String COPIES = "backup-copies";

  private final String municipality;
  private final LayerFiles files;
  private final OperationsFile operations;
  private final WatchFile watch;
  private final Path copies;
  private final Clock clock;
  private final AtomicBoolean open = new AtomicBoolean();

  /**
   * @param municipality for a town without a layer
   * @param folder the data folder; what a backup that was cut off has left in it is removed
   */
  GpkgBackupStore(
      Path folder,
      String municipality,
      LayerFiles files,
      OperationsFile operations,
      WatchFile watch,
      Clock clock) {
    this.municipality = municipality;
    this.files = files;
    this.operations = operations;
    this.watch = watch;
    this.copies = folder.resolve(COPIES);
    this.clock = clock;
    try {
      PrivateFolders.delete(copies);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + copies, e);
    }
  }

  @Override
  public Snapshot snapshot(Progress progress) {
    if (!open.compareAndSet(false, true)) {
      throw new StoreBusyException("another backup is under way; wait for its end");
    }
    GpkgSnapshot snapshot = new GpkgSnapshot(municipality, copies, () -> open.set(false));
    try {
      files.whileNoneIsAdded(all -> {
        take(snapshot, all);
        return snapshot;
      });
      return snapshot;
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  private void take(GpkgSnapshot snapshot, List<LayerFile> all) {
    try {
      for (LayerFile file : all) {
        snapshot.open(files.name(file), file.path());
      }
      snapshot.open(WatchFile.NAME, watch.path());
      snapshot.open(PartReads.OPERATIONS, operations.path());
      List<Writer> writers =
          Stream.concat(
                  all.stream().map(LayerFile::writer),
                  Stream.of(watch.writer(), operations.writer()))
              .toList();
      try (HeldWriters held = HeldWriters.hold(writers)) {
        snapshot.fix(clock.instant());
        snapshot.tellHeld(held.since());
      }
    } catch (SQLException e) {
      throw new StoreException("beginning a backup failed", e);
    }
  }
}
