package org.machizu.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.machizu.config.ProxySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what one address opens beyond its share; trusted proxies speak for many and may. */
final class ConnectionBounds extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionBounds.class);

  private final Server server;
  private final int most;
  private final ProxySettings proxies;
  private final Map<Connection, InetAddress> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * @param most connections of one address (IPv6: of one /64) at once
   */
  ConnectionBounds(Server server, int most, ProxySettings proxies) {
    this.server = server;
    this.most = most;
    this.proxies = proxies;
  }

  /** Connections ask their connector who listens, and those are known only now. */
  @Override
  protected void doStart() {
    for (Connector connector : server.getConnectors()) {
      ((AbstractConnector) connector).addBean(this, false);
    }
  }

  @Override
  public void onOpened(Connection connection) {
    boolean isInsideTls = connection.getEndPoint() instanceof SslConnection.SslEndPoint;
    if (isInsideTls
        || !(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress from)
        || proxies.trusts(from.getAddress())) {
      return;
    }
    InetAddress client = new ClientAddress(from.getAddress()).shared();
    open.put(connection, client);
    if (byAddress.merge(client, 1, Integer::sum) > most) {
      LOG.debug("{} has {} connections; a further one is closed", client, most);
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    InetAddress client = open.remove(connection);
    if (client != null) {
      byAddress.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
    }
  }
}
