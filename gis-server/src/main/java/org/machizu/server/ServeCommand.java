package org.machizu.server;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.accounts.PasswordRoutes;
import org.machizu.config.Settings;
import org.machizu.handover.FolderLock;
import org.machizu.handover.HandoverServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code machizu serve}. */
@Command(name = "serve", description = "Serves a town's data folder until Ctrl-C or TERM.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "port to listen on; default 8080, 0 takes any free one")
  @Nullable String port;

  ServeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> commandLine = new HashMap<>();
    if (port != null) {
      commandLine.put("port", port);
    }
    Settings settings = options.load(around, commandLine);
    try (FolderLock lock = FolderLock.acquire(settings.data(), "serve");
        RunningServer server = around.programs().start(settings, false);
        HandoverServer handover = HandoverServer.open(lock, server.work())) {
      tellSetUp(around, server, settings);
      tellReady(around, server, settings);
      around.stop().await();
    }
    return ExitCodes.OK;
  }

  /** For the person at the machine; whoever reads it first keeps the accounts. */
  private static void tellSetUp(Surroundings around, RunningServer server, Settings settings) {
    String base =
        settings.publicUrl().map(URI::toString).orElse("http://localhost:" + server.port());
    server
        .setUpSecret()
        .ifPresent(secret ->
            around
                .err()
                .printf(
                    "there is no administrator yet: open this link within 24 hours to make the first"
                        + " one; it works once%n%s%s#%s%n",
                    base, PasswordRoutes.SET_UP_PAGE, secret));
  }

  /** The line that scripts wait for. */
  static void tellReady(Surroundings around, RunningServer server, Settings settings) {
    server.mqttPort().ifPresent(mqtt -> around.out().println("mqtt mqtt://localhost:" + mqtt));
    String scheme = settings.edge().tls().isPresent() ? "https" : "http";
    around.out().println("ready " + scheme + "://localhost:" + server.port());
    around.out().flush();
    LOG.info("serving {} on {}, port {}", settings.data(), settings.host(), server.port());
  }
}
