package org.machizu.imports;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.ingest.format.Problem;
import org.machizu.layers.StagedImport;

/**
 * What an import did.
 *
 * @param imported rows that were taken
 * @param rejected rows that were left out; {@code problems} says why
 * @param repaired rows that were taken after a safe repair
 * @param withoutPlace rows that were taken but stand on no map, because they have no geometry
 * @param newLayer whether the import made the layer
 * @param outcome what became of the layer's features
 * @param source the file as it was understood
 * @param problems the first problems, by row
 * @param problemCounts all problems, by code
 * @param problemsOmitted how many are counted but not listed
 * @param phases how long each step took, and "total"
 */
public record ImportReport(
    LayerId layer,
    long imported,
    long rejected,
    long repaired,
    long withoutPlace,
    boolean newLayer,
    StagedImport.Outcome outcome,
    Source source,
    List<Problem> problems,
    Map<String, Long> problemCounts,
    long problemsOmitted,
    Map<String, Duration> phases) {

  /**
   * The file as it was understood.
   *
   * @param format as in {@code FeatureFormat.name}
   * @param description what the format found out while opening
   * @param crs as "EPSG:6680"; null when the rows have no geometry
   * @param crsHow given, declared, assumed or none
   * @param accuracyM metres by which a datum shift may have moved positions; 0 when none was needed
   * @param accuracyNote what was done about the datum, for people
   */
  public record Source(
      String format,
      String description,
      @Nullable String crs,
      String crsHow,
      double accuracyM,
      String accuracyNote) {}

  public ImportReport {
    problems = List.copyOf(problems);
  }

  /** The counts as the command line tells them last. */
  public String summary() {
    return "imported %d, rejected %d".formatted(imported, rejected);
  }

  /** The result of the job, ready for JSON; times in milliseconds. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layer", layer.name());
    map.put("imported", imported);
    map.put("rejected", rejected);
    map.put("repaired", repaired);
    map.put("withoutPlace", withoutPlace);
    map.put("newLayer", newLayer);
    map.put("created", outcome.created());
    map.put("updated", outcome.updated());
    map.put("unchanged", outcome.unchanged());
    map.put("removed", outcome.removed());
    map.put("revision", outcome.revision().number());
    map.put("format", source.format());
    map.put("description", source.description());
    if (source.crs() != null) {
      map.put("crs", source.crs());
    }
    map.put("crsHow", source.crsHow());
    map.put("accuracyM", source.accuracyM());
    map.put("accuracyNote", source.accuracyNote());
    map.put("problems", problems.stream().map(ImportReport::asMap).toList());
    map.put("problemCounts", problemCounts);
    map.put("problemsOmitted", problemsOmitted);
    Map<String, Object> millis = new LinkedHashMap<>();
    phases.forEach((phase, time) -> millis.put(phase, time.toMillis()));
    map.put("phasesMs", millis);
    return map;
  }

  /** One problem, ready for JSON. */
  static Map<String, Object> asMap(Problem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    map.put("row", problem.row());
    if (problem.featureId() != null) {
      map.put("id", problem.featureId());
    }
    if (problem.place() != null) {
      map.put("place", problem.place());
    }
    map.put("code", problem.code());
    map.put("reason", problem.reason());
    map.put("advice", problem.advice());
    return map;
  }
}
