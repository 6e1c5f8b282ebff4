package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.feedback.FeedbackStoreContract;
import org.machizu.store.sql.Sql;

/** Messages of residents in the personal file. */
class FileFeedbackStoreTest extends FeedbackStoreContract {
  @TempDir Path folder;
  private WatchFile file;

  @BeforeEach
  void open() {
    file = new WatchFile(folder, "01585");
  }

  @Override
  protected FeedbackStore store() {
    return file.feedback();
  }

  @Override
  protected void reopen() {
    file.close();
    open();
  }

  @Override
  protected List<String> audited() {
    return file.writer()
        .write(c ->
            Sql.strings(
                c,
                "SELECT action || ' ' || object FROM machizu_audit WHERE subject = 'feedback' ORDER BY id"));
  }

  @Override
  protected List<String> traces(String text) {
    return Traces.in(folder, text);
  }

  @AfterEach
  void close() {
    file.close();
  }
}
