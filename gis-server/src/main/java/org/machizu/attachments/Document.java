package org.machizu.attachments;

import java.time.Instant;
import java.util.Optional;

/**
 * A document that is attached to a feature. It is never changed, but can be removed; its content
 * stays then, for the copies that were given out.
 *
 * @param number of the town's documents, from 1
 * @param removed when it was removed
 */
public record Document(long number, Draft draft, Optional<Removal> removed) {
  /** Characters of a title. */
  public static final int LONGEST_TITLE = 100;

  /**
   * A document that is to be attached.
   *
   * @param layer the layer's short id
   * @param feature the feature's id
   * @param title as people call it ("道路位置指定図"), on one line
   * @param content as it lies among the attachments
   * @param pages 1 for a picture
   * @param author the actor's name
   */
  public record Draft(
      String layer,
      long feature,
      String title,
      Attachment content,
      int pages,
      Instant added,
      String author) {}

  /**
   * Why it is no longer attached.
   *
   * @param author the actor's name
   */
  public record Removal(Instant at, String author, String reason) {}
}
