package org.machizu.sensors.broker;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Sends messages to subscribers in the order of their queue. Artemis lets each wait for whatever
 * writing its thread has still under way, so that those of another thread overtake it;
 * acknowledgements to senders have to wait so, messages to subscribers need not.
 */
final class InOrder implements MQTTInterceptor {
  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet instanceof MqttPublishMessage
        && connection.getTransportConnection() instanceof NettyConnection netty) {
      Channel channel = netty.getNettyChannel();
      channel.writeAndFlush(packet, channel.voidPromise());
      return false; // it is on its way
    }
    return true;
  }
}
