package org.machizu.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.LayerId;
import org.machizu.imports.ImportBounds;
import org.machizu.imports.ImportOptions;
import org.machizu.imports.ImportReport;
import org.machizu.imports.ImportRequest;
import org.machizu.imports.Importer;
import org.machizu.ingest.format.Formats;
import org.machizu.jobs.Progress;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.TownDatabase;

/** One import into an empty town in a process of its own, as the command does it. */
final class ImportOnce {
  private static final String TOWN = "00000";

  private ImportOnce() {}

  /**
   * Prints {@code imported=N rejected=M heapMb=H} and each phase as {@code phase=milliseconds}.
   *
   * @param arguments the .shp, and the data folder or the database
   */
  public static void main(String[] arguments) throws Exception {
    try (TownStore town = open(arguments[1])) {
      Importer importer =
          new Importer(
              town.catalog(),
              town.features(),
              town.rasters(),
              new Rights(),
              Formats.standard(),
              GridShifts.NONE,
              ImportBounds.DEFAULT);
      ImportReport report =
          importer.run(
              new ImportRequest(
                  Path.of(arguments[0]),
                  new LayerId(TOWN, "parcels"),
                  Actor.OPERATOR,
                  ImportOptions.DEFAULT),
              Progress.SILENT);
      String phases =
          report.phases().entrySet().stream()
              .map(phase -> phase.getKey() + "=" + phase.getValue().toMillis())
              .collect(Collectors.joining(" "));
      System.out.printf(
          "imported=%d rejected=%d heapMb=%d %s%n",
          report.imported(), report.rejected(), peakHeapMegabytes(), phases);
    }
  }

  private static TownStore open(String place) {
    return place.startsWith("jdbc:")
        ? TownDatabase.open(
            new Address(place, "postgres", "", Address.CONNECTIONS), TOWN, Clock.systemUTC())
        : TownFolder.open(Path.of(place), TOWN);
  }

  /** The sum of every pool's own peak: at least what was in use at any one moment. */
  private static long peakHeapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        >> 20;
  }
}
