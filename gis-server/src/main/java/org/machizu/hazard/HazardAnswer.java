package org.machizu.hazard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.warning.WarningScheme;

/**
 * The answer about a place.
 *
 * @param lon degrees, JGD2011
 * @param lat degrees
 * @param answered when it was given
 * @param asOf the moment it is about; null: now
 * @param hazards in the order of {@link Hazard}
 * @param notice what the answer is not
 * @param levels the levels of warning at that moment; empty before there were any
 */
public record HazardAnswer(
    double lon,
    double lat,
    Instant answered,
    @Nullable Instant asOf,
    List<HazardFinding> hazards,
    Words notice,
    Optional<WarningScheme> levels) {
  public HazardAnswer {
    hazards = List.copyOf(hazards);
  }

  /** What it says of one hazard; empty when the town has no map of it and need not. */
  public Optional<HazardFinding> find(Hazard hazard) {
    return hazards.stream().filter(finding -> finding.hazard() == hazard).findFirst();
  }
}
