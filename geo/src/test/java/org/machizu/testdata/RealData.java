package org.machizu.testdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the real municipal data that tests run against. They are not part of the repository: a test
 * that asks for an absent file is skipped with a message.
 */
public final class RealData {
  private RealData() {}

  /** The repository's root folder. */
  public static Path repository() {
    return Path.of(System.getProperty("machizu.root", ".")).toAbsolutePath().normalize();
  }

  /**
   * A file or folder below the data folder, which is {@code MACHIZU_SHARED_DATA} or {@code
   * ../shared/data} beside the repository.
   *
   * @param path as "admin-n03/01585.geojson"
   */
  public static Path file(String path) {
    String named = System.getenv("MACHIZU_SHARED_DATA");
    Path folder =
        named == null ? repository().resolveSibling("shared").resolve("data") : Path.of(named);
    Path file = folder.resolve(path);
    assumeTrue(Files.exists(file), () -> "real data are absent, test skipped: " + file);
    return file;
  }
}
