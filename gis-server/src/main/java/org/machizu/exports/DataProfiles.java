package org.machizu.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Json;

/**
 * The published sets of columns that files can have, from {@code data-profiles.json}: a further set
 * is a further entry there.
 */
public final class DataProfiles {
  private static final String FILE = "data-profiles.json";

  private final Map<String, DataProfile> byName = new LinkedHashMap<>();

  private DataProfiles(JsonNode file, Map<DataProfile.Origin, String> constants) {
    for (Map.Entry<String, JsonNode> entry : file.path("profiles").properties()) {
      JsonNode profile = entry.getValue();
      byName.put(
          entry.getKey(),
          new DataProfile(
              entry.getKey(),
              new LocalizedText(
                  profile.path("title").path("ja").asText(),
                  profile.path("title").path("en").asText()),
              profile.path("source").asText(),
              columns(profile.path("columns")),
              profile.path("needs").valueStream().map(DataProfiles::texts).toList(),
              constants));
    }
  }

  /**
   * Those that come with the program.
   *
   * @param code of the town, five digits
   * @param name of the town
   */
  public static DataProfiles of(String code, String name) {
    try (InputStream in = DataProfiles.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the program");
      }
      JsonNode file = Json.mapper().readTree(in);
      Map<DataProfile.Origin, String> constants = new EnumMap<>(DataProfile.Origin.class);
      constants.put(DataProfile.Origin.MUNICIPALITY_CODE, code + checkDigit(code));
      constants.put(DataProfile.Origin.MUNICIPALITY, name);
      String prefecture = file.path("prefectures").path(code.substring(0, 2)).asText();
      if (!prefecture.isEmpty()) {
        constants.put(DataProfile.Origin.PREFECTURE, prefecture);
      }
      return new DataProfiles(file, constants);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  /** The sixth digit of a 全国地方公共団体コード (総務省, 昭和45年 検証数字). */
  static int checkDigit(String code) {
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += (6 - i) * Character.digit(code.charAt(i), 10);
    }
    return (11 - sum % 11) % 10;
  }

  private static List<DataProfile.Column> columns(JsonNode columns) {
    List<DataProfile.Column> read = new ArrayList<>();
    for (JsonNode column : columns) {
      Map<String, String> values = new LinkedHashMap<>();
      column
          .path("values")
          .properties()
          .forEach(v -> values.put(v.getKey(), v.getValue().asText()));
      String otherwise = column.path("otherwise").asText("none");
      List<String> from = texts(column.path("from"));
      String name = column.path("name").asText();
      read.add(
          new DataProfile.Column(
              name,
              from.isEmpty() ? List.of(name) : from,
              DataProfile.Origin.valueOf(otherwise.toUpperCase(Locale.ROOT).replace('-', '_')),
              values));
    }
    return read;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public Optional<DataProfile> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Those that a layer fits. */
  public List<DataProfile> fitting(Schema schema) {
    return byName.values().stream().filter(profile -> profile.fits(schema)).toList();
  }
}
