package org.machizu.audit;

import java.util.List;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/**
 * The lines of each file, chained by hash in batches. A port. A batch's hash is SHA-256 over the
 * hash before it, its own numbers and the bytes of its lines, so that whoever knows a later hash
 * can tell whether an earlier line is still what it was.
 */
public interface AuditChains {

  /**
   * Seals the lines that no seal covers yet.
   *
   * @return whether there were any
   */
  boolean seal();

  /** The end of each chain that has one, by name. */
  List<Head> heads();

  /**
   * Reads every line and every seal again.
   *
   * @param known heads from earlier, which the chains must still contain
   */
  List<ChainReport> verify(List<Head> known, Progress progress) throws CancelledException;
}
