package org.machizu.opendata.feedback;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message of a resident, as the desk sees it; the address for an answer is not part of it.
 *
 * @param number counts up within the town, from 1
 * @param version counts up with each step, from 1
 * @param section the role whose people see to it
 * @param answer the last one; "" for none yet
 * @param wantsMail whether an address for the answer is kept
 * @param forgotten whether its words are gone, as the settings have it
 */
public record Feedback(
    long number,
    long version,
    State state,
    String section,
    About about,
    String text,
    String answer,
    boolean wantsMail,
    Instant received,
    Instant changed,
    boolean forgotten) {

  /** How far it is. */
  public enum State {
    NEW,
    /** Somebody sees to it. */
    WORKING,
    ANSWERED,
    CLOSED;

    /** As in JSON, and behind {@code state_} in the pages' words. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more is expected of the section. */
    public boolean isDone() {
      return this == ANSWERED || this == CLOSED;
    }
  }

  /**
   * What it is about; any of it may be absent.
   *
   * @param layer short id, or null
   * @param feature of the layer, or null
   * @param map id of a thematic map, or null
   * @param place null where none was given
   */
  public record About(
      @Nullable String layer, @Nullable Long feature, @Nullable String map, @Nullable Place place) {
    public static final About NOTHING = new About(null, null, null, null);
  }

  /** A place in degrees (JGD2011). */
  public record Place(double lon, double lat) {}
}
