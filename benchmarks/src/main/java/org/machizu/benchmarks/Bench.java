package org.machizu.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ./machizu bench NAME}. */
public final class Bench {
  private static final int USER_ERROR = 2;

  /** One benchmark: prints its table and its ratio. */
  interface Benchmark {
    void run() throws Exception;
  }

  private Bench() {}

  /**
   * @param arguments the name of one benchmark, perhaps with {@code --full}
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("import", new ImportBenchmark());
    all.put("import-postgis", new DatabaseImportBenchmark());
    all.put("start", new StartBenchmark());
    all.put("undo", new UndoBenchmark());
    all.put("identity", new IdentityBenchmark());
    all.put("search", new SearchBenchmark());
    all.put("tiles", new TilesBenchmark());
    all.put("sites", new SitesBenchmark());
    all.put("hazards", new HazardsBenchmark());
    all.put("guidance", new GuidanceBenchmark());
    all.put("gps", new GpsBenchmark());
    all.put("uploads", new UploadBenchmark());
    all.put("sensors", new SensorsBenchmark());
    all.put("watch", new WatchBenchmark());
    all.put("opengis", new OpenGisBenchmark());
    all.put("features", new FeaturesBenchmark());
    boolean full = arguments.length == 2 && arguments[1].equals("--full");
    all.put("volume", new VolumeBenchmark(full ? 50_000_000 : 5_000_000));
    boolean isWhole = arguments.length == 1 || (full && arguments[0].equals("volume"));
    Benchmark wanted = isWhole ? all.get(arguments[0]) : null;
    if (wanted == null) {
      System.err.println(
          "Usage: ./machizu bench NAME, where NAME is one of "
              + all.keySet()
              + "; volume takes --full, for ten times as much");
      System.exit(USER_ERROR);
      return;
    }
    wanted.run();
  }
}
