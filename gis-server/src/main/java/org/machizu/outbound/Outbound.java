package org.machizu.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks other servers, those on its list alone. */
public final class Outbound implements AutoCloseable {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private final Set<String> allowed;
  private final Function<URI, String> origins;
  private final Duration within;
  private final int mostBytes;
  private final HttpClient client;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * An answer.
   *
   * @param body at most as many bytes as allowed
   */
  public record Reply(int status, Map<String, List<String>> headers, byte[] body) {}

  /**
   * @param allowed origins as "https://login.town.example"
   * @param within from the question to the last byte of the answer
   * @param mostBytes of an answer
   * @throws IllegalArgumentException when an origin is none, or neither by TLS nor on this machine
   */
  public Outbound(Collection<URI> allowed, Duration within, int mostBytes) {
    this(
        allowed,
        Outbound::origin,
        within,
        mostBytes,
        HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN));
  }

  private Outbound(
      Collection<URI> allowed,
      Function<URI, String> origins,
      Duration within,
      int mostBytes,
      HttpClient.Builder client) {
    this.allowed = allowed.stream().map(origins).collect(Collectors.toUnmodifiableSet());
    this.origins = origins;
    this.within = within;
    this.mostBytes = mostBytes;
    this.client = client.followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /**
   * Asks the printers that a town names, and nobody else. They stand in the town's own network and
   * most of them speak plain HTTP alone, so that HTTP is allowed to exactly these.
   *
   * @param printers origins as "http://192.168.10.21:631"
   * @param certificates what is known of their certificates
   * @param connectWithin until there is a connection, by TLS where it is https
   * @param within from the question to the last byte of the answer
   * @param mostBytes of an answer
   * @throws IllegalArgumentException when an address is neither http nor https
   */
  public static Outbound toPrinters(
      Collection<URI> printers,
      Certificates certificates,
      Duration connectWithin,
      Duration within,
      int mostBytes) {
    return new Outbound(
        printers,
        Outbound::printerOrigin,
        within,
        mostBytes,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // printers take the offer of HTTP/2 for an error
            .connectTimeout(connectWithin)
            .sslContext(certificates.context()));
  }

  /**
   * Scheme, host and port of an address that may be on the list.
   *
   * @throws IllegalArgumentException when it is no such address
   */
  public static String origin(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean isSafe =
        "https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(host));
    if (!isSafe) {
      throw new IllegalArgumentException(
          "'" + address + "' cannot be asked; give an https address, or http on this machine");
    }
    return printerOrigin(address);
  }

  private static String printerOrigin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean isWeb = scheme.equals("https") || scheme.equals("http");
    if (address.getHost() == null || address.getUserInfo() != null || !isWeb) {
      throw new IllegalArgumentException(
          "'" + address + "' cannot be asked; give an address as https://HOST, without a user");
    }
    int usual = scheme.equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? usual : address.getPort();
    return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  /**
   * Sends a request and takes the answer, whatever its status.
   *
   * @param body null for GET, else POST
   * @throws OutboundException when the address is not on the list, does not answer in time, or
   *     answers too much
   */
  public Reply send(URI address, Map<String, String> headers, byte @Nullable [] body)
      throws OutboundException {
    return send(address, headers, body, within);
  }

  /**
   * As the other.
   *
   * @param within from the question to the last byte of this answer
   */
  public Reply send(
      URI address, Map<String, String> headers, byte @Nullable [] body, Duration within)
      throws OutboundException {
    check(address);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(within);
    headers.forEach(request::header);
    if (body == null) {
      request.GET();
    } else {
      request.POST(BodyPublishers.ofByteArray(body));
    }
    // The client's own time ends with the head; ours with the last byte.
    FutureTask<Reply> work = new FutureTask<>(() -> exchange(request.build()));
    threads.execute(work);
    try {
      return work.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      work.cancel(true);
      Thread.currentThread().interrupt();
      throw new OutboundException("asking " + address.getHost() + " was given up");
    } catch (TimeoutException e) {
      work.cancel(true);
      throw late(address, within);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutboundException ours) {
        throw ours;
      }
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof HttpConnectTimeoutException) {
        throw OutboundException.noConnection(address.getHost(), e.getCause());
      }
      if (e.getCause() instanceof HttpTimeoutException) {
        throw late(address, within);
      }
      throw new OutboundException("asking " + address.getHost() + " failed: " + e.getCause(), e);
    }
  }

  private static OutboundException late(URI address, Duration within) {
    return new OutboundException(
        "%s has not answered within %.0f seconds"
            .formatted(address.getHost(), within.toMillis() / 1e3));
  }

  private void check(URI address) throws OutboundException {
    try {
      if (allowed.contains(origins.apply(address))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new OutboundException(String.valueOf(e.getMessage()));
    }
    throw new OutboundException(
        origins.apply(address) + " is not among the servers that may be asked: " + allowed);
  }

  private Reply exchange(HttpRequest request)
      throws IOException, InterruptedException, OutboundException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new OutboundException(
            request.uri().getHost() + " answers with more than " + mostBytes + " bytes");
      }
      return new Reply(response.statusCode(), response.headers().map(), bytes);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
