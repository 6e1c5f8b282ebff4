package org.machizu.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Features of a city of 300,000 parcels as GeoJSON over HTTP, one question after the other: a box
 * with a hundred, one by its id, a box with a condition in CQL2, and all of them page by page.
 * Beside it the same as SQL on PostGIS, and MapServer's OGC API over the same table where it is
 * installed, whose work is its own and the database's for it. Everybody was asked about other
 * places before. What counts is the work of the processors: sums of many questions, since a process
 * tells it in steps of 10 ms.
 */
final class FeaturesBenchmark implements Bench.Benchmark {
  private static final int QUESTIONS = 1_000;

  /** A server runs for months; until its code is compiled it is slower. */
  private static final int WARM_UP = 4_000;

  private static final int SLOW_WARM_UP = 100;
  private static final int PAGE = 10_000;

  /** Of the middle town's middle, degrees. */
  private static final double AROUND_LON = 0.02;

  private static final double AROUND_LAT = 0.008;

  /** Half of a box; in the middle of a town it holds about a hundred parcels. */
  private static final double HALF_LON = 0.0011;

  private static final double HALF_LAT = 0.0008;

  private static final String ITEMS = "/ogc/collections/parcels/items?f=json";
  private static final Pattern NEXT =
      Pattern.compile(
          "\"href\":\"([^\"]+)\",\"rel\":\"next\"|\"rel\":\"next\",[^}]*\"href\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"type\":\"Feature\",\"id\":(\\d+)");

  /** Asks one question and gives the answer's bytes. */
  private interface Asking {
    long ask(int number) throws Exception;
  }

  /**
   * Who is asked.
   *
   * @param warmUp so many questions before, of which nothing is told
   */
  private record Party(String name, int warmUp, Asking asking, DoubleSupplier cpuSeconds) {}

  @Override
  public void run() throws Exception {
    String file = LargeTown.samples().resolve("parcels.zip").toString();
    try (LargeTown town = LargeTown.withoutLimits();
        OwnDatabase database = OwnDatabase.start();
        ParcelTable table = ParcelTable.load(database, file);
        Peer peer = Peer.start(table)) {
      List<double[]> boxes = boxes(QUESTIONS + WARM_UP);
      List<Long> ids = ids(town, boxes);
      long rows = table.count();
      System.out.println(
          "                                            median       99 %        CPU    mean kB");
      compare(
          "a box, 100 features",
          ours(town, i -> town.get(ITEMS + "&limit=100&bbox=" + text(boxes.get(i))).length),
          sql(table, i -> table.box(boxes.get(i))),
          peer.party(i -> peer.get("&limit=100&bbox=" + text(boxes.get(i)))));
      compare(
          "one by its id",
          ours(
              town,
              i ->
                  town.get("/ogc/collections/parcels/items/" + ids.get(i % ids.size()) + "?f=json")
                      .length),
          sql(table, i -> table.one(1 + i * 7919L % rows)),
          peer.party(i -> peer.one(1 + i * 7919L % rows)));
      String condition =
          "&filter-lang=cql2-text&filter="
              + URLEncoder.encode("地目 = '宅地' AND 地積_m2 > 200", StandardCharsets.UTF_8);
      compare(
          "a box with a condition (CQL2)",
          ours(
              town,
              i -> town.get(ITEMS + "&limit=100&bbox=" + text(boxes.get(i)) + condition).length),
          sql(table, i -> table.condition(boxes.get(i))));
      whole(town, table, peer);
    }
  }

  private static Party ours(LargeTown town, Asking asking) {
    return new Party("machizu", WARM_UP, asking, town::cpuSeconds);
  }

  private static Party sql(ParcelTable table, Asking asking) {
    return new Party("PostGIS, the SQL alone", WARM_UP, asking, table::cpuSeconds);
  }

  /** The first party is ours; ratios are the others' work divided by it. */
  private static void compare(String what, Party... parties) throws Exception {
    System.out.println(what);
    double ours = 0;
    for (Party party : parties) {
      if (party.warmUp() == 0) {
        continue;
      }
      for (int i = 0; i < party.warmUp(); i++) {
        long unused = party.asking().ask(QUESTIONS + i);
      }
      List<Double> millis = new ArrayList<>(QUESTIONS);
      long bytes = 0;
      double before = party.cpuSeconds().getAsDouble();
      for (int i = 0; i < QUESTIONS; i++) {
        long begun = System.nanoTime();
        bytes += party.asking().ask(i);
        millis.add((System.nanoTime() - begun) / 1e6);
      }
      double cpuMillis = (party.cpuSeconds().getAsDouble() - before) * 1e3 / QUESTIONS;
      ours = ours == 0 ? cpuMillis : ours;
      System.out.printf(
          "  %-36s %8.2f ms %7.2f ms %7.2f ms %10.1f   ratio %.2f%n",
          party.name(),
          Runs.median(millis),
          Runs.quantile(millis, 0.99),
          cpuMillis,
          bytes / 1e3 / QUESTIONS,
          cpuMillis / ours);
    }
  }

