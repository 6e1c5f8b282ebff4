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

/**
 * A backup, checked and unpacked beside the data folder; gone when this is closed.
 *
 * @param folder this account's alone
 */
record UnpackedBackup(Manifest manifest, Path folder) implements AutoCloseable {

  /**
   * @param data beside this there is room for the town
   */
  static UnpackedBackup of(Path file, Path data, Surroundings around)
      throws IOException, DamagedBackupException, CancelledException {
    Restore restore = new Restore(new UnpackedFolder());
    Manifest unused = restore.manifest(file); // tells what is wrong before anything is written
    Path beside = data.toAbsolutePath().getParent();
    Path home = beside == null ? data : beside;
    Files.createDirectories(home);
    Path folder = Files.createTempDirectory(home, ".machizu-unpacked-");
    try (CommandProgress progress = new CommandProgress("check", around)) {
      return new UnpackedBackup(restore.unpack(file, folder, progress), folder);
    } catch (IOException | DamagedBackupException | CancelledException | RuntimeException e) {
      PrivateFolders.delete(folder);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    PrivateFolders.delete(folder);
  }
}
