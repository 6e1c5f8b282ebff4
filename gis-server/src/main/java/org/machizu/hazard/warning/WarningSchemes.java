package org.machizu.hazard.warning;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;

/** All schemes that have held. */
public final class WarningSchemes {
  private static final String FILE = "warning-levels.yaml";

  private final List<WarningScheme> oldestFirst;

  private WarningSchemes(List<WarningScheme> oldestFirst) {
    this.oldestFirst = List.copyOf(oldestFirst);
  }

  /** Those that come with the program. */
  public static WarningSchemes shipped() {
    YAMLMapper yaml =
        new YAMLMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
    try (InputStream in = WarningSchemes.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not beside its class");
      }
      return new WarningSchemes(schemes(yaml.readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it comes with the program
    }
  }

  /** Of all days, the oldest first. */
  public List<WarningScheme> list() {
    return oldestFirst;
  }

  /** What holds on a day in Japan; empty before the first scheme. */
  public Optional<WarningScheme> find(LocalDate day) {
    return oldestFirst.reversed().stream()
        .filter(scheme -> !scheme.from().isAfter(day))
        .findFirst();
  }

  private static List<WarningScheme> schemes(JsonNode file) {
    Words note = words(file.path("note"));
    List<WarningScheme> schemes = new ArrayList<>();
    for (JsonNode scheme : file.path("schemes")) {
      List<WarningLevel> levels = new ArrayList<>();
      scheme.path("levels").forEach(level -> levels.add(level(level)));
      schemes.add(
          new WarningScheme(
              scheme.path("id").asText(),
              LocalDate.parse(scheme.path("from").asText()),
              scheme.path("source").asText(),
              note,
              levels));
    }
    return schemes;
  }

  private static WarningLevel level(JsonNode level) {
    Map<Hazard, Words> kinds = new EnumMap<>(Hazard.class);
    level
        .path("kinds")
        .properties()
        .forEach(
            kind -> kinds.put(Hazard.find(kind.getKey()).orElseThrow(), words(kind.getValue())));
    return new WarningLevel(
        level.path("level").asInt(),
        words(level.path("warning")),
        Collections.unmodifiableMap(kinds),
        words(level.path("meaning")),
        level.has("evacuation") ? Optional.of(words(level.path("evacuation"))) : Optional.empty());
  }

  private static Words words(JsonNode node) {
    return new Words(
        node.path("ja").asText(), node.path("easy").asText(), node.path("en").asText());
  }
}
