package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.machizu.store.gpkg.TownFolder;

/** A folder that a town may be brought into. */
final class EmptyFolder {
  /** What may lie in it: our lock, settings, and a filling that was cut off. */
  private static final Set<String> MAY_BE_THERE =
      Set.of(".lock", ".holder", "settings.yaml", "lost+found", TownFolder.RESTORING);

  private static final int LISTED = 5;

  private EmptyFolder() {}

  /**
   * @throws UserErrorException when there is anything else in it
   */
  static void require(Path folder) throws IOException, UserErrorException {
    List<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there =
          files
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> !MAY_BE_THERE.contains(name))
              .sorted()
              .toList();
    }
    if (!there.isEmpty()) {
      throw new UserErrorException(
          "the folder %s is not empty: it holds %s%s"
              .formatted(
                  folder,
                  String.join(", ", there.subList(0, Math.min(LISTED, there.size()))),
                  there.size() > LISTED ? ", …" : ""),
          "give another folder (restore: by --data), or move what is in it away");
    }
  }
}
