package org.machizu.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.handover.FolderLock;
import org.machizu.handover.HandoverServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code machizu demo}. */
@Command(
    name = "demo",
    description =
        "Makes the sample town once and serves it, with an account for each role, password demo.")
final class DemoCommand implements Callable<Integer> {
  private static final String DATA_VARIABLE = "MACHIZU_DATA";
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  private static final int MQTT_PORT = 1883;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "port to listen on; default 8080, 0 takes any free one")
  @Nullable String port;

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      hidden = true,
      required = true,
      description = "the sample files with their layers.json; the launcher writes them")
  @Nullable Path samples;

  @Option(
      names = "--mqtt-port",
      paramLabel = "N",
      description =
          "where the town's MQTT broker listens (default 1883, or a free one when it is taken); 0 takes any free port")
  @Nullable String mqttPort;

  @Option(
      names = "--town-file",
      paramLabel = "FILE",
      hidden = true,
      description =
          "where to write address, data folder and broker once the town answers; for a program that gives it something to show")
  List<Path> townFiles = List.of();

  DemoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    SampleTown town = SampleTown.read(Path.of(String.valueOf(samples)));
    if (options.data == null && !around.environment().containsKey(DATA_VARIABLE)) {
      options.data = "./data/demo";
    }
    Map<String, String> commandLine = new HashMap<>(town.municipality());
    commandLine.put("tracks.publicVehicles", "true");
    commandLine.put("mqtt.port", mqttPort == null ? usualMqttPort() : mqttPort);
    if (port != null) {
      commandLine.put("port", port);
    }
    Settings settings = options.load(around, commandLine);
    try (FolderLock lock = FolderLock.acquire(settings.data(), "demo");
        RunningServer server = around.programs().start(settings, true)) {
      town.make(settings.data(), server.work(), around);
      try (HandoverServer handover = HandoverServer.open(lock, server.work())) {
        ServeCommand.tellReady(around, server, settings);
        tell(server, settings);
        around.stop().await();
      }
    }
    return ExitCodes.OK;
  }

  /** MQTT's own port, or any free one where another broker has that. */
  private static String usualMqttPort() {
    try (ServerSocket free = new ServerSocket()) {
      free.bind(new InetSocketAddress("127.0.0.1", MQTT_PORT));
      return Integer.toString(MQTT_PORT);
    } catch (IOException e) {
      return "0";
    }
  }

  /** The programs that drive the plows and play the flood wait for their files. */
  private void tell(RunningServer server, Settings settings) throws IOException {
    List<String> told = new ArrayList<>();
    told.add("http://localhost:" + server.port());
    told.add(settings.data().toString());
    server.mqttPort().ifPresent(mqtt -> told.add("mqtt://localhost:" + mqtt));
    for (Path townFile : townFiles) {
      Path writing = townFile.resolveSibling(townFile.getFileName() + ".new");
      Files.write(writing, told);
      Files.move(writing, townFile, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
