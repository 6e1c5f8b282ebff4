package org.machizu.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Secret;
import org.machizu.http.Json;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.OutboundException;

/**
 * Sends to the programs of others by HTTP POST. {@code Machizu-Signature} is {@code v1=} and the
 * HMAC-SHA256, in hexadecimal digits, of {@code Machizu-Timestamp} (seconds), a dot, and the body;
 * {@code Idempotency-Key} is at every attempt the same.
 */
final class WebhookSender implements Sender {
  private static final String ALGORITHM = "HmacSHA256";

  private final Outbound outbound;
  private final Function<String, Optional<Secret>> secrets;
  private final Clock clock;

  /**
   * @param secrets the secret of a recipient
   */
  WebhookSender(Outbound outbound, Function<String, Optional<Secret>> secrets, Clock clock) {
    this.outbound = outbound;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public void send(Parcel parcel) throws NotSentException {
    byte[] body = body(parcel);
    String address = parcel.channel().address();
    Map<String, String> headers = new LinkedHashMap<>();
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Machizu");
    headers.put("Idempotency-Key", parcel.batch());
    headers.put("Machizu-Timestamp", timestamp);
    secrets
        .apply(parcel.first().recipient())
        .ifPresent(
            secret -> headers.put("Machizu-Signature", "v1=" + signature(secret, timestamp, body)));
    int status;
    try {
      status = outbound.send(URI.create(address), headers, body).status();
    } catch (IllegalArgumentException e) {
      throw NotSentException.refused("'" + address + "' is no address", e);
    } catch (OutboundException e) {
      // Whether the other side has read it before, nobody knows; it can tell by the key.
      throw NotSentException.inDoubt(String.valueOf(e.getMessage()), e);
    }
    if (status >= 200 && status < 300) {
      return;
    }
    String message = URI.create(address).getHost() + " answers " + status;
    boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
    throw later ? NotSentException.later(message, null) : NotSentException.refused(message, null);
  }

  /** The body of a message for programs, also by MQTT. */
  static byte[] body(Parcel parcel) {
    Delivery one = parcel.first();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", parcel.batch());
    json.put("purpose", RecipientJson.word(one.purpose()));
    json.put("made", one.made());
    json.put("drill", one.drill());
    json.put("recipient", one.recipient());
    json.put("subject", one.message().subject());
    json.put("text", one.message().text());
    JsonNode facts = Json.object(one.facts().getBytes(StandardCharsets.UTF_8));
    json.put("alert", facts.isEmpty() ? null : facts);
    return Json.bytes(json);
  }

  static String signature(Secret secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
