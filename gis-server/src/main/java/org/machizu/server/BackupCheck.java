package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.machizu.backup.DamagedBackupException;
import org.machizu.backup.Manifest;
import org.machizu.backup.PrivateFolders;
import org.machizu.backup.Restore;
import org.machizu.jobs.CancelledException;
import org.machizu.store.gpkg.UnpackedFolder;

/** Checks a backup by unpacking it beside the data folder, and removes that again. */
final class BackupCheck {
  private final Surroundings around;

  BackupCheck(Surroundings around) {
    this.around = around;
  }

  /**
   * @param data beside this there is room for the town
   */
  Manifest run(Path file, Path data)
      throws IOException, DamagedBackupException, CancelledException {
    Restore restore = new Restore(new UnpackedFolder());
    restore.manifest(file);
    Path beside = data.toAbsolutePath().getParent();
    Path home = beside == null ? data : beside;
    Files.createDirectories(home);
    Path folder = Files.createTempDirectory(home, ".machizu-check-"); // this account's alone
    try (CommandProgress progress = new CommandProgress("check", around)) {
      return restore.unpack(file, folder, progress);
    } finally {
      PrivateFolders.delete(folder);
    }
  }
}
