package org.machizu.access;

import java.time.Instant;

/**
 * The job in which something is done. It stands in the audit lines of what is done, so that whoever
 * goes on with the job finds what has been done already.
 *
 * @param id the job's
 * @param holder the server that does it; what another does meanwhile counts no more
 * @param asked when the job was asked for
 */
public record JobMark(String id, String holder, Instant asked) {
  /** The name by which the job stands in an audit line. */
  public static final String DETAIL = "job";
}
