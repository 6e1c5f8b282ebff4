package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.TownTables;
import org.machizu.store.sql.Transactions;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.TownTarget;

/**
 * A town that is being brought into the database. Nobody opens it there until it was compared; what
 * was cut off is cleared away by the next try.
 */
public final class PostgisTownTarget implements TownTarget {
  private static final Duration ALLOWED = Duration.ofMinutes(10);

  private final Database database;
  private final Entries entries;
  private final Clock clock;
  private boolean opened;

  private PostgisTownTarget(Database database, Clock clock) {
    this.database = database;
    this.entries = new Entries(database.municipality());
    this.clock = clock;
  }

  /**
   * Connects, and marks the town as arriving.
   *
   * @param from where it comes from, for whoever finds it half brought
   * @param replacing whether what is left of it is cleared away when it was taken from there once
   * @throws StoreException when the database cannot be used, or holds the town already
   */
  public static PostgisTownTarget begin(
      Address address, String municipality, String from, boolean replacing, Clock clock) {
    Migrations.run(address);
    Database database = Database.open(address, municipality);
    database.holdTown(true);
    try {
      PostgisTownTarget target = new PostgisTownTarget(database, clock);
      String state =
          database.read(Transactions.ALLOWED, c -> Elsewhere.state(c, municipality)).orElse("");
      if (state.equals(Elsewhere.ARRIVING) || (replacing && state.equals(Elsewhere.GONE))) {
        TownClearing.clear(database, target.entries);
      } else if (state.equals(Elsewhere.GONE)) {
        throw new StoreException(
            "town %s was taken from this database once, and what was left of it is still there; have it cleared away by --replace"
                .formatted(municipality));
      }
      boolean unused =
          database.write(
              ALLOWED,
              c -> {
                Locks.operations(c, municipality);
                Migrations.prepareTown(c, municipality);
                TownClearing.requireEmpty(c, municipality);
                Elsewhere.arrives(c, municipality, from, clock);
                return true;
              });
      return target;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public TownSink sink() {
    return new Filling();
  }

  /** Numbers that are given from here on are above all that came. */
  /** A table whose rows the database numbers. */
  private record Numbered(String table, String column) {}

  private static final List<Numbered> NUMBERED =
      List.of(
          new Numbered("attachment_content", "id"),
          new Numbered("track_arrival", "id"),
          new Numbered("gauge_alert", "id"),
          new Numbered("gauge_alert_event", "number"),
          new Numbered("gauge_message", "number"));

  @Override
  public void finish() {
    boolean unused =
        database.writeBlind(c -> {
          above(
              c,
              "machizu.revision_number",
              "SELECT max(revision) FROM machizu.revision WHERE municipality = ?");
          for (Numbered numbered : NUMBERED) {
            above(
                c,
                Sql.string(
                    c,
                    "SELECT pg_get_serial_sequence(?, ?)",
                    "machizu." + numbered.table(),
                    numbered.column()),
                "SELECT max(%s) FROM machizu.%s WHERE municipality = ?"
                    .formatted(numbered.column(), numbered.table()));
          }
          return true;
        });
  }

  private void above(Connection c, @Nullable String sequence, String most) throws SQLException {
    long came = Sql.numberOr(c, 0, most, database.municipality());
    if (came > 0) {
      Sql.string(
          c,
          "SELECT setval('%1$s', greatest(?, (SELECT last_value FROM %1$s)))::text"
              .formatted(sequence),
          came);
    }
  }

  @Override
  public TownSource reopen() {
    return PostgisTownSource.begin(
        database.begin(TownDatabase.TRANSFER_ALLOWED),
        database.municipality(),
        new Entries(database.municipality()),
        clock.instant());
  }

  /** Lets everybody open the town; called when the copy was found equal. */
  public void open() {
    boolean unused =
        database.writeBlind(c -> {
          Elsewhere.isHere(c, database.municipality());
          return true;
        });
    opened = true;
  }

  /** Unless it was opened, nothing of the town is left. */
  @Override
  public void close() {
    try {
      if (!opened) {
        TownClearing.clear(database, entries);
        boolean unused =
            database.writeBlind(c -> {
              Elsewhere.isHere(c, database.municipality());
              return true;
            });
      }
    } finally {
      database.close();
    }
  }

  private final class Filling implements TownSink {
    private @Nullable LayerTarget layer;

    @Override
    public RowSink begin(Section section) {
      String municipality = database.municipality();
      return switch (section) {
        case Section.Table table -> TownTables.write(database, municipality, table);
        case Section.AuditLines lines -> KeptChains.write(database, municipality, lines);
        case Section.AuditSeals seals -> KeptChains.write(database, municipality, seals);
        case Section.LayerRow(LayerHead head) -> {
          layer = LayerTarget.begin(database, entries, head);
          yield RowSink.NO_ROWS;
        }
        default -> Objects.requireNonNull(layer, "a layer's rows come behind it").begin(section);
      };
    }
  }
}
