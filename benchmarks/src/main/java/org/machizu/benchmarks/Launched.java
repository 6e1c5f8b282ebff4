package org.machizu.benchmarks;

import org.jspecify.annotations.Nullable;

/** What the launcher tells the benchmarks of itself. */
final class Launched {
  private Launched() {}

  /**
   * @param name of an environment variable that {@code ./machizu bench} sets
   */
  static String get(String name) {
    @Nullable String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; start it by ./machizu bench");
    }
    return value;
  }
}
