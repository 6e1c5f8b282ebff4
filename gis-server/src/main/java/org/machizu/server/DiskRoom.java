package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.machizu.layers.StoreUnavailableException.Reason;

/** Whether uploads fail because of the disk: Java tells that in words of the system only. */
final class DiskRoom {
  private static final long LEAST_BYTES = 1 << 20;

  private DiskRoom() {}

  /** The reason why nothing can be kept in the folder; empty when there is none to be seen. */
  static Optional<Reason> isUsedUp(Path folder) {
    try {
      var disk = Files.getFileStore(folder);
      return disk.isReadOnly()
          ? Optional.of(Reason.READ_ONLY)
          : disk.getUsableSpace() < LEAST_BYTES ? Optional.of(Reason.FULL) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(Reason.UNAVAILABLE);
    }
  }
}
