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
   * @param arguments the name of one benchmark
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
    all.put("gps", new GpsBenchmark());
    all.put("uploads", new UploadBenchmark());
    all.put("sensors", new SensorsBenchmark());
    all.put("watch", new WatchBenchmark());
    Benchmark wanted = arguments.length == 1 ? all.get(arguments[0]) : null;
    if (wanted == null) {
      System.err.println("Usage: ./machizu bench NAME, where NAME is one of " + all.keySet());
      System.exit(USER_ERROR);
      return;
    }
    wanted.run();
  }
}
