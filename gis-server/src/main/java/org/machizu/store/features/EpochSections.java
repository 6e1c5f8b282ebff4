package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.store.sql.TownTables;
import org.machizu.transfer.EpochHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;

/** Gives an epoch with all its past to whoever takes the town elsewhere. */
public final class EpochSections {
  /** States of features that are held in memory at a time. */
  private static final int FETCHED = 1000;

  private final Connection connection;
  private final TownSink sink;

  public EpochSections(Connection connection, TownSink sink) {
    this.connection = connection;
    this.sink = sink;
  }

  /**
   * @param number as {@link EpochHead} has it
   */
  public void send(Epoch epoch, int number) throws SQLException, CancelledException {
    Revision end = epoch.end();
    EpochHead head =
        new EpochHead(
            epoch.layer(),
            number,
            epoch.start().number(),
            end == null ? null : (Long) end.number(),
            epoch.schema(),
            null);
    sink.begin(new Section.EpochRow(head)).end();
    sendStates(
        epoch,
        List.of("fid"),
        epoch.content() + " t ORDER BY t.fid",
        sink.begin(new Section.Content(head)));
    TownTables.sendRows(
        connection,
        "SELECT fid, revision FROM %s ORDER BY fid".formatted(epoch.version()),
        sink.begin(new Section.Versions(head)));
    TownTables.sendRows(
        connection,
        "SELECT revision, fid, kind FROM %s ORDER BY revision, fid".formatted(epoch.log()),
        sink.begin(new Section.Log(head)));
    sendStates(
        epoch,
        List.of("fid", "machizu_from", "machizu_to"),
        epoch.history() + " t ORDER BY t.machizu_to, t.fid, t.machizu_from, t.machizu_id",
        sink.begin(new Section.History(head)));
  }

  /**
   * @param before whole numbers that stand before geometry and values
   */
  private void sendStates(Epoch epoch, List<String> before, String from, RowSink rows)
      throws SQLException, CancelledException {
    String sql =
        "SELECT %s%s FROM %s"
            .formatted(
                before.stream().map(column -> "t." + column).collect(Collectors.joining(", ")),
                epoch.allColumns("t."),
                from);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCHED);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.row(state(row, epoch, before.size()));
        }
      }
    }
    rows.end();
  }

  private static @Nullable Object[] state(ResultSet row, Epoch epoch, int numbers)
      throws SQLException {
    List<Attribute> attributes = epoch.schema().attributes();
    int before = numbers + (epoch.hasGeometry() ? 1 : 0);
    @Nullable Object[] values = new @Nullable Object[before + attributes.size()];
    for (int i = 0; i < numbers; i++) {
      values[i] = row.getLong(i + 1);
    }
    if (epoch.hasGeometry()) {
      values[numbers] = RowReader.geometry(row, before, epoch);
    }
    for (int i = 0; i < attributes.size(); i++) {
      values[before + i] =
          epoch.dialect().values().value(row, before + i + 1, attributes.get(i).type());
    }
    return values;
  }
}
