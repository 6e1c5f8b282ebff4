package org.machizu.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.util.Map;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.machizu.config.LimitSettings;
import org.machizu.config.ProxySettings;

/** How the server listens: address, bounds, threads, and a stop that lets requests end. */
public final class HttpListener {
  /** A request's body; files come by the streamed routes. */
  private static final long MAX_BODY_BYTES = 16L << 20;

  private static final long STOP_WITHIN_MS = 5_000;
  private static final int PRECOMPRESS_MAX_BYTES = 4 << 20;

  private HttpListener() {}

  /**
   * @param listening where, and what every answer and connection is bound to
   */
  public static void configure(JavalinConfig config, Listening listening) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.jsonMapper(new JavalinJackson(Json.mapper(), true));
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.router.javaLangErrorHandler(ProblemAnswers::ours);
    config.jetty.host = listening.host();
    config.jetty.port = listening.port();
    RequestTimes times = listening.times();
    ProxySettings proxies = listening.edge().proxies();
    LimitSettings limits = listening.edge().limits();
    SecureHeaders secure = new SecureHeaders(listening.imageOrigins());
    JettyErrors errors = new JettyErrors(secure);
    config.jetty.modifyHttpConfiguration(http -> {
      http.setIdleTimeout(times.idle().toMillis());
      http.setSendServerVersion(false);
      http.setSendXPoweredBy(false);
      http.addCustomizer(new ProxiedRequests(proxies));
      http.addCustomizer(secure); // after it, since it asks whether the client came by TLS
    });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(STOP_WITHIN_MS);
      server.setErrorHandler(errors);
      TimeLimit limited = new TimeLimit(times); // Javalin puts its own into the innermost
      server.setHandler(limited);
      if (listening.tls().isPresent()) {
        limited.setHandler(new RedirectToTls());
      }
      if (limits.connections() > 0) {
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
      }
      if (limits.connectionsPerAddress() > 0) {
        server.addBean(new ConnectionBounds(server, limits.connectionsPerAddress(), proxies));
      }
    });
    listening.tls().ifPresent(tls -> tls.listen(config, listening.host(), listening.port()));
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
