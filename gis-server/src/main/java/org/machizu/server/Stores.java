package org.machizu.server;

import java.time.Clock;
import org.machizu.backup.BackupStore;
import org.machizu.config.DatabaseSettings;
import org.machizu.config.Settings;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.gpkg.UnusableFileException;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.TownDatabase;
import org.machizu.store.sql.StoreException;

/** Where the settings say that the town is kept. */
final class Stores {
  private Stores() {}

  /**
   * @throws UserErrorException when a file of the folder is a newer program's or foreign, or the
   *     database cannot be used
   */
  static TownStore open(Settings settings, Clock clock) throws UserErrorException {
    String municipality = settings.municipality().code();
    if (settings.database().isEmpty()) {
      try {
        return TownFolder.open(settings.data(), municipality, clock);
      } catch (UnusableFileException e) {
        throw new UserErrorException(e.reason(), e.advice());
      }
    }
    try {
      return TownDatabase.open(address(settings.database().get()), municipality, clock);
    } catch (StoreException e) {
      throw unusable(e);
    }
  }

  static Address address(DatabaseSettings database) {
    return new Address(
        database.url(), database.user(), database.password().reveal(), database.connections());
  }

  static UserErrorException unusable(StoreException e) {
    return new UserErrorException(
        String.valueOf(e.getMessage()),
        "look at db.url, db.user and db.password, and at docs/operations.md for what the database needs");
  }

  /** A backup of a database is one of a folder that its town is copied into. */
  static BackupStore backups(TownStore store, Settings settings, Clock clock) {
    return store
        .backups()
        .orElseGet(() ->
            new DatabaseBackups(store, settings.data(), settings.municipality().code(), clock));
  }
}
