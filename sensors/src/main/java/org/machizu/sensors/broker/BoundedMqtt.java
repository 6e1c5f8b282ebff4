package org.machizu.sensors.broker;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTRoutingHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/** Artemis's MQTT with bounds that hold before anybody has signed in. */
final class BoundedMqtt extends MQTTProtocolManagerFactory {
  private final Bounds bounds;

  BoundedMqtt(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  @SuppressWarnings("rawtypes") // so it is declared
  public ProtocolManager createProtocolManager(
      ActiveMQServer server,
      Map<String, Object> parameters,
      List<BaseInterceptor> incoming,
      List<BaseInterceptor> outgoing)
      throws Exception {
    MQTTProtocolManager mqtt =
        (MQTTProtocolManager) super.createProtocolManager(server, parameters, incoming, outgoing);
    mqtt.setMaximumPacketSize(bounds.packetBytes());
    // For MQTT 3, whose clients cannot say how long.
    mqtt.setDefaultMqttSessionExpiryInterval((int) bounds.session().toSeconds());
    Bounded bounded = new Bounded(server, mqtt, bounds);
    bounded.updateInterceptors(incoming, outgoing);
    return bounded;
  }

  /** Everything as Artemis does it, but for what reads packets and who takes them. */
  private record Bounded(ActiveMQServer server, MQTTProtocolManager mqtt, Bounds bounds)
      implements ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> {
    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
      mqtt.addChannelHandlers(pipeline);
      // Artemis reads packets of 256 MB and looks then how long they were. Twice the bound, so that
      // it
      // can still tell those who are only a little above it.
      String decoder = pipeline.context(MqttDecoder.class).name();
      pipeline.replace(decoder, decoder, new MqttDecoder(2 * bounds.packetBytes()));
      String handler = pipeline.context(MQTTProtocolHandler.class).name();
      pipeline.replace(handler, handler, new OrderedHandler(server, mqtt));
      pipeline.addAfter(decoder, "doorway", new Doorway(bounds));
    }

    /** None: nobody here needs MQTT in a browser. */
    @Override
    public List<String> websocketSubprotocolIdentifiers() {
      return List.of();
    }

    @Override
    public ProtocolManagerFactory<MQTTInterceptor> getFactory() {
      return mqtt.getFactory();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
      List<BaseInterceptor> all = new ArrayList<>(outgoing);
      all.add(new InOrder());
      mqtt.updateInterceptors(incoming, all);
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
      return mqtt.createConnectionEntry(acceptor, connection);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
      mqtt.handleBuffer(connection, buffer);
    }

    @Override
    public boolean isProtocol(byte[] start) {
      return mqtt.isProtocol(start);
    }

    @Override
    public boolean acceptsNoHandshake() {
      return mqtt.acceptsNoHandshake();
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
      mqtt.handshake(connection, buffer);
    }

    @Override
    public void setAnycastPrefix(String prefix) {
      mqtt.setAnycastPrefix(prefix);
    }

    @Override
    public void setMulticastPrefix(String prefix) {
      mqtt.setMulticastPrefix(prefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
      return mqtt.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String domain) {
      mqtt.setSecurityDomain(domain);
    }

    @Override
    public String getSecurityDomain() {
      return mqtt.getSecurityDomain();
    }

    @Override
    public MQTTRoutingHandler getRoutingHandler() {
      return mqtt.getRoutingHandler();
    }
  }
}
