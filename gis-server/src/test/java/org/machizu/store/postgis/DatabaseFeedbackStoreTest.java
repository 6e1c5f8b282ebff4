package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.feedback.FeedbackStoreContract;
import org.machizu.store.sql.Sql;

/** Messages of residents in the database. */
class DatabaseFeedbackStoreTest extends FeedbackStoreContract {
  private final TestTown town = new TestTown();

  @Override
  protected FeedbackStore store() {
    return town.operations().feedback();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @Override
  protected List<String> audited() {
    try (Connection connection = town.connect()) {
      return Sql.strings(
          connection,
          "SELECT action || ' ' || object FROM machizu_audit WHERE subject = 'feedback' ORDER BY id");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected List<String> traces(String text) {
    return Traces.in(town.address(), text);
  }

  @AfterEach
  void close() {
    town.close();
  }
}
