package org.machizu.tracks;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What other servers of the town have received and matched. A port of stores that several servers
 * share.
 */
public interface PassFeed extends AutoCloseable {

  /**
   * Starts telling of every change from now on, on one thread, each after its commit; once more,
   * perhaps, when the store was away. After so long an absence that changes may be forgotten
   * meanwhile, {@link PassesChanged#everything} is told.
   *
   * @param server whose own changes are left out: it knows them ({@link MatchStore#save})
   * @param arrived is told the devices of which any server has received something, this one too
   */
  void start(String server, Consumer<PassesChanged> listener, Consumer<Set<String>> arrived);

  /** Nothing is told any more when this returns. */
  @Override
  void close();
}
