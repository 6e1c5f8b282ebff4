package org.machizu.transfer;

import java.time.Instant;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Everything that a store holds of a town at one moment. A port. */
public interface TownSource extends AutoCloseable {

  /** The moment. */
  Instant time();

  /** Gives everything; may be called again, and then gives the same. */
  void sendTo(TownSink sink, Progress progress) throws CancelledException;

  @Override
  void close();
}
