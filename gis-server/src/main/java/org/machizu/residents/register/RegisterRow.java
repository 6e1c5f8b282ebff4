package org.machizu.residents.register;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the extract and the layers.
 *
 * @param number from 1 within the draft
 * @param resident the key of the person; "" for a household
 * @param household the key of the household
 * @param place for a household the one whose place on the map it gets; null when it gets none
 * @param candidates households that may be meant, by feature id
 * @param before what stands, by attribute; null when nothing does
 * @param after what is to stand, by attribute; null when nothing is
 */
public record RegisterRow(
    int number,
    Kind kind,
    String resident,
    String household,
    Placed placed,
    @Nullable Long place,
    List<Long> candidates,
    @Nullable Map<String, @Nullable Object> before,
    @Nullable Map<String, @Nullable Object> after) {
  public RegisterRow {
    candidates = List.copyOf(candidates);
  }

  /** What has become of somebody; the codes stand in the store and in answers. */
  public enum Kind {
    /** New, and less than a year old. */
    BORN("born"),
    MOVED_IN("moved-in"),
    /** To another household, or with it to another address. */
    MOVED_WITHIN("moved-within"),
    CHANGED("changed"),
    /** Moved out or died: the extract does not say which. */
    GONE("gone"),
    HOUSEHOLD_NEW("household-new"),
    HOUSEHOLD_MOVED("household-moved"),
    HOUSEHOLD_CHANGED("household-changed"),
    HOUSEHOLD_GONE("household-gone");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public boolean isOfHousehold() {
      return code.startsWith("household");
    }

    public static Kind ofCode(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there is no kind '" + code + "' of a difference");
    }
  }

  /** How a household came to its place; the codes stand in the store and in answers. */
  public enum Placed {
    /** Not a household that needs one. */
    NOT_ASKED(""),
    /** One address in the layer is the same. */
    MATCHED("matched"),
    /** No address in the layer is the same. */
    UNMATCHED("unmatched"),
    /** The address stands at several places. */
    AMBIGUOUS("ambiguous"),
    /** A clerk has said which. */
    SETTLED("settled");

    private final String code;

    Placed(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /** Whether a clerk has to look. */
    public boolean isOpen() {
      return this == UNMATCHED || this == AMBIGUOUS;
    }

    public static Placed ofCode(String code) {
      for (Placed placed : values()) {
        if (placed.code.equals(code)) {
          return placed;
        }
      }
      throw new IllegalArgumentException("a household is not placed '" + code + "'");
    }
  }
}
