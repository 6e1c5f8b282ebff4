package org.machizu.residents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that an entrance at a place is still blocked. They tell the place and never a
 * household; which households stand there is worked out when somebody looks, with what that person
 * may see.
 *
 * @param id made by whoever reports, so that a report that is sent twice counts once
 * @param seen when it was seen
 * @param by account, device or link
 * @param lon degrees, JGD2011
 * @param lat degrees, JGD2011
 * @param note "" when there is none
 * @param photo the hash of a photo; null when there is none
 * @param closed when somebody saw to it; null while it counts
 */
public record EntranceReport(
    String id,
    Instant seen,
    Source source,
    String by,
    double lon,
    double lat,
    String note,
    @Nullable String photo,
    @Nullable Instant closed) {

  /** The codes stand in the store and in answers. */
  public enum Source {
    CREW("crew"),
    NEIGHBOUR("neighbour"),
    STAFF("staff");

    private final String code;

    Source(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Source ofCode(String code) {
      for (Source source : values()) {
        if (source.code.equals(code)) {
          return source;
        }
      }
      throw new IllegalArgumentException("reports do not come from '" + code + "'");
    }
  }
}
