package org.machizu.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.util.Map;

/** How the server listens: address, bounds, threads, and a stop that lets requests end. */
public final class HttpListener {
  /** A request's body; files come by the streamed routes. */
  private static final long MAX_BODY_BYTES = 16L << 20;

  private static final long STOP_WITHIN_MS = 5_000;
  private static final int PRECOMPRESS_MAX_BYTES = 4 << 20;

  private HttpListener() {}

  /**
   * @param port 0 takes any free one
   */
  public static void configure(JavalinConfig config, String host, int port, RequestTimes times) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.jsonMapper(new JavalinJackson(Json.mapper(), true));
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.jetty.host = host;
    config.jetty.port = port;
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(STOP_WITHIN_MS);
      server.setHandler(new TimeLimit(times)); // Javalin puts its own inside
      server.setErrorHandler(new UnreadRequests());
    });
    config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(times.idle().toMillis()));
  }

  /**
   * Serves the built pages: what carries a hash in its name for good, the page itself asked for
   * anew each time.
   *
   * @param folder on the class path, with the folder {@code assets} in it; nothing is served when
   *     there is none (a build without pages)
   */
  public static void servePages(JavalinConfig config, String folder) {
    if (HttpListener.class.getResource(folder + "/index.html") == null) {
      return;
    }
    config.staticFiles.add(files -> {
      files.hostedPath = "/assets";
      files.directory = folder + "/assets";
      files.location = Location.CLASSPATH;
      files.headers = Map.of("Cache-Control", "public, max-age=31536000, immutable");
      files.precompressMaxSize = PRECOMPRESS_MAX_BYTES;
    });
    config.staticFiles.add(files -> {
      files.hostedPath = "/";
      files.directory = folder;
      files.location = Location.CLASSPATH;
      files.headers = Map.of("Cache-Control", "no-cache");
    });
  }
}
