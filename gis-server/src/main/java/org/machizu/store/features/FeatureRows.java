package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Sql;

/** The features that a question finds, by id, one by one as they are asked for. */
final class FeatureRows implements AutoCloseable {
  /** Rows that are in memory at once, however many are asked for. */
  private static final int FETCHED = 500;

  private final Question question;
  private final RowReader reader;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final boolean exact;
  private final RowTime time;

  /**
   * @param further a condition for every source besides the question's
   * @param atMost rows to fetch at most, below 0 all; heeded only when no row has to be looked at
   *     again
   * @param allowed for looking at rows again
   */
  FeatureRows(
      Connection connection, Question question, Condition further, long atMost, Duration allowed)
      throws SQLException {
    this.time = new RowTime(allowed);
    this.question = question;
    this.reader = new RowReader(question.epoch(), question.read());
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    boolean allExact = true;
    for (RowSource source : question.sources()) {
      Condition condition = question.condition(source).and(further);
      allExact &= condition.exact();
      sql.append(sql.isEmpty() ? "" : " UNION ALL ")
          .append(reader.select(source))
          .append(" WHERE ")
          .append(condition.sql());
      values.addAll(condition.values());
    }
    this.exact = allExact;
    sql.append(" ORDER BY 1");
    if (exact && atMost >= 0) {
      sql.append(" LIMIT ?");
      values.add(atMost);
    }
    this.statement = connection.prepareStatement(sql.toString());
    try {
      statement.setFetchSize(FETCHED);
      Sql.bind(statement, values.toArray());
      this.rows = statement.executeQuery();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** The next feature with the attributes that were read, or null at the end. */
  @Nullable Feature next() throws SQLException {
    while (rows.next()) {
      Feature feature = reader.read(rows);
      if (exact) {
        return feature;
      }
      time.check();
      if (question.matches(feature)) {
        return feature;
      }
    }
    return null;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
