package org.machizu.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A YAML file that a town writes beside the settings. Whoever reads it gathers everything that is
 * wrong with it, so that it can be told at once.
 */
public final class YamlFile {
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_TOLD = 20;

  private final List<String> faults = new ArrayList<>();

  /** What the file holds; empty, with a fault, when it cannot be read. */
  public Optional<JsonNode> tree(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        fault("it has more than " + MOST_BYTES + " bytes");
        return Optional.empty();
      }
      YAMLMapper yaml =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      return Optional.of(yaml.readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException e) {
      fault("it is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      fault("it cannot be read: " + e);
    }
    return Optional.empty();
  }

  /**
   * Makes sure that a part is an object with these members and no others; all else is a fault.
   *
   * @param at where it stands, as "servers.kitahara.name"
   * @return whether it is an object
   */
  public boolean requireKnown(String at, JsonNode object, Set<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    if (!object.isObject()) {
      fault(at + ": it has to be an object of " + sorted);
      return false;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        fault(at + "." + member.getKey() + ": it is not known; known are " + sorted);
      }
    }
    return true;
  }

  /** Something is wrong: where, what it is, and what is allowed. */
  public void fault(String text) {
    faults.add(text);
  }

  public boolean isSound() {
    return faults.isEmpty();
  }

  /** The first faults, as many as somebody reads. */
  public List<String> faults() {
    return List.copyOf(faults.subList(0, Math.min(MOST_TOLD, faults.size())));
  }
}
