package org.machizu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the benchmark's own on a free port of this machine, with {@code fsync=on} as a
 * town has it. Needs Debian's packages postgresql and postgis, and root or the user postgres.
 */
final class OwnDatabase implements AutoCloseable {
  private final Path programs;
  private final Path folder;
  private final int port;

  private OwnDatabase(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  static OwnDatabase start() throws IOException, InterruptedException {
    Path programs;
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
    }
    Path folder = Files.createTempDirectory("machizu-bench-pg-");
    var unused = Runs.of(List.of("chown", "postgres", folder.toString()));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    OwnDatabase database = new OwnDatabase(programs, folder, port);
    database.asPostgres(
        "%s/initdb -D %s/data -U postgres --auth=trust -E UTF8 --locale=C.UTF-8"
            .formatted(programs, folder));
    database.asPostgres(
        "%s/pg_ctl -D %s/data -o '-p %d -h 127.0.0.1 -k %s -c fsync=on' -l %s/log -w start"
            .formatted(programs, folder, port, folder, folder));
    return database;
  }

  /** Makes a database of that name with PostGIS. */
  void make(String name) throws IOException, InterruptedException {
    asPostgres("%s/createdb -h 127.0.0.1 -p %d %s".formatted(programs, port, name));
    asPostgres(
        "%s/psql -q -h 127.0.0.1 -p %d -d %s -c 'CREATE EXTENSION postgis'"
            .formatted(programs, port, name));
  }

  void drop(String name) throws IOException, InterruptedException {
    asPostgres("%s/dropdb -h 127.0.0.1 -p %d %s".formatted(programs, port, name));
  }

  String jdbcUrl(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** As ogr2ogr names it. */
  String gdalName(String name) {
    return "PG:host=127.0.0.1 port=%d dbname=%s user=postgres".formatted(port, name);
  }

  private void asPostgres(String command) throws IOException, InterruptedException {
    var unused = Runs.of(List.of("su", "postgres", "-s", "/bin/sh", "-c", command));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    asPostgres("%s/pg_ctl -D %s/data -m immediate -w stop".formatted(programs, folder));
    Runs.delete(folder);
  }
}
