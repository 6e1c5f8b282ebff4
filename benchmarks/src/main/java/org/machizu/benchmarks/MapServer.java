package org.machizu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * MapServer's OGC API over PostGIS, as one FastCGI process that stays, behind lighttpd on a free
 * port of this machine. Needs Debian's packages cgi-mapserver and lighttpd; without them there is
 * no such peer.
 */
final class MapServer implements AutoCloseable {
  private static final Path MAPSERVER = Path.of("/usr/bin/mapserv");
  private static final Path LIGHTTPD = Path.of("/usr/sbin/lighttpd");
  private static final int STOP_SECONDS = 10;

  private final Path folder;
  private final Process lighttpd;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private MapServer(Path folder, Process lighttpd, int port) {
    this.folder = folder;
    this.lighttpd = lighttpd;
    this.port = port;
  }

  static boolean isInstalled() {
    return Files.isExecutable(MAPSERVER) && Files.isExecutable(LIGHTTPD);
  }

  /**
   * Serves a table.
   *
   * @param connection as libpq takes it
   * @param table with the columns {@code ogc_fid} and {@code geom} in EPSG:6668
   */
  static MapServer start(String connection, String table) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("machizu-bench-mapserver-");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path map =
        Files.writeString(
            folder.resolve("bench.map"),
            """
            MAP
              NAME "bench"
              EXTENT 120 20 150 50
              SIZE 100 100
              PROJECTION "init=epsg:4326" END
              WEB
                METADATA
                  "ows_title" "bench"
                  "ows_enable_request" "*"
                  "ows_srs" "EPSG:4326"
                  "oga_onlineresource" "http://127.0.0.1:%1$d/mapserver/bench/ogcapi"
                END
              END
              LAYER
                NAME "%2$s"
                TYPE POLYGON
                EXTENT 120 20 150 50
                STATUS ON
                TEMPLATE "void" # without one a layer is not asked for features
                CONNECTIONTYPE POSTGIS
                CONNECTION "%3$s"
                PROCESSING "CLOSE_CONNECTION=DEFER"
                DATA "geom FROM %2$s USING UNIQUE ogc_fid USING SRID=6668"
                PROJECTION "init=epsg:6668" END
                METADATA
                  "ows_title" "%2$s"
                  "ows_extent" "120 20 150 50"
                  "gml_featureid" "ogc_fid"
                  "gml_include_items" "all"
                  "oga_max_limit" "10000"
                END
              END
            END
            """
                .formatted(port, table, connection));
    Path settings =
        Files.writeString(
            folder.resolve("mapserver.conf"),
            """
            CONFIG
              ENV
                MS_MAP_PATTERN "."
              END
              MAPS
                bench "%s"
              END
            END
            """
                .formatted(map));
    Path config =
        Files.writeString(
            folder.resolve("lighttpd.conf"),
            """
            server.modules = ("mod_fastcgi")
            server.document-root = "%1$s"
            server.bind = "127.0.0.1"
            server.port = %2$d
            fastcgi.server = ("/mapserver" => ((
              "bin-path" => "%3$s",
              "socket" => "%1$s/mapserver.socket",
              "max-procs" => 1,
              "check-local" => "disable",
              "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "%4$s")
            )))
            """
                .formatted(folder, port, MAPSERVER, settings));
    Process process =
        new ProcessBuilder(LIGHTTPD.toString(), "-D", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    MapServer server = new MapServer(folder, process, port);
    server.awaitPort();
    return server;
  }

  private void awaitPort() throws IOException, InterruptedException {
    for (int tries = 0; tries < 100; tries++) {
      try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IOException("lighttpd does not answer:\n" + Files.readString(folder.resolve("log")));
  }

  /**
   * What MapServer answers.
   *
   * @param path below its landing page
   */
  byte[] get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/mapserver/bench/ogcapi" + path);
    HttpResponse<byte[]> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** What MapServer's own processes have taken of the processors, without the web server. */
  double cpuSeconds() {
    List<ProcessHandle> own = lighttpd.descendants().toList();
    return own.stream()
        .map(process -> process.info().totalCpuDuration())
        .mapToDouble(time -> time.map(t -> t.toMillis() / 1e3).orElse(0.0))
        .sum();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<ProcessHandle> own = lighttpd.descendants().toList();
    lighttpd.destroy();
    if (!lighttpd.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      lighttpd.destroyForcibly();
    }
    own.forEach(ProcessHandle::destroy);
    Runs.delete(folder);
  }
}
