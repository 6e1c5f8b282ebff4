package org.machizu.server;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;

/** The entry of the program; {@code ./machizu} calls it with a JDK that fits and all jars. */
public final class Main {
  /** Told by the launcher, since Java itself cannot ask about standard error. */
  private static final String TERMINAL = "machizu.terminal";

  private static final Set<String> SERVERS = Set.of("serve", "demo", "rehearse");
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private Main() {}

  public static void main(String[] arguments) {
    boolean isServer = arguments.length > 0 && SERVERS.contains(arguments[0]);
    Logging.configure(isServer ? Level.INFO : Level.WARNING);
    Stop stop = new Stop();
    stop.installHook(STOP_WITHIN);
    Surroundings around =
        new Surroundings(
            System.getenv(),
            new BufferedReader(new InputStreamReader(System.in, inputCharset())),
            System.out,
            System.err,
            Boolean.getBoolean(TERMINAL),
            stop,
            new TownPrograms());
    int code = ExitCodes.OUR_ERROR;
    try {
      code = Commands.run(around, arguments);
    } finally {
      stop.markEnded();
    }
    System.exit(code);
  }

  private static Charset inputCharset() {
    return Charset.forName(System.getProperty("stdin.encoding", "UTF-8"));
  }
}
