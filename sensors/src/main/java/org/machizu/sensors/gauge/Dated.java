package org.machizu.sensors.gauge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that changes on known days: each value counts from its moment until the next one's.
 *
 * @param entries by time, each moment once; may be empty
 */
public record Dated<T>(List<Entry<T>> entries) {

  /**
   * @param from the first moment at which the value counts
   */
  public record Entry<T>(Instant from, T value) {}

  /**
   * @throws IllegalArgumentException when two values begin at the same moment
   */
  public Dated {
    List<Entry<T>> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::from));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).from().equals(sorted.get(i - 1).from())) {
        throw new IllegalArgumentException(
            "two values count from " + sorted.get(i).from() + ": only one can");
      }
    }
    entries = List.copyOf(sorted);
  }

  public static <T> Dated<T> none() {
    return new Dated<>(List.of());
  }

  /** One value, at all times. */
  public static <T> Dated<T> always(T value) {
    return new Dated<>(List.of(new Entry<>(Instant.MIN, value)));
  }

  /** The value at a moment; empty before the first. */
  public Optional<T> at(Instant moment) {
    T found = null;
    for (Entry<T> entry : entries) {
      if (entry.from().isAfter(moment)) {
        break;
      }
      found = entry.value();
    }
    return Optional.ofNullable(found);
  }

  /** The same with a further value; one that begins at the same moment is replaced. */
  public Dated<T> with(Instant from, T value) {
    List<Entry<T>> next = new ArrayList<>();
    for (Entry<T> entry : entries) {
      if (!entry.from().equals(from)) {
        next.add(entry);
      }
    }
    next.add(new Entry<>(from, value));
    return new Dated<>(next);
  }
}
