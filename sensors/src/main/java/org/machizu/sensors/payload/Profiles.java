package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ready configurations, by name, from {@code profiles.json}. Those of network servers need to know
 * the device, whose {@link Codec code} stands behind a dot: {@code tts.milesight-em500-udl}.
 *
 * <p>{@code tts.decoded} and {@code chirpstack.decoded} read what the network server has decoded.
 * The bytes are better where they are sent: the makers' decoders of one and the same device have
 * given millimetres in one version and metres in another, so look which it is and set {@code unit}.
 */
public final class Profiles {
  private static final ObjectNode WRITTEN = written();

  private Profiles() {}

  /** All names, those of network servers once for each device. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : WRITTEN.properties()) {
      if (entry.getValue().has("binary")) {
        for (Codec codec : Codec.values()) {
          names.add(entry.getKey() + "." + codec.code());
        }
      } else {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  /** A profile as it is; empty when there is none of that name. */
  public static Optional<Decoder> find(String name) {
    Optional<ObjectNode> json = json(name);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Decoder(DecodingJson.read(new Keys("", json.get()))));
    } catch (BadDecodingException broken) {
      throw new IllegalStateException("the profile " + name + " is broken", broken);
    }
  }

  /** The profile that a configuration begins with. */
  static ObjectNode json(Keys configuration) throws BadDecodingException {
    String name = configuration.text("profile");
    Optional<ObjectNode> json = json(name);
    if (json.isEmpty()) {
      throw new BadDecodingException(
          "profile",
          "%s is not known; allowed are %s"
              .formatted(UnusableException.quoted(name), String.join(", ", names())));
    }
    return json.get();
  }

  private static Optional<ObjectNode> json(String name) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    if (WRITTEN.get(name) instanceof ObjectNode whole) {
      return Optional.of(whole.deepCopy());
    }
    int dot = name.indexOf('.');
    ObjectNode envelope = WRITTEN.get(name.substring(0, dot)).deepCopy();
    envelope.withObject("/binary").put("codec", name.substring(dot + 1));
    return Optional.of(envelope);
  }

  private static ObjectNode written() {
    try (InputStream in = Profiles.class.getResourceAsStream("profiles.json")) {
      if (in != null && JsonText.JSON.readTree(in) instanceof ObjectNode profiles) {
        return profiles;
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("profiles.json of the program cannot be read", unreadable);
    }
    throw new IllegalStateException("profiles.json of the program is no object");
  }
}
