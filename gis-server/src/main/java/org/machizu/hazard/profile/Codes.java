package org.machizu.hazard.profile;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attributes;

/**
 * What the values of one attribute mean. Numbers and texts are the same code ({@code 3}, {@code
 * "3"}, {@code 3.0}, {@code "３"}); a key that ends with {@code *} stands for every value that
 * begins so.
 *
 * @param attribute null when the meaning is the same for every feature
 * @param always the meaning of every feature, or where the attribute is empty; may be null
 */
record Codes<T>(
    @Nullable String attribute,
    Map<String, T> exact,
    Map<String, T> beginnings,
    @Nullable T always,
    boolean needed) {
  private static final int LONGEST_TOLD = 60;

  /** The same for every feature; null for nothing at all. */
  static <T> Codes<T> always(@Nullable T meaning) {
    return new Codes<>(null, Map.of(), Map.of(), meaning, false);
  }

  /**
   * @param needed whether a feature without a value is told as unread
   */
  static <T> Codes<T> of(
      String attribute, Map<String, T> meanings, @Nullable T whenEmpty, boolean needed) {
    Map<String, T> exact = new HashMap<>();
    Map<String, T> beginnings = new LinkedHashMap<>();
    meanings.forEach((key, meaning) -> {
      if (key.endsWith("*")) {
        beginnings.put(plain(key.substring(0, key.length() - 1)), meaning);
      } else {
        exact.put(plain(key), meaning);
      }
    });
    return new Codes<>(attribute, exact, beginnings, whenEmpty, needed);
  }

  /** The meaning of the feature's value; null when it has none, which {@code unread} is told. */
  @Nullable T read(Attributes attributes, List<Unread> unread) {
    if (attribute == null) {
      return always;
    }
    Object value = attributes.get(attribute);
    String code = value == null ? "" : plain(value);
    if (code.isEmpty()) {
      if (needed && always == null) {
        unread.add(new Unread(attribute, ""));
      }
      return always;
    }
    T meaning = exact.get(code);
    if (meaning != null) {
      return meaning;
    }
    for (Map.Entry<String, T> beginning : beginnings.entrySet()) {
      if (code.startsWith(beginning.getKey())) {
        return beginning.getValue();
      }
    }
    unread.add(new Unread(attribute, told(value)));
    return null;
  }

  /** Everything that can come out of it. */
  Set<T> meanings() {
    Set<T> all = new java.util.LinkedHashSet<>(exact.values());
    all.addAll(beginnings.values());
    if (always != null) {
      all.add(always);
    }
    return all;
  }

  /** A value as it may stand in a message. */
  static String told(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
  }

  /** A code as it is compared: of one width, without blanks, whole numbers without a fraction. */
  static String plain(Object value) {
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return Normalizer.normalize(value.toString(), Normalizer.Form.NFKC).strip();
  }
}
