package org.machizu.server;

import org.machizu.handover.FolderWork;

/** A town whose data folder is open. */
public interface OpenTown extends AutoCloseable {

  /** What the commands have done with the town: {@code import}, {@code export} and the demo's. */
  FolderWork work();

  @Override
  void close();
}
