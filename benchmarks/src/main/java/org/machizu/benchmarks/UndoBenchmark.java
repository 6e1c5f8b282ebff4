package org.machizu.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.Rights;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Change;
import org.machizu.layers.StagedImport;
import org.machizu.layers.UndoResult;
import org.machizu.store.gpkg.TownFolder;

/**
 * A layer of so many parcels is replaced by as many, and that is taken back, while a clerk edits
 * another layer of the same file.
 */
final class UndoBenchmark implements Bench.Benchmark {
  private static final int[] SIZES = {900, 9_000, 12_000, 50_000, 300_000};
  private static final String TOWN = "00000";
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final Schema PARCELS =
      new Schema(
          GeometryType.POLYGON,
          List.of(
              Attribute.open("lot", AttributeType.TEXT),
              Attribute.open("area", AttributeType.INTEGER)));

  @Override
  public void run() throws Exception {
    System.out.println("  parcels   taken back      time       CPU   longest wait of others");
    for (int parcels : SIZES) {
      Path folder = Files.createTempDirectory("machizu-bench-");
      try (TownFolder town = TownFolder.open(folder.resolve("town"), TOWN)) {
        measure(town, parcels);
      } finally {
        Runs.delete(folder);
      }
    }
    System.out.println("ratio n/a");
  }

  private static void measure(TownFolder town, int parcels) throws Exception {
    EditRight right = create(town, "parcels");
    EditRight other = create(town, "other");
    load(town, right, parcels);
    Revision wrong = load(town, right, parcels);
    Clerk clerk = new Clerk(town, other);
    Thread working = Thread.ofPlatform().start(clerk);
    long cpu = cpuNanos();
    long begun = System.nanoTime();
    UndoResult undone = town.features().undo(right, wrong, Progress.SILENT);
    long time = System.nanoTime() - begun;
    cpu = cpuNanos() - cpu;
    clerk.stop = true;
    working.join();
    System.out.printf(
        "%9d %12d %7.2f s %7.2f s   %.2f s of %d edits%n",
        parcels, undone.count(), time / 1e9, cpu / 1e9, clerk.longestNanos / 1e9, clerk.edits);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static EditRight create(TownFolder town, String name) {
    Layer layer =
        new Layer(
            new LayerId(TOWN, name),
            LocalizedText.same(name),
            "benchmark",
            PARCELS,
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    CataloguedLayer made =
        town.catalog().create(layer, LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
    return new Rights().editOf(Actor.OPERATOR, made.layer(), made.access()).orElseThrow();
  }

  private static Revision load(TownFolder town, EditRight right, int parcels) {
    try (StagedImport staged =
        town.features().stage(right, PARCELS, new StagedImport.Mode.ReplaceAll())) {
      for (int n = 0; n < parcels; n++) {
        staged.add(parcel(n), Attributes.of(PARCELS, "lot " + n, (long) n));
      }
      return staged.publish().revision();
    }
  }

  /** One of nine positions, in rows of a thousand. */
  private static Geometry parcel(int n) {
    double lon = 141 + n % 1_000 * 2e-4;
    double lat = 42 + n / 1_000 * 2e-4;
    Coordinate[] ring = new Coordinate[9];
    for (int i = 0; i < 8; i++) {
      double angle = i * Math.PI / 4;
      ring[i] = new Coordinate(lon + 9e-5 * Math.cos(angle), lat + 9e-5 * Math.sin(angle));
    }
    ring[8] = ring[0];
    return GEOMETRY.createPolygon(ring);
  }

  /** Adds one feature after the other until it is told to stop. */
  private static final class Clerk implements Runnable {
    private static final long PAUSE_NANOS = 5_000_000;

    private final TownFolder town;
    private final EditRight right;
    private volatile boolean stop;
    private int edits;
    private long longestNanos;

    Clerk(TownFolder town, EditRight right) {
      this.town = town;
      this.right = right;
    }

    @Override
    public void run() {
      while (!stop) {
        long begun = System.nanoTime();
        town.features()
            .apply(
                right,
                List.of(new Change.Create(parcel(edits), Attributes.of(PARCELS, "edit", 1L))));
        longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
        edits++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
