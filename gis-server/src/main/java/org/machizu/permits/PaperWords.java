package org.machizu.permits;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.permits.papers.PaperNumber;

/** The words that papers are written in, and how numbers and moments look on them. */
final class PaperWords {
  private static final Map<String, PaperWords> ALL =
      Map.of(
          "ja", new PaperWords("ja"), "easy", new PaperWords("easy"), "en", new PaperWords("en"));

  private static final DateTimeFormatter ERA_DAY =
      DateTimeFormatter.ofPattern("Gy年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private final String language;
  private final Properties words = new Properties();

  private PaperWords(String language) {
    this.language = language;
    if (language.equals("easy")) {
      load("ja"); // what easy Japanese says in the same words
    }
    load(language);
  }

  /** The words of a language: easy, en, else Japanese. */
  static PaperWords of(String language) {
    PaperWords found = ALL.get(language);
    return found == null ? Objects.requireNonNull(ALL.get("ja")) : found;
  }

  private void load(String name) {
    String file = "papers/words_%s.properties".formatted(name);
    try (InputStream in = Objects.requireNonNull(PaperWords.class.getResourceAsStream(file), file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String language() {
    return language;
  }

  /** As BCP 47. */
  String tag() {
    return language.equals("en") ? "en" : "ja";
  }

  /** A text with its values; the key itself where there is none, so that it is seen. */
  String say(String key, Object... values) {
    String text = words.getProperty(key, key);
    return values.length == 0 ? text : text.formatted(values);
  }

  /** Whether there is a text. */
  boolean has(String key) {
    return words.containsKey(key);
  }

  /** Of words in two languages the fitting ones. */
  String of(LocalizedText text) {
    return language.equals("en") ? text.en() : text.ja();
  }

  /** At most two decimals; groups of digits from 10,000 on. */
  String number(double value) {
    String form = Math.abs(value) >= 10_000 ? "#,##0.##" : "0.##";
    return new DecimalFormat(form, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** A value of the data with its unit, if it has one. */
  String value(Object value, @Nullable String unit) {
    String plain = value instanceof Number number ? number(number.doubleValue()) : value.toString();
    return unit == null || unit.isEmpty() ? plain : plain + " " + unit;
  }

  /** A measure, whose name ends with its unit. */
  String measure(String name, double value) {
    String unit = name.endsWith("M2") ? "㎡" : name.endsWith("Percent") ? "%" : "m";
    return number(value) + " " + unit;
  }

  /** 令和8年11月20日 10:02, by Japan's clock. */
  String moment(Instant at) {
    ZonedDateTime local = at.atZone(PaperNumber.ZONE);
    return language.equals("en")
        ? ENGLISH.format(local)
        : ERA_DAY.format(JapaneseDate.from(local)) + " " + CLOCK.format(local);
  }
}
