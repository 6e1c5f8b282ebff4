package org.machizu.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The YAML file as values by key. */
final class SettingsFile {
  private static final long MAX_BYTES = 1 << 20;
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private SettingsFile() {}

  /**
   * Reads the file; levels are joined by dots.
   *
   * @throws SettingsException when it is absent, too large, no YAML, or holds lists
   */
  static Map<String, String> read(Path file) throws SettingsException {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", tree(file), values, file);
    return values;
  }

  private static JsonNode tree(Path file) throws SettingsException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SettingsException(
            "there is no settings file " + file, "give --config the name of a YAML file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new SettingsException(
            "%s has %d bytes, which no settings file has".formatted(file, Files.size(file)),
            "give --config the name of a YAML file of at most " + MAX_BYTES + " bytes");
      }
      JsonNode tree = YAML.readTree(Files.readString(file));
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new SettingsException(
          "%s cannot be read as YAML%s: %s"
              .formatted(
                  file, at == null ? "" : ", line " + at.getLineNr(), e.getOriginalMessage()),
          "mend the file; settings are written as 'key: value', levels by indenting");
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + " is not UTF-8", "save the file as UTF-8");
    } catch (IOException e) {
      throw new SettingsException(
          "%s cannot be read: %s".formatted(file, e.getMessage()),
          "see that the file is there and may be read by this account");
    }
  }

  private static void flatten(String key, JsonNode node, Map<String, String> into, Path file)
      throws SettingsException {
    if (node.isMissingNode() || (key.isEmpty() && node.isNull())) {
      return; // an empty file, or one of comments alone
    }
    if (node.isObject()) {
      for (var member : node.properties()) {
        String name = key.isEmpty() ? member.getKey() : key + "." + member.getKey();
        flatten(name, member.getValue(), into, file);
      }
    } else if (node.isValueNode() && !node.isNull() && !key.isEmpty()) {
      into.put(key, node.asText());
    } else {
      throw new SettingsException(
          "%s: %s has no single value".formatted(file, key.isEmpty() ? "the file" : key),
          "write 'key: value', or leave the line out");
    }
  }
}
