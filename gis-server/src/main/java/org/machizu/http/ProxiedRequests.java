package org.machizu.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.machizu.config.ProxySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request that comes through a trusted proxy look as the client sent it: its address, its
 * scheme and its host. What others say of themselves is passed over.
 */
final class ProxiedRequests implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(ProxiedRequests.class);

  private final ProxySettings proxies;
  private final AtomicBoolean hasWarned = new AtomicBoolean();

  ProxiedRequests(ProxySettings proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    HttpFields headers = request.getHeaders();
    boolean isProxied = headers.contains("X-Forwarded-For") || headers.contains("Forwarded");
    if (!isProxied && !headers.contains("X-Forwarded-Proto")) {
      return request;
    }
    SocketAddress from = request.getConnectionMetaData().getRemoteSocketAddress();
    if (!(from instanceof InetSocketAddress peer) || !proxies.trusts(peer.getAddress())) {
      warnOnce(from);
      return request;
    }
    return new Proxied(request, peer, ForwardedChain.of(headers, proxies));
  }

  /** Whoever has forgotten the setting finds out; a stranger fills no log. */
  private void warnOnce(SocketAddress from) {
    if (!hasWarned.getAndSet(true)) {
      LOG.warn(
          "{} sends headers of a proxy, which are not believed; if it is a proxy of ours, name it in"
              + " proxy.trusted (told once)",
          from);
    }
  }

  private static final class Proxied extends Request.Wrapper {
    private final HttpURI uri;
    private final HttpFields headers;
    private final ConnectionMetaData connection;
    private final boolean isSecure;

    Proxied(Request request, InetSocketAddress peer, ForwardedChain chain) {
      super(request);
      isSecure = chain.scheme().map("https"::equals).orElse(request.isSecure());
      HttpURI.Mutable seen =
          HttpURI.build(request.getHttpURI()).scheme(isSecure ? "https" : "http");
      Optional<HostPort> host = chain.host().flatMap(Proxied::hostPort);
      host.ifPresent(
          there -> seen.host(there.getHost()).port(there.getPort() > 0 ? there.getPort() : -1));
      uri = seen.asImmutable();
      headers =
          host.isEmpty()
              ? request.getHeaders()
              : HttpFields.build(request.getHeaders())
                  .put(HttpHeader.HOST, chain.host().orElseThrow())
                  .asImmutable();
      InetSocketAddress client =
          chain.client().map(c -> new InetSocketAddress(c.address(), 0)).orElse(peer);
      connection = new ProxiedConnection(request.getConnectionMetaData(), client, isSecure, host);
    }

    private static Optional<HostPort> hostPort(String text) {
      try {
        return Optional.of(new HostPort(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // as a port beyond 65535
      }
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    @Override
    public boolean isSecure() {
      return isSecure;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }
  }

  private static final class ProxiedConnection extends ConnectionMetaData.Wrapper {
    private final InetSocketAddress client;
    private final boolean isSecure;
    private final Optional<HostPort> host;

    ProxiedConnection(
        ConnectionMetaData wrapped,
        InetSocketAddress client,
        boolean isSecure,
        Optional<HostPort> host) {
      super(wrapped);
      this.client = client;
      this.isSecure = isSecure;
      this.host = host;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return client;
    }

    @Override
    public boolean isSecure() {
      return isSecure;
    }

    @Override
    public HostPort getServerAuthority() {
      return host.orElseGet(super::getServerAuthority);
    }
  }
}
