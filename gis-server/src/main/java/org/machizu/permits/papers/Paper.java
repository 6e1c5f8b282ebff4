package org.machizu.permits.papers;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A paper of the counter.
 *
 * @param draft what it was to be
 * @param content what was printed; empty until it is whole
 * @param paid when its fee was taken
 * @param reason why it counts no longer
 */
public record Paper(
    PaperNumber number,
    State state,
    Draft draft,
    Optional<Content> content,
    Optional<Instant> paid,
    Optional<String> reason) {

  /** What becomes of a paper. */
  public enum State {
    /** It has a number and is being written; one that stays so was never given out. */
    MAKING,
    /** Given out, its fee is not paid yet. */
    DUE,
    PAID,
    /** Given out without a fee. */
    FREE,
    /** It counts no longer. */
    VOID;

    /** As it stands in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a paper can be. */
  public enum Kind {
    /** The answer about a site. */
    SITE,
    /** A copy of a document that is attached to a feature. */
    COPY;

    /** As it stands in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a paper is to be.
   *
   * @param at when it was asked for
   * @param author the actor's name
   * @param terminal at which it was asked for; empty for the desk
   * @param lots ids of the site's lots
   * @param places the lots' addresses
   * @param district of the first lot (大字), for statistics; "" where there is none
   * @param asOf the moment that it tells of; null: then
   * @param language ja, easy or en
   * @param feeYen 0 for none
   * @param checklist the number of the version that was asked by
   * @param code as {@link CheckCode} makes it
   */
  public record Draft(
      Kind kind,
      Instant at,
      String author,
      Optional<String> terminal,
      List<Long> lots,
      List<String> places,
      String district,
      @Nullable Instant asOf,
      String language,
      int feeYen,
      long checklist,
      String code) {
    public Draft {
      lots = List.copyOf(lots);
      places = List.copyOf(places);
      if (feeYen < 0) {
        throw new IllegalArgumentException("a fee of " + feeYen + " yen is not allowed; give 0 up");
      }
    }
  }

  /**
   * What was printed.
   *
   * @param hash SHA-256 of the PDF, under which it lies among the attachments
   * @param size bytes
   * @param answer SHA-256 of the answer behind it (JSON), which lies there too and stands on the
   *     paper; "" where there is none
   */
  public record Content(String hash, long size, int pages, String answer) {}

  /** Whether somebody may hold it. */
  public boolean isOut() {
    return content.isPresent() && state != State.MAKING;
  }
}
