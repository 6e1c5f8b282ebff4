package org.machizu.hazard.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words of the sheet in one language. */
final class SheetWords {
  private static final Map<String, SheetWords> ALL =
      Map.of(
          "ja", new SheetWords("ja"), "easy", new SheetWords("easy"), "en", new SheetWords("en"));

  private static final DateTimeFormatter ERA_DAY =
      DateTimeFormatter.ofPattern("Gy年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final String language;
  private final Properties words = new Properties();

  private SheetWords(String language) {
    this.language = language;
    String file = "words_%s.properties".formatted(language);
    try (InputStream in = Objects.requireNonNull(SheetWords.class.getResourceAsStream(file), file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a language: easy, en, else Japanese. */
  static SheetWords of(String language) {
    return ALL.getOrDefault(language, Objects.requireNonNull(ALL.get("ja")));
  }

  String language() {
    return language;
  }

  /** As BCP 47. */
  String tag() {
    return language.equals("en") ? "en" : "ja";
  }

  /**
   * A text with its values.
   *
   * @throws IllegalArgumentException when there is none of this key
   */
  String say(String key, Object... values) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("the sheet has no words for " + key);
    }
    return values.length == 0 ? text : text.formatted(values);
  }

  String day(LocalDate day) {
    return language.equals("en") ? ENGLISH.format(day) : ERA_DAY.format(JapaneseDate.from(day));
  }

  /** Metres to ten, from a kilometre on with one decimal. */
  String distance(double metres) {
    return metres < 995
        ? say("distance.m", Math.round(metres / 10) * 10)
        : say("distance.km", "%.1f".formatted(metres / 1000));
  }

  /** Of the eight directions. @param degrees clockwise from the north */
  String direction(double degrees) {
    return say("direction." + Math.floorMod(Math.round(degrees / 45), 8));
  }
}
