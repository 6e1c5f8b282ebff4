package org.machizu.store.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.HistoryQuery;

/**
 * The token of a page of history: the change that ended the page before, and the feature that was
 * asked for. It shows nothing that the page did not; whatever is changed in it can only move the
 * place.
 */
public record HistoryToken(long revision, long featureId) {
  private static final Pattern FORM =
      Pattern.compile("r([0-9]{1,19})f(-?[0-9]{1,19})(?:o-?[0-9]{1,19})?");

  public static String write(HistoryQuery query, @Nullable HistoryToken last) {
    if (last == null) {
      throw new IllegalStateException("a page that goes on has a last change");
    }
    return "r" + last.revision + "f" + last.featureId + ofFeature(query);
  }

  /** The place, or null when the query asks for the first page. */
  public static @Nullable HistoryToken read(HistoryQuery query) {
    String token = query.after();
    if (token == null) {
      return null;
    }
    Matcher parts = FORM.matcher(token);
    if (!parts.matches() || !token.endsWith("f" + parts.group(2) + ofFeature(query))) {
      throw notOurs();
    }
    try {
      return new HistoryToken(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    } catch (NumberFormatException e) { // more than a long holds
      throw notOurs();
    }
  }

  private static IllegalArgumentException notOurs() {
    return new IllegalArgumentException(
        "the page token does not belong to this query; begin with the first page");
  }

  private static String ofFeature(HistoryQuery query) {
    return query.featureId() == null ? "" : "o" + query.featureId();
  }
}
