package org.machizu.store.gpkg;

import java.time.Duration;
import org.machizu.store.sql.Transactions;

/** A file, as the stores that both databases have in common see it. */
record FileTransactions(Writer writer, Readers readers) implements Transactions {
  @Override
  public <T> T read(Duration allowed, Work<T> work) {
    return readers.read(allowed, work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  /** The file has one writer anyway. */
  @Override
  public <T> T writeBlind(Work<T> work) {
    return write(work);
  }

  @Override
  public void writeLater(Work<?> work) {
    var unused = writer.submit(work);
  }
}
