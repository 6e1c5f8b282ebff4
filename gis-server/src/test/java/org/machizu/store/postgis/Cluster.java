package org.machizu.store.postgis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.machizu.store.sql.Sql;

/**
 * A PostgreSQL of the tests' own, from Debian's packages, on a free port; or the one that {@code
 * MACHIZU_TEST_PG_URL} names ({@code jdbc:postgresql://HOST:PORT/DATABASE?user=U&password=P} of a
 * user who may make databases and roles). Tests are skipped with a message where there is neither.
 */
public final class Cluster {
  private static final String TEMPLATE = "machizu_template";
  private static final String USER = "machizu_server";

  /** What an administrator runs in the town's database. */
  private static final Path SETUP = Path.of("..", "docs", "postgis-setup.sql");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long PROCESS = ProcessHandle.current().pid();
  private static Optional<Cluster> shared = Optional.empty();

  private final String base;
  private final String parameters;
  private final Optional<Path> folder;

  private Cluster(String base, String parameters, Optional<Path> folder) {
    this.base = base;
    this.parameters = parameters;
    this.folder = folder;
  }

  /** The cluster of this run; made at the first call and stopped with the Java machine. */
  public static synchronized Cluster shared() {
    if (shared.isEmpty()) {
      Cluster cluster = Cluster.ofEnvironment().orElseGet(() -> Cluster.start("off"));
      cluster.prepare();
      shared = Optional.of(cluster);
    }
    return shared.get();
  }

  private static Optional<Cluster> ofEnvironment() {
    String url = System.getenv("MACHIZU_TEST_PG_URL");
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    int question = url.indexOf('?');
    String address = question < 0 ? url : url.substring(0, question);
    return Optional.of(
        new Cluster(
            address.substring(0, address.lastIndexOf('/') + 1),
            question < 0 ? "" : url.substring(question),
            Optional.empty()));
  }

  /**
   * Starts a cluster of one's own, which the Java machine stops at its end.
   *
   * @param fsync "off" for speed; "on" where durability or speed is looked at
   */
  public static Cluster start(String fsync) {
    Path programs = programs();
    Assumptions.assumeTrue(
        programs != null,
        "skipped: PostgreSQL with PostGIS is not installed (Debian: postgresql-15-postgis-3), and MACHIZU_TEST_PG_URL names no other");
    try {
      Path folder = Files.createTempDirectory("machizu-pg");
      run(List.of("chown", "postgres", folder.toString()));
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      asPostgres(
          "%s/initdb -D %s/data -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync"
              .formatted(programs, folder));
      Cluster cluster =
          new Cluster(
              "jdbc:postgresql://127.0.0.1:" + port + "/", "?user=postgres", Optional.of(folder));
      Files.writeString(
          folder.resolve("options"),
          "-p %d -h 127.0.0.1 -k %s -c fsync=%s -c max_connections=200"
              .formatted(port, folder, fsync));
      cluster.start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::remove));
      return cluster;
    } catch (IOException e) {
      throw new IllegalStateException("the tests' PostgreSQL cannot be started", e);
    }
  }

  private static Path programs() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .filter(v ->
              Files.exists(
                  Path.of(
                      "/usr/share/postgresql/" + v.getFileName() + "/extension/postgis.control")))
          .map(v -> v.resolve("bin"))
          .max(Comparator.naturalOrder())
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** Starts it again after {@link #stop}. */
  public void start() throws IOException {
    String options = Files.readString(own().resolve("options"));
    asPostgres(
        "%s/pg_ctl -D %s/data -o '%s' -l %s/log -w start"
            .formatted(programs(), own(), options, own()));
  }

  /**
   * @param mode {@code fast}: connections are ended; {@code immediate}: as when the power fails
   */
  public void stop(String mode) {
    try {
      asPostgres("%s/pg_ctl -D %s/data -m %s -w stop".formatted(programs(), own(), mode));
    } catch (IOException e) {
      throw new IllegalStateException("the tests' PostgreSQL does not stop", e);
    }
  }

  /** The process that starts all others of the cluster. */
  public long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(own().resolve("data/postmaster.pid")).getFirst().strip());
  }

  private Path own() {
    return folder.orElseThrow(
        () -> new IllegalStateException("a cluster that MACHIZU_TEST_PG_URL names is not stopped"));
  }

  private void remove() {
    stop("immediate");
    try (Stream<Path> all = Files.walk(own())) {
      all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      // what is left lies in the temporary folder
    }
  }

  /** Makes an empty database with PostGIS to copy from. */
  public void prepare() {
    try (Connection admin = connect("postgres")) {
      Sql.execute(admin, "DROP DATABASE IF EXISTS " + TEMPLATE);
      Sql.execute(admin, "CREATE DATABASE " + TEMPLATE);
      try (Connection template = connect(TEMPLATE)) {
        Sql.execute(template, "CREATE EXTENSION postgis");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tests' PostgreSQL cannot be prepared", e);
    }
  }

  /**
   * A new database as its administrator hands it over, by the script that the documentation has: of
   * a server that may do no more than it must.
   */
  public Address newDatabase() {
    return newDatabaseWith("");
  }

  /** As {@link #newDatabase()}, with its tables on a disk of their own. */
  public Address newDatabase(Path disk) {
    Path tables = disk.resolve("tables");
    try (Connection admin = connect("postgres")) {
      Files.createDirectories(tables);
      run(List.of("chown", "postgres", tables.toString()));
      run(List.of("chmod", "a+x", disk.toString(), String.valueOf(disk.getParent())));
      Sql.execute(admin, "CREATE TABLESPACE small LOCATION " + Sql.text(tables.toString()));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the tests' disk cannot be used", e);
    }
    return newDatabaseWith(" TABLESPACE small");
  }

  private Address newDatabaseWith(String more) {
    String name = "machizu_" + PROCESS + "_" + NUMBER.incrementAndGet();
    try (Connection admin = connect("postgres")) {
      Sql.execute(admin, "CREATE DATABASE %s TEMPLATE %s%s".formatted(name, TEMPLATE, more));
      try (Connection database = connect(name)) {
        Sql.execute(database, Files.readString(SETUP));
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("no database can be made for a test", e);
    }
    return new Address(base + name, USER, "", Address.CONNECTIONS);
  }

  /** Forgets a database, whoever is still connected to it. */
  public void drop(Address address) {
    try (Connection admin = connect("postgres")) {
      Sql.execute(admin, "DROP DATABASE IF EXISTS " + name(address) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException("a test's database cannot be dropped", e);
    }
  }

  private static String name(Address address) {
    return address.url().substring(address.url().lastIndexOf('/') + 1);
  }

  /** The administrator's connection to a test's database, as psql has it. */
  public Connection connect(Address address) throws SQLException {
    return connect(name(address));
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(base + database + parameters);
  }

  private static void asPostgres(String command) throws IOException {
    run(
        System.getProperty("user.name").equals("root")
            ? List.of("su", "postgres", "-s", "/bin/sh", "-c", command)
            : List.of("/bin/sh", "-c", command));
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("machizu-pg", ".txt");
    List<String> words = new ArrayList<>(command);
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command)
                + " failed: "
                + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }
}
