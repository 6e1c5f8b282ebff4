package org.machizu.sensors.mqtt;

import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** A broker cannot be reached or refuses something; the message says what and what to do. */
public final class MqttTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  /** Paho's code for "the reason is the exception inside", which is also MQTT's success. */
  private static final int WHATEVER = 0;

  MqttTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static MqttTrouble of(String what, Exception cause) {
    return new MqttTrouble(what + ": " + reason(cause), cause);
  }

  static MqttTrouble refused(String what, int code) {
    return new MqttTrouble(what + ": " + refusal(code), null);
  }

  static String reason(Throwable problem) {
    if (problem instanceof TimeoutException) {
      return "the broker does not answer";
    }
    if (!(problem instanceof MqttException trouble)) {
      return inner(problem);
    }
    return switch (trouble.getReasonCode()) {
      case MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR ->
          "it cannot be reached (" + inner(trouble) + ")";
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT,
          MqttClientException.REASON_CODE_WRITE_TIMEOUT ->
          "the broker does not answer";
      case MqttClientException.REASON_CODE_CONNECTION_LOST, WHATEVER ->
          "the connection was lost (" + inner(trouble) + ")";
      case MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
          MqttClientException.REASON_CODE_CLIENT_CLOSED ->
          "the connection is closed";
      default -> refusal(trouble.getReasonCode());
    };
  }

  /** The reason codes of MQTT 5 (OASIS, 2.4) that people can do something about. */
  static String refusal(int code) {
    String words =
        switch (code) {
          case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD ->
              "user or password is wrong; look at them in the settings and at the broker";
          case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
              "the broker does not allow it to this user; look at its access rules, and at user and"
                  + " password";
          case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE,
              MqttReturnCode.RETURN_CODE_SERVER_BUSY ->
              "the broker has no room at present";
          case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN -> "the broker is stopping";
          case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER ->
              "another program has signed in with the same client id; give each its own";
          case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE -> "the message is too large";
          case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED -> "the broker's quota is used up";
          case MqttReturnCode.RETURN_CODE_TOPIC_FILTER_NOT_VALID,
              MqttReturnCode.RETURN_CODE_TOPIC_NAME_INVALID ->
              "the broker does not take this topic";
          case MqttReturnCode.RETURN_CODE_SHARED_SUB_NOT_SUPPORTED ->
              "the broker knows no shared subscriptions";
          case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION ->
              "the broker does not speak MQTT 5";
          default -> "the broker refuses it";
        };
    return words + " (reason code " + code + ")";
  }

  private static String inner(Throwable problem) {
    Throwable last = problem;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    String text = last.getMessage();
    String kind = last.getClass().getSimpleName();
    return text == null ? kind : kind + ": " + text;
  }
}
