package org.machizu.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.machizu.geo.feature.LocalizedText;

/** Titles of PLATEAU's attributes, and the code lists that are the same for every town. */
final class CityGmlWords {
  private static final Properties TITLES = read("citygml-titles.properties");
  private static final Properties CODES = read("citygml-codes.properties");

  private CityGmlWords() {}

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (InputStream in =
            Objects.requireNonNull(CityGmlWords.class.getResourceAsStream(file), file);
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** What people read for an attribute; its name where nobody has words for it. */
  static LocalizedText title(String name) {
    String title = TITLES.getProperty(name);
    if (title == null) {
      return LocalizedText.same(name);
    }
    String[] both = title.split("\\|", 2);
    return new LocalizedText(both[0].strip(), both[1].strip());
  }

  /** Whether the standard has a list of that name ("WaterBody_function") for every town. */
  static boolean hasList(String list) {
    return CODES.stringPropertyNames().stream().anyMatch(key -> key.startsWith(list + "."));
  }

  /** The words of a code in the standard's list. */
  static Optional<String> find(String list, String code) {
    return Optional.ofNullable(CODES.getProperty(list + "." + code));
  }
}
