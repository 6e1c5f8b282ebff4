package org.machizu.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.machizu.config.Settings;
import org.machizu.config.SettingsLoader;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * {@code machizu rehearse}: the life of a server in short, on an empty folder, so that the JVM
 * learns which classes a start needs (its AOT cache). The launcher runs it after a build.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and stops a server on an empty folder.")
final class RehearseCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private static final String LAYER = "rehearsal";

  private static final List<String> PATHS =
      List.of(
          "/health",
          "/",
          "/ogc?f=json",
          "/ogc/collections?f=json",
          "/ogc/collections/rehearsal/items?limit=10",
          "/tiles/rehearsal/10/915/377.mvt",
          "/tiles/rehearsal.json",
          "/styles/default.json");

  private static final String NO_PATH = "/no-such-page";

  private static final String POINTS =
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"役場"},
      "geometry":{"type":"Point","coordinates":[141.83,42.76]}}]}
      """;

  private final Surroundings around;

  RehearseCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("machizu-rehearsal-");
    try {
      Settings settings =
          SettingsLoader.load(
              null,
              Map.of(),
              Map.of("data", folder.toString(), "port", "0", "host", "127.0.0.1"),
              LOG::warn);
      try (RunningServer server = around.programs().start(settings, true)) {
        Path file = Files.writeString(folder.resolve("rehearsal.geojson"), POINTS);
        importAndPublish(server, Files.writeString(folder.resolve("rehearsal.geojson"), POINTS));
        for (String path : PATHS) {
          expect(" 200 ", server.port(), path);
        }
        expect(" 404 ", server.port(), NO_PATH);
      }
    } finally {
      delete(folder);
    }
    return ExitCodes.OK;
  }

  private static void importAndPublish(RunningServer server, Path file) throws Exception {
    var imported =
        server
            .work()
            .run(
                new HandoverRequest("import", Map.of("file", file.toString(), "layer", LAYER)),
                Progress.SILENT);
    LOG.info("rehearsed an import: {}", imported.get("imported"));
    var published =
        server
            .work()
            .run(
                new HandoverRequest("publish", Map.of("layer", LAYER, "reason", "rehearsal")),
                Progress.SILENT);
    LOG.info("rehearsed publishing: {}", published.get("revision"));
  }

  /** A path that answers otherwise would leave its classes out of the cache unnoticed. */
  private static void expect(String status, int port, String path) throws IOException {
    String line = statusLine(port, path);
    LOG.info("{}: {}", path, line);
    if (!line.contains(status)) {
      throw new IllegalStateException(
          "%s was to be answered with%sbut got '%s'".formatted(path, status, line));
    }
  }

  /** A plain socket, since nothing of a client is to get into the cache. */
  private static String statusLine(int port, String path) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
              .formatted(path, port);
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER_BYTES);
      int read = channel.read(answer);
      while (read >= 0 && answer.hasRemaining()) {
        read = channel.read(answer);
      }
      String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      return text.lines().findFirst().orElse("no answer");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
