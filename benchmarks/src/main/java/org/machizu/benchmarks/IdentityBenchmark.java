package org.machizu.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.machizu.access.AccessStores;
import org.machizu.access.Account;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Identities;
import org.machizu.access.LayerAccess;
import org.machizu.access.PersonalReads;
import org.machizu.access.Rights;
import org.machizu.access.Roles;
import org.machizu.access.Sessions;
import org.machizu.access.SignIn;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.store.gpkg.TownFolder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What every request pays for knowing who asks, and a tile for knowing what they may see. */
public class IdentityBenchmark implements Bench.Benchmark {
  private static final String TOWN = "00000";
  private static final int LAYERS = 30;

  /** A town with a signed-in planner and as many layers as a real one has. */
  @State(Scope.Benchmark)
  public static class Town {
    private final Path folder;
    private final TownFolder town;
    private final Identities identities;
    private final VisibleLayers layers;
    private final String token;
    private final Actor planner;

    public Town() {
      folder = newFolder();
      town = TownFolder.open(folder.resolve("town"), TOWN);
      InstantSource clock = InstantSource.system();
      AccessStores stores = town.access();
      Account account = Account.local("planner", "planner", "-", Set.of("planner"), Instant.EPOCH);
      stores
          .accounts()
          .add(
              account,
              AuditEntry.of(clock.instant(), Actor.OPERATOR, Action.ACCOUNT_CHANGED, "planner"));
      identities = new Identities(stores, new Roles(stores.roles(), clock), clock);
      token =
          new Sessions(stores.sessions(), identities, clock)
              .open(account, false, new SignIn.Origin("127.0.0.1", "benchmark", ""));
      Rights rights = new Rights(clock);
      layers =
          new VisibleLayers(
              TOWN, town.catalog(), rights, new PersonalReads(rights, town.audit(), clock));
      for (int i = 0; i < LAYERS; i++) {
        var made = town.catalog().create(layer(i), LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
      }
      town.changes().start(change -> {});
      planner = identities.ofSession(token).orElseThrow();
    }

    private static Path newFolder() {
      try {
        return Files.createTempDirectory("machizu-bench-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Layer layer(int number) {
      return new Layer(
          new LayerId(TOWN, "layer" + number),
          LocalizedText.same("layer"),
          "bench",
          new Schema(
              GeometryType.POINT,
              List.of(
                  Attribute.open("name", AttributeType.TEXT),
                  Attribute.open("area", AttributeType.REAL))),
          ZoomRange.DEFAULT,
          Provenance.UNKNOWN,
          null);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      town.close();
      Runs.delete(folder);
    }
  }

  @Benchmark
  public Actor whoAsks(Town town) {
    return town.identities.ofSession(town.token).orElseThrow();
  }

  @Benchmark
  public VisibleLayer whatTheyMaySee(Town town) {
    return town.layers.find(town.planner, "layer7").orElseThrow();
  }

  @Override
  public void run() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(IdentityBenchmark.class.getName())
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(org.openjdk.jmh.runner.options.TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(org.openjdk.jmh.runner.options.TimeValue.seconds(2))
                    .mode(org.openjdk.jmh.annotations.Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    System.out.println("one request, one thread                     µs     ±");
    Map<String, String> words =
        Map.of(
            "whoAsks", "who asks (session token to roles)",
            "whatTheyMaySee", "what they may see of a layer");
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      System.out.printf(
          Locale.ROOT,
          "  %-38s %7.2f %5.2f%n",
          words.getOrDefault(name, name),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError());
    }
    System.out.println("ratio n/a");
  }
}
