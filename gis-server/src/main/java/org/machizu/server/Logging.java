package org.machizu.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The log: one line an entry on standard error, the trace below it when there is one. */
final class Logging {
  /** Kept, since the logging system itself would forget a logger that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  private Logging() {}

  /**
   * Sets the log up, unless {@code -Djava.util.logging.config.file} has done that.
   *
   * @param level the least grave entries that are shown
   */
  static void configure(Level level) {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    LogManager.getLogManager().reset();
    Handler handler = new ConsoleHandler();
    handler.setFormatter(new Line());
    handler.setLevel(level);
    ROOT.addHandler(handler);
    ROOT.setLevel(level);
    // Third parties tell of their inner workings; what goes wrong there reaches us as exceptions.
    Logger.getLogger("org.eclipse.jetty").setLevel(Level.WARNING);
    Logger.getLogger("io.javalin").setLevel(Level.WARNING);
    Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
    Logger.getLogger("org.geotools").setLevel(Level.WARNING);
  }

  private static final class Line extends Formatter {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
            .withZone(ZoneId.of("Asia/Tokyo"));

    @Override
    public String format(LogRecord entry) {
      String name = String.valueOf(entry.getLoggerName());
      return "%s %s %s: %s%n%s"
          .formatted(
              TIME.format(entry.getInstant()),
              entry.getLevel().getName(),
              name.substring(name.lastIndexOf('.') + 1),
              oneLine(formatMessage(entry)),
              trace(entry.getThrown()));
    }

    /** What came from outside must not be able to forge an entry of its own. */
    private static String oneLine(String message) {
      return message.replaceAll("\\R", " | ");
    }

    private static String trace(@Nullable Throwable thrown) {
      if (thrown == null) {
        return "";
      }
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text, true));
      return text.toString();
    }
  }
}
