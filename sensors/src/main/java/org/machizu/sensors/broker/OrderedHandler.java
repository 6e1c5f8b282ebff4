package org.machizu.sensors.broker;

import io.netty.handler.codec.mqtt.MqttMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Takes a client's packets into the queues in the order in which they came. Artemis works on them
 * in order, but on changing threads, and each thread waits for its own writing only: a message
 * could pass the one before it on the way from the journal to the queue.
 */
final class OrderedHandler extends MQTTProtocolHandler {
  private final StorageManager storage;
  private final OperationContext writing;

  OrderedHandler(ActiveMQServer server, MQTTProtocolManager manager) {
    super(server, manager);
    storage = server.getStorageManager();
    writing = server.newOperationContext();
  }

  @Override
  public void act(MqttMessage packet) {
    storage.setContext(writing);
    try {
      super.act(packet);
    } finally {
      storage.clearContext();
    }
  }
}
