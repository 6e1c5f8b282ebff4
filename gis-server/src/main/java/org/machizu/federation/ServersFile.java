package org.machizu.federation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.machizu.config.YamlFile;
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
  private static final int LONGEST_NAME = 60;
  private static final int USUAL_MINUTES = 60;
  private static final int LEAST_MINUTES = 1;
  private static final int MOST_MINUTES = 7 * 24 * 60;

  /** In the place of a name that is missing; the file is refused then. */
  private static final String NONE = "?";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,19}");
  private static final Set<String> OF_SERVER = Set.of("name", "url", "collections", "everyMinutes");

  private final YamlFile yaml = new YamlFile();
  private final List<RemoteServer> servers = new ArrayList<>();

  private ServersFile() {}

  /**
   * @throws ServersException telling everything that is wrong, where, and what is allowed
   */
  static List<RemoteServer> read(Path path) throws ServersException {
    ServersFile file = new ServersFile();
    file.yaml.tree(path).ifPresent(file::take);
    if (file.yaml.isSound()) {
      return List.copyOf(file.servers);
    }
    throw new ServersException(path.toString(), file.yaml.faults());
  }

  private void take(JsonNode root) {
    yaml.requireKnown("the whole file", root, Set.of("servers"));
    JsonNode all = root.path("servers");
    if (!all.isObject() || all.isEmpty() || all.size() > MOST_SERVERS) {
      yaml.fault("servers: give 1 to " + MOST_SERVERS + " servers, each under its short id");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      String at = "servers." + entry.getKey();
      if (!ID.matcher(entry.getKey()).matches()) {
        yaml.fault(at + ": a short id is a lower-case letter, then at most 19 letters and digits");
      } else if (yaml.requireKnown(at, entry.getValue(), OF_SERVER)) {
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
    if (!yaml.requireKnown(at, node, Set.of("ja", "en"))) {
      return LocalizedText.same(NONE);
    }
    String ja = text(at + ".ja", node.path("ja"));
    return new LocalizedText(ja, node.has("en") ? text(at + ".en", node.path("en")) : ja);
  }

  private String text(String at, JsonNode node) {
    String text = node.isTextual() ? node.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_NAME) {
      yaml.fault(at + ": say whose server it is, in 1 to " + LONGEST_NAME + " characters");
    }
    return text.isEmpty() ? NONE : text;
  }

  private Optional<URI> url(String at, JsonNode node) {
    try {
      URI url = new URI(node.isTextual() ? node.asText().strip() : "");
      var unused = Outbound.origin(url);
      return Optional.of(url);
    } catch (URISyntaxException e) {
      yaml.fault(at + ": '" + node.asText() + "' is no address: " + e.getReason());
    } catch (IllegalArgumentException e) {
      yaml.fault(at + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private Set<String> collections(String at, JsonNode node) {
    Set<String> ids = new LinkedHashSet<>();
    if (node.isMissingNode()) {
      return ids;
    }
    if (!node.isArray() || node.isEmpty() || node.size() > MOST_COLLECTIONS) {
      yaml.fault(
          at
              + ": give a list of 1 to "
              + MOST_COLLECTIONS
              + " ids of collections, or leave it out for all");
    }
    for (JsonNode one : node) {
      if (!one.isTextual()
          || one.asText().isEmpty()
          || one.asText().length() > LONGEST_COLLECTION) {
        yaml.fault(at + ": '" + one + "' is no id of a collection");
      }
      ids.add(one.asText());
    }
    return ids;
  }

  private Duration every(String at, JsonNode node) {
    int minutes = node.isMissingNode() ? USUAL_MINUTES : node.asInt(0);
    boolean isNumber = node.isMissingNode() || node.isInt();
    if (!isNumber || minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
      yaml.fault(
          "%s: '%s' is not a whole number of minutes from %d to %d"
              .formatted(at, node.asText(), LEAST_MINUTES, MOST_MINUTES));
      return Duration.ofMinutes(USUAL_MINUTES);
    }
    return Duration.ofMinutes(minutes);
  }
}
