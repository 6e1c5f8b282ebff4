package org.machizu.http;

import io.javalin.Javalin;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.config.EdgeSettings;
import org.machizu.config.LimitSettings;
import org.machizu.config.Network;
import org.machizu.config.ProxySettings;

/** A real server with a few routes of a test's own. A session's token is its holder's name. */
final class EdgeServer implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Everybody on this machine is a proxy. */
  static final ProxySettings LOCAL_PROXY =
      new ProxySettings(List.of(Network.parse("127.0.0.0/8"), Network.parse("10.0.0.0/8")), false);

  private final Javalin server;

  EdgeServer(EdgeSettings settings, Optional<TlsListener> tls, Route... routes) {
    server =
        Javalin.create(config -> {
          HttpListener.configure(
              config,
              new Listening("127.0.0.1", 0, RequestTimes.DEFAULT, settings, List.of(), tls));
          new RouteTable(
                  List.of(routes),
                  new Identity(
                      (session, use) -> Optional.of(new Actor(session, Role.PLANNER)),
                      (token, use) -> Optional.empty()),
                  Optional.empty(),
                  new Edge(settings))
              .register(config.routes);
        });
    server.start();
  }

  static EdgeServer behind(ProxySettings proxies, Route... routes) {
    return new EdgeServer(
        new EdgeSettings(proxies, List.of(), LimitSettings.OFF, Optional.empty()),
        Optional.empty(),
        routes);
  }

  static Route get(String path, Handler handler) {
    return route(HandlerType.GET, path, handler);
  }

  static Route route(HandlerType method, String path, Handler handler) {
    return Route.of(method, path, Audience.ANYBODY, Reads.NOTHING, "for the test", handler);
  }

  int port() {
    return server.port();
  }

  /** The port of another connector than the first. */
  int otherPort() {
    var connectors = server.jettyServer().server().getConnectors();
    return ((org.eclipse.jetty.server.ServerConnector) connectors[1]).getLocalPort();
  }

  /**
   * Asks.
   *
   * @param headers names and values by turns
   */
  HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends bytes as they are and reads until the server closes. */
  String askRaw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
