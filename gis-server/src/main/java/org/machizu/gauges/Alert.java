package org.machizu.gauges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode;

/**
 * Something that people have to know about a gauge, and what they did about it.
 *
 * @param id counts up within the town
 * @param episode what was so, and when
 * @param status whether it stands
 * @param past whether it was over before anybody could be told
 * @param mergedInto the alert that it turned out to be a part of
 * @param told when it was written down
 * @param version counts up with each change
 * @param acknowledged who has taken notice; null: nobody yet
 * @param assignee the account that sees to it
 * @param published who confirmed that the public is told; null: nobody
 */
public record Alert(
    long id,
    Stream stream,
    Episode episode,
    Status status,
    boolean past,
    @Nullable Long mergedInto,
    Instant told,
    long version,
    @Nullable Deed acknowledged,
    @Nullable String assignee,
    @Nullable Deed published) {

  /** Whether an alert stands. */
  public enum Status {
    /** It goes on. */
    ACTIVE,
    /** It was so, and is over. */
    ENDED,
    /** It never should have been: the readings, all together, do not show it. */
    WITHDRAWN,
    /** It turned out to be a part of another one. */
    MERGED;

    /** Of an alert that is neither withdrawn nor merged. */
    public static Status of(Episode episode) {
      return episode.isOpen() ? ACTIVE : ENDED;
    }
  }

  /**
   * What somebody did.
   *
   * @param by the account
   * @param note in their words; "" for none
   */
  public record Deed(String by, Instant at, String note) {}
}
