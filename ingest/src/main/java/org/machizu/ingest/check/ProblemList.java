package org.machizu.ingest.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

/**
 * Gathers the problems of one file: the first ones whole, all of them counted. Safe to write in one
 * thread while others read.
 */
public final class ProblemList implements Consumer<Problem> {
  /** How many are kept whole unless said otherwise. */
  public static final int DEFAULT_CAPACITY = 1_000;

  private final int capacity;
  private final List<Problem> first = new ArrayList<>();
  private final Map<Severity, Map<String, Long>> counts = new EnumMap<>(Severity.class);

  public ProblemList() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * @param capacity how many problems are kept whole, 0 or more
   */
  public ProblemList(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " is not allowed; give 0 or more");
    }
    this.capacity = capacity;
  }

  @Override
  public synchronized void accept(Problem problem) {
    if (first.size() < capacity) {
      first.add(problem);
    }
    counts
        .computeIfAbsent(problem.severity(), severity -> new TreeMap<>())
        .merge(problem.code(), 1L, Long::sum);
  }

  /** The first problems, in the order told. */
  public synchronized List<Problem> list() {
    return List.copyOf(first);
  }

  /** All problems, also those that are not kept. */
  public synchronized long total() {
    long total = 0;
    for (Severity severity : Severity.values()) {
      total += count(severity);
    }
    return total;
  }

  public synchronized long count(Severity severity) {
    return counts.getOrDefault(severity, Map.of()).values().stream().mapToLong(n -> n).sum();
  }

  /** How often each code was told with a severity, by code. */
  public synchronized Map<String, Long> countsByCode(Severity severity) {
    return Map.copyOf(counts.getOrDefault(severity, Map.of()));
  }

  /** Whether there were more problems than {@link #list} has. */
  public synchronized boolean isCut() {
    return total() > first.size();
  }
}
