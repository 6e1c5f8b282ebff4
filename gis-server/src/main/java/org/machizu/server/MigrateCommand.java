package org.machizu.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.DatabaseSettings;
import org.machizu.config.Settings;
import org.machizu.handover.FolderLock;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.TownStore;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.TransferReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code machizu migrate}. */
@Command(
    name = "migrate",
    description =
        "Takes the whole town from its data folder into a database, or from its database into a"
            + " folder: ids, history, accounts, attachments and the audit log stay what they are."
            + " The copy is compared before it is opened; what is left behind is marked as moved.")
final class MigrateCommand implements Callable<Integer> {
  private static final String DATABASE = "jdbc:";

  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL|DIR",
      description =
          "jdbc:postgresql://HOST:PORT/DATABASE (user and password by db.user and db.password, or"
              + " MACHIZU_DB_USER and MACHIZU_DB_PASSWORD), or an empty folder")
  @Nullable String to;

  @Option(
      names = "--replace",
      description =
          "when the town was once taken from that database: clear away what was left of it there")
  boolean replace;

  MigrateCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.load(around, Map.of());
    String target = String.valueOf(to);
    TransferReport report =
        target.startsWith(DATABASE) ? up(settings, target) : back(settings, folder(target));
    around
        .out()
        .printf(
            "moved %d layers, %d rows, %d audit lines; both are equal, sha256 of the layers %s%n",
            report.layers().size(),
            report.layers().stream().mapToLong(TransferReport.LayerSum::rows).sum(),
            report.auditLines(),
            report.layersSha256());
    return ExitCodes.OK;
  }

  private TransferReport up(Settings settings, String url) throws Exception {
    if (settings.database().isPresent()) {
      throw new UserErrorException(
          "the settings say that the town lies in the database %s"
              .formatted(settings.database().get().url()),
          "give an empty folder by --to; or, when the town lies in a data folder, take db.url (and"
              + " MACHIZU_DB_URL) out and give the folder by --data");
    }
    if (!Files.isDirectory(settings.data())) {
      throw new UserErrorException(
          "there is no data folder " + settings.data(), "give the town's folder by --data");
    }
    DatabaseSettings database =
        options.load(around, Map.of("db.url", url)).database().orElseThrow();
    try (FolderLock lock = FolderLock.acquire(settings.data(), "migrate")) {
      TransferReport report =
          move(
              settings,
              "the folder " + lock.folder(),
              url,
              (move, source) ->
                  move.into(Stores.address(database), replace, source, this::tellLayers));
      tell("from now on serve it with db.url (or MACHIZU_DB_URL) = " + url);
      return report;
    }
  }

  private TransferReport back(Settings settings, Path folder) throws Exception {
    DatabaseSettings database =
        settings
            .database()
            .orElseThrow(() ->
                new UserErrorException(
                    "'%s' is a folder, and the town lies in one already, %s"
                        .formatted(to, settings.data()),
                    "give jdbc:postgresql://… by --to; to copy a folder use backup and restore"));
    try (FolderLock lock = FolderLock.acquire(folder, "migrate")) {
      EmptyFolder.require(lock.folder());
      TransferReport report =
          move(
              settings,
              "the database " + database.url(),
              "the folder " + lock.folder(),
              (move, source) -> move.into(lock.folder(), source, this::tellLayers));
      tell("from now on serve it without db.url (and MACHIZU_DB_URL), with --data " + folder);
      return report;
    }
  }

  private static Path folder(String text) throws UserErrorException {
    if (text.contains("://")) {
      throw new UserErrorException(
          "'%s' is no place for a town".formatted(text),
          "give jdbc:postgresql://HOST:PORT/DATABASE, or a folder");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  /** Fills the new store. */
  private interface Into {
    TransferReport run(TownMove move, TownSource source) throws Exception;
  }

  private TransferReport move(Settings settings, String from, String where, Into into)
      throws Exception {
    Clock clock = Clock.systemUTC();
    try (CommandProgress progress = new CommandProgress("migrate", around);
        TownStore store = Stores.open(settings, clock);
        TownStore.Hold hold = store.hold();
        TownSource source = store.source()) {
      TransferReport report =
          into.run(new TownMove(settings.municipality().code(), from, clock, progress), source);
      store.markMoved(where);
      return report;
    } catch (StoreBusyException e) {
      throw new UserErrorException(
          String.valueOf(e.getMessage()), "see that nobody works with the town, and try again");
    }
  }

  private void tell(String line) {
    around.err().println(line);
  }

  private void tellLayers(TransferReport report) {
    tell("%-24s %10s %10s  %-16s".formatted("layer", "rows", "past", "sha256"));
    for (TransferReport.LayerSum layer : report.layers()) {
      tell(
          "%-24s %10d %10d  %s… %s"
              .formatted(
                  layer.layer(),
                  layer.rows(),
                  layer.past(),
                  layer.sha256().substring(0, 16),
                  layer.isEqual() ? "equal" : "DIFFERS"));
    }
    tell(
        "accounts, attachments and the like: %d rows; audit log: %d lines"
            .formatted(report.tableRows(), report.auditLines()));
  }
}
