package org.machizu.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.SearchIndex;

/**
 * How many mentions of each word a lookup in the search index weighs and answers; the fewer words
 * fit, the more of each. Both stores answer alike.
 *
 * @param most of a word are answered
 * @param weighed of a word, the nearest of them are taken
 */
public record LookupShare(int most, int weighed) {
  /** Features at an address when nobody asked for its number. */
  public static final int AT_ADDRESS = 10;

  /** Above every other character, so that everything that begins so lies below. */
  public static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private static final int WEIGHED = 2000;
  private static final int ANSWERED = 600;
  private static final int ANSWERED_AT_LEAST = 10;

  public static LookupShare of(int words) {
    int share = ANSWERED / Math.max(1, words);
    int most = Math.clamp(share, ANSWERED_AT_LEAST, SearchIndex.MAX_MENTIONS);
    return new LookupShare(most, Math.max(most, WEIGHED / Math.max(1, words)));
  }

  /**
   * Reads a box from four columns: west, south, east, north.
   *
   * @return null when the first is null
   */
  public static @Nullable Envelope box(ResultSet row, int first) throws SQLException {
    double west = row.getDouble(first);
    return row.wasNull()
        ? null
        : new Envelope(
            west, row.getDouble(first + 1), row.getDouble(first + 2), row.getDouble(first + 3));
  }
}
