package org.machizu.sensors.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.BindingType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Secret;

/** A broker that runs until it is closed; its folder belongs to it alone. */
public final class EmbeddedBroker implements AutoCloseable {
  /** The name of the server's own user, whom no gatekeeper is asked about. */
  public static final String OWN_USER = "machizu";

  /** References, since the logging would forget the level together with the logger. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("org.apache.activemq.artemis.core.server"),
          Logger.getLogger("org.apache.activemq"),
          Logger.getLogger("io.netty"));

  private static final Logger REFUSALS =
      Logger.getLogger("org.apache.activemq.artemis.core.protocol.mqtt");

  private static final int JOURNAL_FILE_BYTES = 2 << 20;
  private static final int PAGE_BYTES = 1 << 20;

  private static final long LOCK_MILLIS = 2000;

  /** In this time nobody should be able to use up the room that is left to others. */
  private static final int DISK_LOOK_MILLIS = 1000;

  /** A withdrawn password ends a connection's rights after this. */
  private static final long ASK_AGAIN_MILLIS = 5000;

  private final ActiveMQServerImpl server;
  private final Login own;
  private final List<Integer> ports;

  private EmbeddedBroker(ActiveMQServerImpl server, Login own, List<Integer> ports) {
    this.server = server;
    this.own = own;
    this.ports = ports;
  }

  /**
   * Starts, with what the folder holds.
   *
   * @param folder made when it is missing
   * @param doors at least one
   * @throws BrokerException when a port is taken, the folder cannot be used or another broker has
   *     it
   */
  public static EmbeddedBroker start(
      Path folder, List<Door> doors, Gatekeeper gatekeeper, Bounds bounds) throws BrokerException {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    // Whoever sends nonsense to the port must not fill the log.
    REFUSALS.setFilter(new Seldom());
    QUIET.getFirst().setFilter(entry -> !String.valueOf(entry.getMessage()).contains("AMQ224126"));
    Login own = new Login(OWN_USER, new Secret(random()));
    Guard guard = new Guard(gatekeeper, own);
    ActiveMQServerImpl server;
    try {
      Files.createDirectories(folder);
      server = new ActiveMQServerImpl(configuration(folder, doors, bounds), guard);
      server.addProtocolManagerFactory(new BoundedMqtt(bounds));
      guard.bound(
          () -> server.getPostOffice().getAddresses().size() < bounds.topics(),
          () -> subscriptions(server) < bounds.subscriptions());
    } catch (IOException e) {
      throw new BrokerException("the broker's folder " + folder + " cannot be used", e);
    }
    try {
      server.start();
      return new EmbeddedBroker(server, own, ports(server, doors, folder));
    } catch (Exception | LinkageError e) {
      stop(server);
      throw e instanceof BrokerException told
          ? told
          : new BrokerException("the broker cannot start with the folder " + folder, e);
    }
  }

  private static List<Integer> ports(ActiveMQServerImpl server, List<Door> doors, Path folder)
      throws BrokerException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < doors.size(); i++) {
      Door door = doors.get(i);
      if (!(server.getRemotingService().getAcceptor(name(i)) instanceof NettyAcceptor acceptor)
          || !acceptor.isStarted()
          || acceptor.getActualPort() == 0) {
        throw new BrokerException(
            "the broker cannot listen at "
                + door.host()
                + ":"
                + door.port()
                + "; is another program there? Give another port, or 0 for any that is free"
                + " (folder "
                + folder
                + ")",
            null);
      }
      ports.add(acceptor.getActualPort());
    }
    return List.copyOf(ports);
  }

  private static long subscriptions(ActiveMQServerImpl server) {
    return server
        .getPostOffice()
        .getAllBindings()
        .filter(binding -> binding.getType() == BindingType.LOCAL_QUEUE)
        .count();
  }

  private static String name(int door) {
    return "mqtt-" + door;
  }

  private static Configuration configuration(Path folder, List<Door> doors, Bounds bounds) {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("machizu")
            .setPersistenceEnabled(true)
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(JOURNAL_FILE_BYTES)
            .setJournalMinFiles(2)
            .setJournalPoolFiles(2)
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            // By default it waits for ever until another broker lets go of the folder.
            .setJournalLockAcquisitionTimeout(LOCK_MILLIS)
            .setJMXManagementEnabled(false)
            .setMessageCounterEnabled(false)
            .setCriticalAnalyzer(false)
            .setSecurityEnabled(true)
            .setSecurityInvalidationInterval(ASK_AGAIN_MILLIS)
            .setClusterUser(random())
            .setClusterPassword(random())
            .setThreadPoolMaxSize(8)
            .setScheduledThreadPoolMaxSize(2)
            .setGlobalMaxSize(bounds.memoryBytes())
            .setMinDiskFree(bounds.freeBytes())
            .setMaxDiskUsage(-1)
            .setDiskScanPeriod(DISK_LOOK_MILLIS)
            // As MQTT has them, so that topics need no translation.
            .setWildCardConfiguration(
                new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#'));
    configuration.addAddressSetting("#", topics(bounds));
    for (int i = 0; i < doors.size(); i++) {
      configuration.addAcceptorConfiguration(acceptor(name(i), doors.get(i), bounds));
    }
    return configuration;
  }

  private static AddressSettings topics(Bounds bounds) {
    return new AddressSettings()
        .setMaxSizeBytes(bounds.memoryBytes() / 4)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setPageSizeBytes(PAGE_BYTES)
        .setPageLimitBytes(bounds.diskBytesPerTopic())
        // Whoever sends gets no acknowledgement then and keeps what it has; dropping would lie.
        .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
        .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
        // By default a message is thrown away after ten deliveries that Artemis counts as failed.
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(0)
        // A topic that nobody hears by its own name may still have messages for wildcards.
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false);
  }

  private static TransportConfiguration acceptor(String name, Door door, Bounds bounds) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(TransportConstants.HOST_PROP_NAME, door.host());
    parameters.put(TransportConstants.PORT_PROP_NAME, door.port());
    parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
    parameters.put(TransportConstants.CONNECTIONS_ALLOWED, (long) bounds.connections());
    parameters.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    parameters.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    if (door.tls() != null) {
      parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
      parameters.put(TransportConstants.SSL_CONTEXT_PROP_NAME, door.tls());
    }
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name);
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The ports it listens at, in the order of the doors. */
  public List<Integer> ports() {
    return ports;
  }

  /** Where programs on this machine find it. */
  public URI uri() {
    return URI.create("mqtt://localhost:" + ports.getFirst());
  }

  /** With what the server itself signs in; it may everything, and lasts as long as this broker. */
  public Login own() {
    return own;
  }

  /** Ends the connections of a user, as when a password is withdrawn. */
  public void disconnect(String user) {
    for (ServerSession session : server.getSessions()) {
      if (user.equals(session.getUsername())) {
        session.getRemotingConnection().destroy();
      }
    }
  }

  /** How much is there. */
  public BrokerState state() {
    return new BrokerState(
        server.getConnectionCount(),
        server.getPostOffice().getAddresses().size(),
        subscriptions(server),
        server.getTotalMessageCount(),
        server.getPagingManager().isDiskFull());
  }

  /** Stops; what was acknowledged is on the disk. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(ActiveMQServerImpl server) {
    try {
      server.stop();
    } catch (Exception e) {
      // The journal is on the disk whatever happens here; the next start reads it.
      org.slf4j.LoggerFactory.getLogger(EmbeddedBroker.class).warn("the broker stopped badly", e);
    }
  }
}
