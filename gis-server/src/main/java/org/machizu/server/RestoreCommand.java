package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.Head;
import org.machizu.audit.HeadsText;
import org.machizu.backup.Manifest;
import org.machizu.backup.PrivateFolders;
import org.machizu.backup.Restore;
import org.machizu.config.Settings;
import org.machizu.handover.FolderLock;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.gpkg.UnpackedFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code machizu restore}. */
@Command(
    name = "restore",
    description = "Makes a town's data folder from a backup, and checks it before anybody sees it.")
final class RestoreCommand implements Callable<Integer> {
  /** What may lie in the folder: our lock, and settings, which are no part of a backup. */
  private static final Set<String> MAY_BE_THERE =
      Set.of(".lock", ".holder", "settings.yaml", "lost+found");

  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "a file that `backup` has written")
  @Nullable Path file;

  @Option(names = "--verify-only", description = "check the backup, and restore nothing")
  boolean verifyOnly;

  RestoreCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.load(around, Map.of());
    Path source = Path.of(String.valueOf(file)).toAbsolutePath().normalize();
    if (verifyOnly) {
      tell("the backup holds", new BackupCheck(around).run(source, settings.data()));
      return ExitCodes.OK;
    }
    if (settings.database().isPresent()) {
      throw new UserErrorException(
          "restore makes a data folder, but the settings name a database",
          "take db.url out of the settings (and MACHIZU_DB_URL out of the environment) for it");
    }
    Manifest manifest = new Restore(new UnpackedFolder()).manifest(source);
    Settings town = options.load(around, Map.of("municipality.code", manifest.municipality()));
    try (FolderLock lock = FolderLock.acquire(settings.data(), "restore")) {
      requireEmpty(lock.folder());
      unpack(source, lock.folder());
      keepHeads(manifest, lock.folder());
      try (OpenTown open = around.programs().open(town)) {
        Map<String, String> about =
            Map.of(
                "file", String.valueOf(source.getFileName()), "taken", manifest.taken().toString());
        open.work().run(new HandoverRequest("restored", about), Progress.SILENT);
      }
    }
    if (!settings.municipality().code().equals(manifest.municipality())) {
      around
          .err()
          .printf(
              "this is the town %s, but the settings say %s: set municipality.code before serving"
                  + " it%n",
              manifest.municipality(), settings.municipality().code());
    }
    tell("restored", manifest);
    return ExitCodes.OK;
  }

  private static void requireEmpty(Path folder) throws IOException, UserErrorException {
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
          "the data folder %s is not empty: it holds %s".formatted(folder, brief(there)),
          "restore into another folder by --data, or move what is in it away");
    }
  }

  private static String brief(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(5, names.size())))
        + (names.size() > 5 ? ", …" : "");
  }

  /**
   * Beside the place where it goes, on the same disk. While the inner folder is there, nobody opens
   * the town: not even one whose move was cut off.
   */
  private void unpack(Path source, Path folder) throws Exception {
    Path aside = folder.resolve(TownFolder.RESTORING);
    boolean whole = false;
    PrivateFolders.create(aside);
    try (CommandProgress progress = new CommandProgress("restore", around)) {
      new Restore(new UnpackedFolder()).unpack(source, aside, progress);
      whole = true;
    } finally {
      if (!whole) {
        PrivateFolders.delete(aside);
      }
    }
    try (Stream<Path> files = Files.list(aside)) {
      for (Path part : files.toList()) {
        Files.move(part, folder.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    PrivateFolders.delete(aside);
  }

  /** By these `audit verify` tells whether the log is still that of the backup. */
  private static void keepHeads(Manifest manifest, Path folder) throws IOException {
    List<Head> heads =
        manifest.parts().stream()
            .map(part -> part.content().head())
            .filter(Objects::nonNull)
            .toList();
    if (!heads.isEmpty()) {
      Path home = Files.createDirectories(folder.resolve("audit-heads"));
      Files.writeString(
          home.resolve("restored-" + Instant.now().toEpochMilli() + ".txt"),
          HeadsText.write(manifest.taken(), heads));
    }
  }

  private void tell(String what, Manifest manifest) {
    around
        .out()
        .printf(
            "%s %d layers, %d rows, as of %s%n",
            what, manifest.layers(), manifest.rows(), manifest.taken());
  }
}
