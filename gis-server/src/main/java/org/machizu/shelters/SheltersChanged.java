package org.machizu.shelters;

import java.util.List;

/**
 * Something was said of shelters; it is committed.
 *
 * @param changes each shelter once
 */
public record SheltersChanged(List<Changed> changes) {
  /**
   * One of them.
   *
   * @param version of its state now
   */
  public record Changed(String shelter, long version) {}

  public SheltersChanged {
    changes = List.copyOf(changes);
  }
}