  private static void whole(LargeTown town, ParcelTable table, Peer peer) throws Exception {
    System.out.println("all of them, in pages of 10,000");
    double before = town.cpuSeconds();
    long begun = System.nanoTime();
    long bytes = 0;
    String path = ITEMS + "&limit=" + PAGE;
    while (!path.isEmpty()) {
      String page = town.text(path);
      bytes += page.length();
      Matcher next = NEXT.matcher(page);
      path = next.find() ? pathOf(town, next.group(1) == null ? next.group(2) : next.group(1)) : "";
    }
    double ours = town.cpuSeconds() - before;
    print("machizu", begun, ours, bytes, ours);
    before = table.cpuSeconds();
    begun = System.nanoTime();
    bytes = table.all();
    print("PostGIS, the SQL alone", begun, table.cpuSeconds() - before, bytes, ours);
    if (peer.isThere()) {
      before = peer.cpuSeconds();
      begun = System.nanoTime();
      bytes = peer.all(table.count());
      print(Peer.NAME, begun, peer.cpuSeconds() - before, bytes, ours);
    }
  }

  private static void print(String who, long begun, double cpuS, long bytes, double ours) {
    System.out.printf(
        "  %-36s %8.2f s  %18.2f s CPU %8.0f MB   ratio %.2f%n",
        who, (System.nanoTime() - begun) / 1e9, cpuS, bytes / 1e6, cpuS / ours);
  }

  private static String pathOf(LargeTown town, String href) {
    String plain = href.replace("\\u0026", "&");
    return plain.startsWith(town.address()) ? plain.substring(town.address().length()) : plain;
  }

  /** Boxes around places in the middle town, the same each time. */
  private static List<double[]> boxes(int count) {
    Random random = new Random(1);
    List<double[]> boxes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double lon = LargeTown.LON + AROUND_LON * (2 * random.nextDouble() - 1);
      double lat = LargeTown.LAT + AROUND_LAT * (2 * random.nextDouble() - 1);
      boxes.add(new double[] {lon - HALF_LON, lat - HALF_LAT, lon + HALF_LON, lat + HALF_LAT});
    }
    return boxes;
  }

  private static String text(double[] box) {
    return String.format(Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", box[0], box[1], box[2], box[3]);
  }

  /** Ids of parcels all over the town. */
  private static List<Long> ids(LargeTown town, List<double[]> boxes)
      throws IOException, InterruptedException {
    List<Long> ids = new ArrayList<>();
    for (double[] box : boxes.subList(0, 50)) {
      Matcher id = ID.matcher(town.text(ITEMS + "&limit=100&bbox=" + text(box)));
      while (id.find()) {
        ids.add(Long.parseLong(id.group(1)));
      }
    }
    if (ids.isEmpty()) {
      throw new IOException("no parcel lies in the boxes");
    }
    return ids;
  }

  /** MapServer, where it is installed. */
  private record Peer(MapServer server, ParcelTable table) implements AutoCloseable {
    static final String NAME = "MapServer 8, OGC API over PostGIS";

    static Peer start(ParcelTable table) throws IOException, InterruptedException {
      if (!MapServer.isInstalled()) {
        System.out.println("cgi-mapserver or lighttpd is not installed: no MapServer");
        return new Peer(null, table);
      }
      return new Peer(MapServer.start(table.libpq(), ParcelTable.NAME), table);
    }

    boolean isThere() {
      return server != null;
    }

    Party party(Asking asking) {
      return new Party(NAME, isThere() ? SLOW_WARM_UP : 0, asking, this::cpuSeconds);
    }

    long get(String query) throws IOException, InterruptedException {
      return server.get("/collections/parcels/items?f=json" + query).length;
    }

    long one(long id) throws IOException, InterruptedException {
      return server.get("/collections/parcels/items/" + id + "?f=json").length;
    }

    /** Page by page, by the number of rows that were seen. */
    long all(long rows) throws IOException, InterruptedException {
      long bytes = 0;
      for (long offset = 0; offset < rows; offset += PAGE) {
        bytes += get("&limit=" + PAGE + "&offset=" + offset);
      }
      return bytes;
    }

    double cpuSeconds() {
      try {
        return server.cpuSeconds() + table.othersCpuSeconds();
      } catch (Exception e) {
        throw new IllegalStateException("the work of MapServer cannot be told", e);
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      if (server != null) {
        server.close();
      }
    }
  }
}
