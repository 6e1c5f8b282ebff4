package org.machizu.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What checking one chain has found.
 *
 * @param chain the file, from the data folder
 * @param lines how many lines it has
 * @param batches how many seals
 * @param unsealed lines that no seal covers yet; they get one within a second while a server runs
 * @param problems what is wrong, at most {@link #LISTED}; empty when all is as it was written
 */
public record ChainReport(
    String chain, long lines, long batches, long unsealed, List<Flaw> problems) {
  /** More flaws of one chain are not told one by one. */
  public static final int LISTED = 100;

  /** What can be wrong. */
  public enum Kind {
    /** The lines of a batch are not those that were sealed: one was altered, put in or moved. */
    CHANGED,
    /** Numbers are missing among the lines. */
    LINES_MISSING,
    /** Lines or seals at the end are gone. */
    CUT_OFF,
    /** A seal is gone, or does not follow from the one before it. */
    SEAL_BROKEN,
    /** A head that was written down earlier is not that of this chain. */
    DIFFERS_FROM_HEAD,
    /** The whole file is gone. */
    FILE_MISSING
  }

  /**
   * One thing that is wrong.
   *
   * @param batch the batch it is about; 0 where no seal stands
   * @param detail with numbers, never with what a line says
   */
  public record Flaw(Kind kind, long batch, String detail) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      json.put("batch", batch);
      json.put("detail", detail);
      return json;
    }
  }

  public ChainReport {
    problems = List.copyOf(problems);
  }

  /** Ready for JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("chain", chain);
    json.put("lines", lines);
    json.put("batches", batches);
    json.put("unsealed", unsealed);
    json.put("problems", problems.stream().map(Flaw::json).toList());
    return json;
  }
}
