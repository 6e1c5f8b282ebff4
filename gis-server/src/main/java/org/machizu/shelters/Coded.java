package org.machizu.shelters;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum whose constants are words of the interface: {@code FAIRLY_CROWDED} is fairly_crowded. */
public interface Coded {
  /** The constant's own name. */
  String name();

  /** As the interface writes it. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant that the interface writes so. */
  static <E extends Enum<E> & Coded> Optional<E> find(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants()).filter(one -> one.code().equals(code)).findAny();
  }

  /** All words of a kind, for what is told of a wrong one. */
  static <E extends Enum<E> & Coded> String codes(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Coded::code)
        .collect(Collectors.joining(", "));
  }
}
