package org.machizu.ogc.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.machizu.html.PageLanguage;

/** Values of JSON as people read them in a language. */
final class PageText {
  private static final ZoneId TOWN_ZONE = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter JAPANESE = DateTimeFormatter.ofPattern("yyyy年M月d日 H:mm");
  private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
  private static final int LONGEST = 400;

  private final PageLanguage language;
  private final UnaryOperator<String> words;

  /**
   * @param words from their keys
   */
  PageText(PageLanguage language, UnaryOperator<String> words) {
    this.language = language;
    this.words = words;
  }

  /**
   * @param parts of its key: "kind" and "point" for {@code kindPoint}; hyphens are parts too
   */
  String word(String... parts) {
    StringBuilder key = new StringBuilder();
    for (String part : String.join("-", parts).split("-", -1)) {
      key.append(key.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return words.apply(key.toString());
  }

  /** A value; empty when there is none. Moments are told in the town's time. */
  String of(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isBoolean()) {
      return word(value.asBoolean() ? "yes" : "no");
    }
    if (value.isObject()) {
      return cut(members(value));
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    if (value.isTextual() && MOMENT.matcher(text).matches()) {
      return moment(text);
    }
    return cut(text);
  }

  /** Those that hold something. */
  private String members(JsonNode object) {
    return object.properties().stream()
        .filter(one -> !of(one.getValue()).isEmpty())
        .map(one -> one.getKey() + ": " + of(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private String moment(String text) {
    try {
      return (language == PageLanguage.EN ? ENGLISH : JAPANESE)
          .format(Instant.parse(text).atZone(TOWN_ZONE));
    } catch (DateTimeParseException e) {
      return text; // somebody's text that only looks like a moment
    }
  }
}
