package org.machizu.permits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Site;

/**
 * The answer about one site.
 *
 * @param at when it was given
 * @param asOf the moment it is about; null: then
 * @param measure between the town's zone and degrees
 */
record SiteReport(
    Site site,
    Instant at,
    @Nullable Instant asOf,
    Checklist checklist,
    PlaneMeasure measure,
    List<Finding> findings) {
  SiteReport {
    findings = List.copyOf(findings);
  }
}
