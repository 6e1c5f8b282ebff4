package org.machizu.hazard.warning;

import java.time.LocalDate;
import java.util.List;
import org.machizu.geo.feature.Words;

/**
 * The levels of warning as they hold from a day on, until the next scheme.
 *
 * @param id year and month of that day ("2026-05")
 * @param from the first day, in Japan
 * @param source who laid it down, and where it is written
 * @param note whose act evacuation information is
 * @param levels the worst first
 */
public record WarningScheme(
    String id, LocalDate from, String source, Words note, List<WarningLevel> levels) {
  public WarningScheme {
    levels = List.copyOf(levels);
  }
}
