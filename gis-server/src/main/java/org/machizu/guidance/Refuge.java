package org.machizu.guidance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.kind.Hazard;

/**
 * A shelter as guidance needs it.
 *
 * @param lon degrees, JGD2011
 * @param suits for which hazards it is an emergency evacuation site (指定緊急避難場所); absent: unknown
 * @param full nobody more is to come
 * @param congestion as shelters tell it; null when nobody counts
 * @param hasElevator upper floors can be reached without stairs
 */
public record Refuge(
    String id,
    String name,
    double lon,
    double lat,
    Map<Hazard, Suits> suits,
    Status status,
    boolean full,
    @Nullable String congestion,
    boolean hasElevator) {

  /** Whether it is of use against a hazard. */
  public enum Suits {
    YES("yes"),
    UPPER_FLOOR("upper_floor"),
    NO("no"),
    UNKNOWN("unknown");

    private final String word;

    Suits(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Whether people are let in. */
  public enum Status {
    CLOSED("closed"),
    OPENING("opening"),
    OPEN("open"),
    CLOSING("closing");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Refuge {
    suits = Map.copyOf(suits);
  }

  public Suits suits(Hazard hazard) {
    return suits.getOrDefault(hazard, Suits.UNKNOWN);
  }

  /** Open, with room. */
  public boolean takesPeople() {
    return status == Status.OPEN && !full;
  }
}
