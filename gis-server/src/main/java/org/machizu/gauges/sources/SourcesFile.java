package org.machizu.gauges.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Secret;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;
import org.machizu.sensors.payload.BadDecodingException;
import org.machizu.sensors.payload.Decoder;

/**
 * The file of sources: brokers with their topics, and how the messages of each topic are read.
 *
 * <pre>{@code
 * brokers:
 *   - name: main
 *     uri: mqtts://broker.town.example:8883
 *     user: machizu
 *     password: …
 *     authority: ca.pem
 *     topics:
 *       - filter: gauges/+/level
 *       - filter: v3/+/devices/+/up
 *         decode: {profile: tts.milesight-em500-udl}
 * }</pre>
 */
final class SourcesFile {
  private static final int MOST_BROKERS = 20;
  private static final int MOST_TOPICS = 100;
  private static final long MOST_BYTES = 1 << 20;

  private static final Set<String> OF_BROKER =
      Set.of(
          "name",
          "uri",
          "user",
          "password",
          "authority",
          "certificate",
          "certificatePassword",
          "clientId",
          "share",
          "connections",
          "expiryDays",
          "alerts",
          "topics");

  private final Path file;
  private final String clientId;
  private final Decoders decoders;

  private SourcesFile(Path file, String clientId, Decoders decoders) {
    this.file = file;
    this.clientId = clientId;
    this.decoders = decoders;
  }

  /**
   * Reads the file.
   *
   * @param clientId as whom we are known to brokers that are not told another
   * @throws SourceException telling what is wrong, where, and what is allowed
   */
  static List<Source> read(Path file, String clientId, Decoders decoders) throws SourceException {
    return new SourcesFile(file, clientId, decoders).read();
  }

  private List<Source> read() throws SourceException {
    JsonNode root = tree();
    requireKnown("", root, Set.of("brokers"));
    JsonNode brokers = root.path("brokers");
    if (!brokers.isArray() || brokers.isEmpty() || brokers.size() > MOST_BROKERS) {
      throw wrong("brokers", "it has to be a list of 1 to " + MOST_BROKERS + " brokers");
    }
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < brokers.size(); i++) {
      Source source = source("brokers[" + i + "]", brokers.get(i));
      if (!names.add(source.broker().name())) {
        throw wrong("brokers[" + i + "].name", "there is another broker of that name");
      }
      sources.add(source);
    }
    return sources;
  }

  private JsonNode tree() throws SourceException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong("", "it has more than " + MOST_BYTES + " bytes");
      }
      return YAMLMapper.builder().build().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw wrong("", "it is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong("", "it cannot be read: " + e.getMessage());
    }
  }

  private Source source(String at, JsonNode broker) throws SourceException {
    requireKnown(at, broker, OF_BROKER);
    List<Source.Reading> readings = new ArrayList<>();
    List<Subscription> subscriptions = new ArrayList<>();
    JsonNode topics = broker.path("topics");
    if (!topics.isArray() || topics.isEmpty() || topics.size() > MOST_TOPICS) {
      throw wrong(at + ".topics", "it has to be a list of 1 to " + MOST_TOPICS + " topics");
    }
    try {
      for (int i = 0; i < topics.size(); i++) {
        topic(at + ".topics[" + i + "]", topics.get(i), subscriptions, readings);
      }
      return new Source(
          new BrokerSettings(
              text(broker, "name").orElse(""),
              address(broker),
              subscriptions,
              session(at, broker),
              Flow.DEFAULT),
          readings,
          broker.path("alerts").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw wrong(at, String.valueOf(e.getMessage()));
    }
  }

  private void topic(
      String at, JsonNode topic, List<Subscription> subscriptions, List<Source.Reading> readings)
      throws SourceException {
    requireKnown(at, topic, Set.of("filter", "qos", "decode"));
    String filter =
        text(topic, "filter").orElseThrow(() -> wrong(at, "it has no filter, as gauges/+/level"));
    subscriptions.add(new Subscription(filter, topic.path("qos").asInt(1)));
    JsonNode decode = topic.path("decode");
    if (decode.isMissingNode()) {
      readings.add(new Source.Reading(filter, decoders::decode));
      return;
    }
    try {
      Decoder decoder = Decoder.ofJson(decode.toString());
      readings.add(new Source.Reading(filter, decoder::decode));
    } catch (BadDecodingException e) {
      throw wrong(at + ".decode", String.valueOf(e.getMessage()));
    }
  }

  private Address address(JsonNode broker) {
    Optional<Login> login =
        text(broker, "user")
            .map(user -> new Login(user, new Secret(text(broker, "password").orElse(""))));
    Optional<Address.Certificate> certificate =
        text(broker, "certificate")
            .map(name ->
                new Address.Certificate(
                    beside(name), new Secret(text(broker, "certificatePassword").orElse(""))));
    return new Address(
        URI.create(text(broker, "uri").orElse("")),
        login,
        text(broker, "authority").map(this::beside),
        certificate);
  }

  /** Files are named as seen from this one. */
  private Path beside(String name) {
    return file.resolveSibling(name);
  }

  private Session session(String at, JsonNode broker) throws SourceException {
    String id = text(broker, "clientId").orElse(clientId);
    Optional<String> share = text(broker, "share");
    int connections = broker.path("connections").asInt(1);
    if (share.isPresent()) {
      return new Session.Shared(id, share.get(), Session.Shared.LONGEST, connections);
    }
    if (connections != 1) {
      throw wrong(
          at + ".connections",
          "several connections share their topics: give 'share' a name, or leave it at 1");
    }
    return new Session.Own(id, Duration.ofDays(broker.path("expiryDays").asInt(14)));
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  private void requireKnown(String at, JsonNode object, Set<String> known) throws SourceException {
    if (!object.isObject()) {
      throw wrong(at, "it has to be an object of " + known.stream().sorted().toList());
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        throw wrong(
            at.isEmpty() ? member.getKey() : at + "." + member.getKey(),
            "it is not known; known are " + known.stream().sorted().toList());
      }
    }
  }

  private SourceException wrong(String at, String why) {
    return new SourceException(
        "the file of sources %s%s: %s".formatted(file, at.isEmpty() ? "" : " at " + at, why));
  }
}
