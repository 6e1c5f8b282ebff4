package org.machizu.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.outbound.Outbound;

/**
 * The file of servers.
 *
 * <pre>{@code
 * servers:
 *   kitahara:                            # begins the ids of its layers here
 *     name: {ja: 北原町, en: Kitahara}
 *     url: https://gis.kitahara.example/ogc
 *     collections: [shelters, flood]     # all that it offers without this line
 *     everyMinutes: 60
 * }</pre>
 */
final class ServersFile {
  private static final int MOST_SERVERS = 300; // a prefecture with all its towns
  private static final int MOST_COLLECTIONS = 1_000;
  private static final int LONGEST_COLLECTION = 200;
  private static final long MOST_BYTES = 1 << 20;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_FAULTS = 20;
  private static final int USUAL_MINUTES = 60;
  private static final int LEAST_MINUTES = 1;
  private static final int MOST_MINUTES = 7 * 24 * 60;

  /** In the place of a name that is missing; the file is refused then. */
  private static final String NONE = "?";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,19}");
  private static final Set<String> OF_SERVER = Set.of("name", "url", "collections", "everyMinutes");

  private final List<String> faults = new ArrayList<>();
  private final List<RemoteServer> servers = new ArrayList<>();

  private ServersFile() {}

  /**
   * @throws ServersException telling everything that is wrong, where, and what is allowed
   */
  static List<RemoteServer> read(Path path) throws ServersException {
    ServersFile file = new ServersFile();
    file.tree(path).ifPresent(file::take);
    if (file.faults.isEmpty()) {
      return List.copyOf(file.servers);
    }
    throw new ServersException(
        path.toString(), file.faults.subList(0, Math.min(MOST_FAULTS, file.faults.size())));
  }

  private Optional<JsonNode> tree(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        faults.add("it has more than " + MOST_BYTES + " bytes");
        return Optional.empty();
      }
      YAMLMapper yaml =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      return Optional.of(yaml.readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException e) {
      faults.add("it is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      faults.add("it cannot be read: " + e);
    }
    return Optional.empty();
  }

  private void take(JsonNode root) {
    requireKnown("the whole file", root, Set.of("servers"));
    JsonNode all = root.path("servers");
    if (!all.isObject() || all.isEmpty() || all.size() > MOST_SERVERS) {
      faults.add("servers: give 1 to " + MOST_SERVERS + " servers, each under its short id");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      String at = "servers." + entry.getKey();
      if (!ID.matcher(entry.getKey()).matches()) {
        faults.add(at + ": a short id is a lower-case letter, then at most 19 letters and digits");
      } else if (requireKnown(at, entry.getValue(), OF_SERVER)) {
        server(at, entry.getKey(), entry.getValue()).ifPresent(servers::add);
      }
    }
  }

  private Optional<RemoteServer> server(String at, String id, JsonNode node) {
    LocalizedText name = name(at + ".name", node.path("name"));
    Set<String> collections = collections(at + ".collections", node.path("collections"));
    Duration every = every(at + ".everyMinutes", node.path("everyMinutes"));
    return url(at + ".url", node.path("url"))
        .map(url -> new RemoteServer(id, name, url, collections, every));
  }

  private LocalizedText name(String at, JsonNode node) {
    if (!requireKnown(at, node, Set.of("ja", "en"))) {
      return LocalizedText.same(NONE);
    }
    String ja = text(at + ".ja", node.path("ja"));
    return new LocalizedText(ja, node.has("en") ? text(at + ".en", node.path("en")) : ja);
  }

  private String text(String at, JsonNode node) {
    String text = node.isTextual() ? node.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_NAME) {
      faults.add(at + ": say whose server it is, in 1 to " + LONGEST_NAME + " characters");
    }
    return text.isEmpty() ? NONE : text;
  }

  private Optional<URI> url(String at, JsonNode node) {
    try {
      URI url = new URI(node.isTextual() ? node.asText().strip() : "");
      var unused = Outbound.origin(url);
      return Optional.of(url);
    } catch (URISyntaxException e) {
      faults.add(at + ": '" + node.asText() + "' is no address: " + e.getReason());
    } catch (IllegalArgumentException e) {
      faults.add(at + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private Set<String> collections(String at, JsonNode node) {
    Set<String> ids = new LinkedHashSet<>();
    if (node.isMissingNode()) {
      return ids;
    }
    if (!node.isArray() || node.isEmpty() || node.size() > MOST_COLLECTIONS) {
      faults.add(
          at
              + ": give a list of 1 to "
              + MOST_COLLECTIONS
              + " ids of collections, or leave it out for all");
    }
    for (JsonNode one : node) {
      if (!one.isTextual()
          || one.asText().isEmpty()
          || one.asText().length() > LONGEST_COLLECTION) {
        faults.add(at + ": '" + one + "' is no id of a collection");
      }
      ids.add(one.asText());
    }
    return ids;
  }

  private Duration every(String at, JsonNode node) {
    int minutes = node.isMissingNode() ? USUAL_MINUTES : node.asInt(0);
    boolean isNumber = node.isMissingNode() || node.isInt();
    if (!isNumber || minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
      faults.add(
          "%s: '%s' is not a whole number of minutes from %d to %d"
              .formatted(at, node.asText(), LEAST_MINUTES, MOST_MINUTES));
      return Duration.ofMinutes(USUAL_MINUTES);
    }
    return Duration.ofMinutes(minutes);
  }

  private boolean requireKnown(String at, JsonNode object, Set<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    if (!object.isObject()) {
      faults.add(at + ": it has to be an object of " + sorted);
      return false;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        faults.add(at + ": '" + member.getKey() + "' is not known; there is " + sorted);
      }
    }
    return true;
  }
}
