package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.Head;
import org.machizu.audit.HeadsText;
import org.machizu.backup.Manifest;
import org.machizu.backup.Restore;
import org.machizu.config.Settings;
import org.machizu.handover.FolderLock;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.FreshFolder;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.gpkg.UnpackedFolder;
import org.machizu.store.postgis.Address;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.TransferReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code machizu restore}. */
@Command(
    name = "restore",
    description =
        "Brings a town from a backup into a data folder or database that has nothing of it, and checks it before anybody sees it.")
final class RestoreCommand implements Callable<Integer> {
  private static final String HEADS = "audit-heads";

  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "a file that `backup` has written")
  @Nullable Path file;

  @Option(
      names = "--replace",
      description =
          "into a database that the town was once taken from: clear away what was left of it there")
  boolean replace;

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
      try (UnpackedBackup unpacked = UnpackedBackup.of(source, settings.data(), around)) {
        tell("the backup holds", unpacked.manifest());
      }
      return ExitCodes.OK;
    }
    Manifest manifest = new Restore(new UnpackedFolder()).manifest(source);
    Settings town = options.load(around, Map.of("municipality.code", manifest.municipality()));
    if (town.database().isPresent()) {
      intoDatabase(source, town);
      putHeadsAside(town.data());
      keepHeads(manifest, town.data());
      tellRestored(town, source, manifest);
    } else {
      try (FolderLock lock = FolderLock.acquire(settings.data(), "restore")) {
        EmptyFolder.require(lock.folder());
        unpack(source, lock.folder());
        keepHeads(manifest, lock.folder());
        tellRestored(town, source, manifest);
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

  /** Unpacks it beside the data folder, and takes the town from there into the database. */
  private void intoDatabase(Path source, Settings town) throws Exception {
    Address address = Stores.address(town.database().orElseThrow());
    Clock clock = Clock.systemUTC();
    String municipality = town.municipality().code();
    try (UnpackedBackup unpacked = UnpackedBackup.of(source, town.data(), around);
        TownFolder folder = TownFolder.open(unpacked.folder(), municipality, clock);
        TownStore.Hold hold = folder.hold();
        TownSource all = folder.source();
        CommandProgress progress = new CommandProgress("restore", around)) {
      TownMove move =
          new TownMove(municipality, "the backup " + source.getFileName(), clock, progress);
      TransferReport unused = move.into(address, replace, all, report -> {});
    }
  }

  /** Whoever was signed in then is not now, and the log tells of the restore. */
  private void tellRestored(Settings town, Path source, Manifest manifest) throws Exception {
    try (OpenTown open = around.programs().open(town)) {
      Map<String, String> about =
          Map.of(
              "file", String.valueOf(source.getFileName()), "taken", manifest.taken().toString());
      open.work().run(new HandoverRequest("restored", about), Progress.SILENT);
    }
  }

  private void unpack(Path source, Path folder) throws Exception {
    try (FreshFolder fresh = new FreshFolder(folder);
        CommandProgress progress = new CommandProgress("restore", around)) {
      new Restore(new UnpackedFolder()).unpack(source, fresh.aside(), progress);
      fresh.place();
    }
  }

  /** Heads that this server wrote of the database before are none of the one restored. */
  private static void putHeadsAside(Path data) throws IOException {
    Path heads = data.resolve(HEADS);
    if (Files.isDirectory(heads)) {
      Files.move(heads, data.resolve(HEADS + "-before-" + Instant.now().toEpochMilli()));
    }
  }

  /** By these `audit verify` tells whether the log is still that of the backup. */
  private static void keepHeads(Manifest manifest, Path folder) throws IOException {
    List<Head> heads =
        manifest.parts().stream()
            .map(part -> part.content().head())
            .filter(Objects::nonNull)
            .toList();
    if (!heads.isEmpty()) {
      Path home = Files.createDirectories(folder.resolve(HEADS));
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
