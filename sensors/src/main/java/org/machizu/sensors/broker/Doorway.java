package org.machizu.sensors.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each packet of a connection before Artemis does, which believes more than is good: names
 * of its own queues in topics, client ids of others and with quotes in them, and sessions for ever.
 */
final class Doorway extends ChannelInboundHandlerAdapter {
  /** Whoever has not said who they are by then takes a place from others. */
  private static final Duration HELLO = Duration.ofSeconds(10);

  /**
   * No quotes (ids stand in Artemis's filters) and no dots (they end the id in names of queues).
   */
  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_:-]{1,128}");

  private static final int MQTT_5 = 5;

  private final Bounds bounds;
  private @Nullable ScheduledFuture<?> late;

  Doorway(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    late =
        context
            .executor()
            .schedule((Runnable) context::close, HELLO.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    arrived();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object packet) {
    if (packet instanceof MqttMessage message && message.decoderResult().isSuccess()) {
      boolean passes =
          switch (message) {
            case MqttConnectMessage connect -> greet(context, connect);
            case MqttPublishMessage publish -> isForeign(publish.variableHeader().topicName());
            case MqttSubscribeMessage subscribe ->
                subscribe.payload().topicSubscriptions().stream()
                    .allMatch(topic -> isForeign(withoutGroup(topic.topicFilter())));
            default -> true;
          };
      if (!passes) {
        ReferenceCountUtil.release(packet);
        context.close();
        return;
      }
      capAtGoodbye(message);
    }
    context.fireChannelRead(packet);
  }

  private boolean greet(ChannelHandlerContext context, MqttConnectMessage connect) {
    arrived();
    boolean five = connect.variableHeader().version() >= MQTT_5;
    String user = connect.payload().userName();
    String id = connect.payload().clientIdentifier();
    if (user == null || user.isEmpty()) {
      return refuse(
          context,
          five
              ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
              : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
    }
    if (id != null && !id.isEmpty() && !isOf(user, id)) {
      return refuse(
          context,
          five
              ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
              : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
    }
    if (five) {
      cap(connect.variableHeader().properties());
    }
    return true;
  }

  private static boolean refuse(ChannelHandlerContext context, MqttConnectReturnCode why) {
    MqttConnAckMessage answer = MqttMessageBuilders.connAck().returnCode(why).build();
    context.writeAndFlush(answer);
    return false;
  }

  /** Whether an id can belong to this user alone. */
  static boolean isOf(String user, String id) {
    return user.indexOf(':') < 0
        && ID.matcher(id).matches()
        && (id.equals(user) || id.startsWith(user + ":"));
  }

  /** Not of the broker itself: its addresses begin so, and two colons name one of its queues. */
  private static boolean isForeign(String topic) {
    return !topic.startsWith("$") && !topic.startsWith("activemq.") && !topic.contains("::");
  }

  private static String withoutGroup(String filter) {
    String[] parts = filter.split("/", 3);
    return parts.length == 3 && parts[0].equals("$share") ? parts[2] : filter;
  }

  private void capAtGoodbye(MqttMessage message) {
    if (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader goodbye) {
      cap(goodbye.properties());
    }
  }

  private void cap(MqttProperties properties) {
    int kind = MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();
    if (properties.getProperty(kind) instanceof IntegerProperty asked
        && Integer.toUnsignedLong(asked.value()) > bounds.session().toSeconds()) {
      properties.add(new IntegerProperty(kind, (int) bounds.session().toSeconds()));
    }
  }

  private void arrived() {
    ScheduledFuture<?> waiting = late;
    if (waiting != null) {
      waiting.cancel(false);
      late = null;
    }
  }
}
