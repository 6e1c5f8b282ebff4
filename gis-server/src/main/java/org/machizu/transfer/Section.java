package org.machizu.transfer;

import java.util.List;

/**
 * A list of rows of a town. Sections come in this order: tables; lines, then seals of each audit
 * chain; for each layer by name its {@link LayerRow}, its revisions, its purged features, and for
 * each epoch, from the oldest, its {@link EpochRow} with all that follows in this file.
 *
 * <p>Values of rows are {@link Long}, {@link Double}, {@link String}, {@code byte[]} or null; of
 * features also as {@link org.machizu.geo.feature.AttributeType} has them, and the geometry is a
 * JTS one in lon/lat JGD2011, as a feature shows it.
 */
public sealed interface Section {

  /** Unique within a town. */
  String name();

  /** What the section tells besides its rows; belongs to the checksum. */
  default String head() {
    return "";
  }

  /** What a row's values are, in their order. */
  List<String> columns();

  /** An operational table; its rows by their key. */
  record Table(String table, List<String> columns) implements Section {
    public Table {
      columns = List.copyOf(columns);
    }

    @Override
    public String name() {
      return "tables/" + table;
    }

    @Override
    public String head() {
      return String.join(",", columns);
    }
  }

  /** The lines of an audit chain, all of them sealed; by number. */
  record AuditLines(String chain) implements Section {
    @Override
    public String name() {
      return "audit/" + chain + "/lines";
    }

    @Override
    public List<String> columns() {
      return List.of(
          "id",
          "batch",
          "municipality",
          "time",
          "actor",
          "from_address",
          "action",
          "subject",
          "object",
          "reason",
          "details");
    }
  }

  /**
   * The seals of an audit chain; by batch.
   *
   * @param given the number of the last seal that was ever made
   */
  record AuditSeals(String chain, long given) implements Section {
    @Override
    public String name() {
      return "audit/" + chain + "/seals";
    }

    @Override
    public String head() {
      return String.valueOf(given);
    }

    @Override
    public List<String> columns() {
      return List.of("batch", "first_line", "last_line", "lines", "time", "previous", "hash");
    }
  }

  /** The layer itself; has no rows. */
  record LayerRow(LayerHead layer) implements Section {
    @Override
    public String name() {
      return "layers/" + layer.name();
    }

    @Override
    public String head() {
      return layer.toString();
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /** When, by whom and why the layer was changed; by revision. */
  record Revisions(String layer) implements Section {
    @Override
    public String name() {
      return "layers/" + layer + "/revisions";
    }

    @Override
    public List<String> columns() {
      return List.of("revision", "time", "actor", "kind", "note");
    }
  }

  /** Features that were taken out for good; by id. */
  record Purged(String layer) implements Section {
    @Override
    public String name() {
      return "layers/" + layer + "/purged";
    }

    @Override
    public List<String> columns() {
      return List.of("fid", "revision");
    }
  }

  /** An epoch itself; has no rows. */
  record EpochRow(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "epoch");
    }

    @Override
    public String head() {
      return epoch.describe();
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /** Features as they are, or were at the epoch's end; by id. */
  record Content(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "content");
    }

    @Override
    public List<String> columns() {
      return epoch.columns("fid");
    }
  }

  /** The revisions of features that were changed within the epoch; by id. */
  record Versions(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "versions");
    }

    @Override
    public List<String> columns() {
      return List.of("fid", "revision");
    }
  }

  /** Which features a revision changed, and how: C, U, D; by revision, then id. */
  record Log(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "log");
    }

    @Override
    public List<String> columns() {
      return List.of("revision", "fid", "kind");
    }
  }

  /** States that ended, with the revisions [from, to); by to, id, from. */
  record History(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "history");
    }

    @Override
    public List<String> columns() {
      return epoch.columns("fid", "from", "to");
    }
  }

  /** Tiles of a picture (level: the zoom), blocks of a grid (level: 0 the finest); by all three. */
  record Tiles(EpochHead epoch) implements Section {
    @Override
    public String name() {
      return of(epoch, "tiles");
    }

    @Override
    public List<String> columns() {
      return List.of("level", "tile_column", "tile_row", "data");
    }
  }

  private static String of(EpochHead epoch, String what) {
    return "layers/%s/%d/%s".formatted(epoch.layer(), epoch.number(), what);
  }
}
