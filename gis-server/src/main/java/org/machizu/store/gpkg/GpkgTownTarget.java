package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.TownTables;
import org.machizu.store.sql.Transactions;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;
import org.machizu.transfer.TownSource;
import org.machizu.transfer.TownTarget;

/** A data folder that is filled with a town from another store. Layers lie apart as there. */
public final class GpkgTownTarget implements TownTarget {
  private final Path folder;
  private final String municipality;
  private final Clock clock;
  private final LayerFiles files;
  private final OperationsFile operations;
  private final WatchFile watch;
  private boolean closed;

  /**
   * @param folder has no files of a town; the caller removes it, or puts its files in their place
   */
  public GpkgTownTarget(Path folder, String municipality, Clock clock) {
    this.folder = folder;
    this.municipality = municipality;
    this.clock = clock;
    this.files =
        new LayerFiles(folder, municipality, new Revisions(clock), Duration.ofDays(1), () -> {});
    try {
      this.operations = new OperationsFile(folder.resolve(PartReads.OPERATIONS), municipality);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
    try {
      this.watch = new WatchFile(folder, municipality);
    } catch (RuntimeException e) {
      operations.close();
      files.close();
      throw e;
    }
  }

  @Override
  public TownSink sink() {
    return new Filling();
  }

  @Override
  public void finish() {
    for (LayerFile file : files.list()) {
      boolean unused = file.writer().write(c -> LayerTarget.own(c, 0));
    }
    close();
  }

  @Override
  public TownSource reopen() {
    TownFolder town = TownFolder.open(folder, municipality, clock);
    try {
      return town.source(town::close);
    } catch (RuntimeException e) {
      town.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      watch.close();
      operations.close();
      files.close();
    }
  }

  private final class Filling implements TownSink {
    private @Nullable LayerTarget layer;

    @Override
    public RowSink begin(Section section) {
      Transactions tables = operations.auditChain().transactions();
      return switch (section) {
        case Section.Table table ->
            TownTables.write(
                TownTables.isPersonal(table.table()) ? watch.transactions() : tables,
                municipality,
                table);
        case Section.AuditLines lines -> KeptChains.write(tables, municipality, lines);
        case Section.AuditSeals seals -> KeptChains.write(tables, municipality, seals);
        case Section.LayerRow(LayerHead head) -> {
          LayerId id = new LayerId(municipality, head.name());
          layer = LayerTarget.begin(files.forNew(id, head.apart()), id, head);
          yield RowSink.NO_ROWS;
        }
        default -> Objects.requireNonNull(layer, "a layer's rows come behind it").begin(section);
      };
    }
  }
}
