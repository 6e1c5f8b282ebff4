package org.machizu.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.FreshFolder;
import org.machizu.store.gpkg.GpkgTownTarget;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.PostgisTownTarget;
import org.machizu.store.postgis.TownDatabase;
import org.machizu.store.sql.StoreException;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.Transfer;
import org.machizu.transfer.TransferReport;

/**
 * Takes a town into another store and compares; only a copy that is equal is opened, and then the
 * new store's audit log begins with where the town came from.
 */
final class TownMove {
  private static final String SUBJECT = "town";

  private final String municipality;
  private final String from;
  private final Clock clock;
  private final Progress progress;

  /**
   * @param from where the town comes from, for people
   */
  TownMove(String municipality, String from, Clock clock, Progress progress) {
    this.municipality = municipality;
    this.from = from;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Into a database.
   *
   * @param replacing whether what is left of a town that was taken from there is cleared away
   * @param told of the comparison, before anything is opened
   * @throws UserErrorException when the database cannot be used, or the copy is not equal
   */
  TransferReport into(
      Address address, boolean replacing, TownSource source, Consumer<TransferReport> told)
      throws UserErrorException, CancelledException {
    try (PostgisTownTarget target =
        PostgisTownTarget.begin(address, municipality, from, replacing, clock)) {
      TransferReport report = Transfer.run(source, target, progress);
      told.accept(report);
      requireEqual(report);
      target.open();
      begin(() -> TownDatabase.open(address, municipality, clock), report);
      return report;
    } catch (StoreException e) {
      throw Stores.unusable(e);
    } catch (IllegalArgumentException e) {
      throw cannotBeKept(e);
    }
  }

  private static UserErrorException cannotBeKept(IllegalArgumentException e) {
    return new UserErrorException(
        String.valueOf(e.getMessage()),
        "mend that value where the town is now, and begin again; nothing was changed");
  }

  /** Into an empty folder, whose lock the caller holds; as the other. */
  TransferReport into(Path folder, TownSource source, Consumer<TransferReport> told)
      throws UserErrorException, CancelledException, IOException {
    try (FreshFolder fresh = new FreshFolder(folder)) {
      TransferReport report;
      try (GpkgTownTarget target = new GpkgTownTarget(fresh.aside(), municipality, clock)) {
        report = Transfer.run(source, target, progress);
      }
      told.accept(report);
      requireEqual(report);
      fresh.place();
      begin(() -> TownFolder.open(folder, municipality, clock), report);
      return report;
    } catch (IllegalArgumentException e) {
      throw cannotBeKept(e);
    }
  }

  private static void requireEqual(TransferReport report) throws UserErrorException {
    if (!report.isEqual()) {
      throw new UserErrorException(
          "the copy is not equal: " + String.join(", ", report.differing()),
          "nothing was changed where the town is; please report this, with the table above");
    }
  }

  /** Opens the new store. */
  private interface Opening {
    TownStore open();
  }

  private void begin(Opening opening, TransferReport report) {
    try (TownStore store = opening.open()) {
      AuditLog log = store.audit();
      log.append(
          AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.MOVED, SUBJECT)
              .with("from", from)
              .with("taken", report.taken())
              .with("layers", report.layers().size())
              .with("sha256", report.layersSha256()));
    }
  }
}
