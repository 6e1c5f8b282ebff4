package org.machizu.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.handover.HandoverRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code machizu backup}. */
@Command(
    name = "backup",
    description =
        "Writes the whole town into one file while it is served. It holds personal data: keep it as"
            + " the data folder is kept.")
final class BackupCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "the file to write; a new one")
  @Nullable Path file;

  @Option(
      names = "--verify",
      description = "read it again and check all of it, as `machizu restore --verify-only` does")
  boolean verify;

  BackupCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.load(around, Map.of());
    Path target = Path.of(String.valueOf(file)).toAbsolutePath().normalize();
    Path home = target.getParent();
    if (home == null || !Files.isDirectory(home)) {
      throw new UserErrorException(
          "the file cannot be written: there is no folder " + home,
          "make the folder, or give another file");
    }
    if (settings.database().isEmpty() && !Files.isDirectory(settings.data())) {
      throw new UserErrorException(
          "there is no data folder " + settings.data(), "give the town's folder by --data");
    }
    Map<String, Object> report;
    try (CommandProgress progress = new CommandProgress("backup", around)) {
      report =
          FolderCommands.run(
              around,
              settings,
              new HandoverRequest("backup", Map.of("file", target.toString())),
              progress);
    }
    around
        .err()
        .printf(
            "the town as of %s; writers waited %s ms for it%n",
            report.get("taken"), report.get("heldMs"));
    if (verify) {
      UnpackedBackup.of(target, settings.data(), around).close();
    }
    around
        .out()
        .printf(
            "backed up %s layers, %s rows, %s bytes%n",
            report.get("layers"), report.get("rows"), report.get("bytes"));
    return ExitCodes.OK;
  }
}
