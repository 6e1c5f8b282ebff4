package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.machizu.backup.PrivateFolders;

/**
 * A data folder that is being filled: beside the place where its files go, on the same disk. While
 * the inner folder is there, nobody opens the town, not even one whose filling was cut off.
 */
public final class FreshFolder implements AutoCloseable {
  private final Path folder;
  private final Path aside;

  /**
   * @param folder empty, but for what belongs to the folder itself; what a filling that was cut off
   *     has left in it is removed
   */
  public FreshFolder(Path folder) throws IOException {
    this.folder = folder;
    this.aside = folder.resolve(TownFolder.RESTORING);
    PrivateFolders.delete(aside);
    PrivateFolders.create(aside);
  }

  /** Where to put the files, private to this account. */
  public Path aside() {
    return aside;
  }

  /** Puts everything in its place; from here on the town can be opened. */
  public void place() throws IOException {
    try (Stream<Path> files = Files.list(aside)) {
      for (Path part : files.toList()) {
        Files.move(part, folder.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    PrivateFolders.delete(aside);
  }

  /** What was not placed is gone. */
  @Override
  public void close() {
    try {
      PrivateFolders.delete(aside);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + aside, e);
    }
  }
}
