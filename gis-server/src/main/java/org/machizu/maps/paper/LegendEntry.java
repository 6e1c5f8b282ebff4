package org.machizu.maps.paper;

import java.util.List;
import java.util.Map;

/**
 * A line of the legend.
 *
 * @param layer short id; empty for what the paper is about
 * @param title of the layer
 * @param className which of the layer's classes; empty where all its features look alike
 * @param looks how it was drawn, from below
 */
public record LegendEntry(String layer, String title, String className, List<Look> looks) {
  public LegendEntry {
    looks = List.copyOf(looks);
  }

  /**
   * How it is drawn, from below, for programs: each with {@code kind} and its colours ({@code
   * #rrggbb} or {@code #rrggbbaa}), widths in mm, and the name of a pattern.
   */
  public List<Map<String, Object>> drawn() {
    return looks.stream().map(LookJson::of).toList();
  }
}
