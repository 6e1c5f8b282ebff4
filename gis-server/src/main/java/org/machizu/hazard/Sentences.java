package org.machizu.hazard;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.machizu.geo.feature.Words;

/** The sentences of {@code words.yaml} beside this class, filled in and put together. */
final class Sentences {
  private static final String FILE = "words.yaml";
  private static final Sentences SHIPPED = read();

  private final Map<String, Words> sentences;

  private Sentences(Map<String, Words> sentences) {
    this.sentences = sentences;
  }

  /** Those that come with the program. */
  static Sentences shipped() {
    return SHIPPED;
  }

  private static Sentences read() {
    YAMLMapper yaml =
        new YAMLMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
    try (InputStream in = Sentences.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not beside its class");
      }
      Map<String, Words> sentences = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : yaml.readTree(in).properties()) {
        JsonNode words = entry.getValue();
        sentences.put(
            entry.getKey(),
            new Words(
                words.path("ja").asText(), words.path("easy").asText(), words.path("en").asText()));
      }
      return new Sentences(sentences);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it comes with the program
    }
  }

  Set<String> names() {
    return sentences.keySet();
  }

  /**
   * A sentence without anything to fill in.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  Words get(String name) {
    Words words = sentences.get(name);
    if (words == null) {
      throw new IllegalArgumentException("there is no sentence '" + name + "'");
    }
    return words;
  }

  /** A sentence, filled in. */
  Words get(String name, Map<String, Words> values) {
    Words words = get(name);
    return new Words(
        fill(words.ja(), values, Words::ja),
        fill(words.easy(), values, Words::easy),
        capital(fill(words.en(), values, Words::en)));
  }

  /** A sentence with one thing filled in. */
  Words get(String name, String what, Words value) {
    return get(name, Map.of(what, value));
  }

  private static String fill(
      String text, Map<String, Words> values, Function<Words, String> language) {
    String filled = text;
    for (Map.Entry<String, Words> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", language.apply(value.getValue()));
    }
    return filled;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Sentences one after the other. */
  static Words joined(List<Words> all) {
    List<String> ja = new ArrayList<>();
    List<String> easy = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Words one : all) {
      ja.add(one.ja());
      easy.add(one.easy());
      en.add(one.en());
    }
    return new Words(String.join("", ja), String.join(" ", easy), String.join(" ", en));
  }
}
