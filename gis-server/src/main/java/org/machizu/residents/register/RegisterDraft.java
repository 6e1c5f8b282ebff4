package org.machizu.residents.register;

import java.time.Instant;
import java.util.Map;
import org.machizu.geo.feature.Revision;

/**
 * An extract, compared.
 *
 * @param id that of the job that compared it
 * @param residents the layer's revision that it was compared with
 * @param households the layer's revision that it was compared with
 * @param counts persons and households by what has become of them
 */
public record RegisterDraft(
    String id,
    State state,
    Instant created,
    String createdBy,
    Revision residents,
    Revision households,
    Map<String, Long> counts) {
  public RegisterDraft {
    counts = Map.copyOf(counts);
  }

  /** The codes stand in the store and in answers. */
  public enum State {
    /** Is still being compared. */
    COMPARING("comparing"),
    READY("ready"),
    APPLIED("applied");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static State ofCode(String code) {
      for (State state : values()) {
        if (state.code.equals(code)) {
          return state;
        }
      }
      throw new IllegalArgumentException("there is no state '" + code + "' of an extract");
    }
  }
}
