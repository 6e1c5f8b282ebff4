package org.machizu.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.transfer.RowSink;

/** Puts rows into a table, some at a time, each time in one transaction. */
public final class InsertSink implements RowSink {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final long BYTES_AT_ONCE = 4 << 20;

  private final Transactions into;
  private final String sql;
  private final UnaryOperator<@Nullable Object[]> parameters;
  private List<@Nullable Object[]> batch = new ArrayList<>();
  private long bytes;

  /**
   * @param sql an INSERT
   * @param parameters what is bound for a row
   */
  public InsertSink(Transactions into, String sql, UnaryOperator<@Nullable Object[]> parameters) {
    this.into = into;
    this.sql = sql;
    this.parameters = parameters;
  }

  @Override
  public void row(@Nullable Object... values) {
    @Nullable Object[] bound = parameters.apply(values);
    batch.add(bound);
    for (Object value : bound) {
      bytes += value instanceof byte[] content ? content.length : 8;
    }
    if (batch.size() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
      flush();
    }
  }

  @Override
  public void end() {
    flush();
  }

  private void flush() {
    List<@Nullable Object[]> rows = batch;
    batch = new ArrayList<>();
    bytes = 0;
    if (rows.isEmpty()) {
      return;
    }
    boolean unused =
        into.writeBlind(c -> {
          Sql.updateAll(c, sql, rows);
          return true;
        });
  }
}
