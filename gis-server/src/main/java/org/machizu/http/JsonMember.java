package org.machizu.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of a request's body with the way to it ("zoomRange.max"), so that whatever is wrong
 * with its value can be told by name. Each reader throws 400 {@code bad-member}.
 *
 * @param name the last part of the way
 */
public record JsonMember(String path, String name, JsonNode value) {

  /** A member of the body itself. */
  public static JsonMember of(String name, JsonNode value) {
    return new JsonMember(name, name, value);
  }

  /**
   * The members of a body, which is an object.
   *
   * @throws ProblemException 400 {@code unknown-member} for a name that is not known
   */
  public static List<JsonMember> ofBody(JsonNode body, List<String> known) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (!known.contains(member.getKey())) {
        throw Problem.unknownMember(member.getKey(), known).asException();
      }
    }
    return body.properties().stream()
        .map(member -> of(member.getKey(), member.getValue()))
        .toList();
  }

  /** Whether the member is there to take away what stands (RFC 7396). */
  public boolean isNull() {
    return value.isNull();
  }

  /**
   * The members of an object.
   *
   * @throws ProblemException also 400 {@code unknown-member} for a name that is not known
   */
  public List<JsonMember> members(List<String> known) {
    List<JsonMember> members = members("an object of " + String.join(", ", known));
    for (JsonMember member : members) {
      if (!known.contains(member.name())) {
        throw Problem.unknownMember(member.path(), known).asException();
      }
    }
    return members;
  }

  /** The members of an object whose names only the layer knows. */
  public List<JsonMember> members(String allowed) {
    if (!value.isObject()) {
      throw bad(allowed);
    }
    return value.properties().stream()
        .map(member -> at("." + member.getKey(), member.getKey(), member.getValue()))
        .toList();
  }

  /** A part of the value, by the way to it from here. */
  public JsonMember at(String way, String partName, JsonNode part) {
    return new JsonMember(path + way, partName, part);
  }

  /** A text on one line that is not blank, without blanks around it. */
  public String text(int longest) {
    String text = textOrEmpty(longest);
    if (text.isEmpty()) {
      throw bad("a text of 1 to " + longest + " characters");
    }
    return text;
  }

  /** A text on one line; null and blank are the empty one. */
  public String textOrEmpty(int longest) {
    if (isNull()) {
      return "";
    }
    String text = value.isTextual() ? value.textValue().strip() : null;
    if (text == null || text.length() > longest || text.chars().anyMatch(c -> c < 0x20)) {
      throw bad("a text of up to " + longest + " characters on one line");
    }
    return text;
  }

  /** The text itself, blanks and all; a password is nothing to mend. */
  public String secret(int longest) {
    String text = value.isTextual() ? value.textValue() : "";
    if (text.isEmpty() || text.length() > longest) {
      throw Problem.badMember(
              path, "that is not shown", "a text of 1 to " + longest + " characters")
          .asException();
    }
    return text;
  }

  /** True or false. */
  public boolean truth() {
    if (!value.isBoolean()) {
      throw bad("true or false");
    }
    return value.booleanValue();
  }

  /** Different texts, each on one line. */
  public Set<String> texts(int most, int longest) {
    if (!value.isArray() || value.size() > most) {
      throw bad("a list of up to " + most + " texts");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < value.size(); i++) {
      texts.add(at("[" + i + "]", name, value.get(i)).text(longest));
    }
    return texts;
  }

  /** A moment as RFC 3339 with zone. */
  public Instant moment() {
    try {
      return OffsetDateTime.parse(value.isTextual() ? value.textValue() : "").toInstant();
    } catch (DateTimeException e) {
      throw bad("a time with zone, as 2026-01-31T09:00:00+09:00");
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  public int integer(int min, int max) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw bad("a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  /** A number from {@code min} to below {@code max}, or null. */
  public @Nullable Double numberOrNull(double min, double max) {
    if (isNull()) {
      return null;
    }
    if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() < max)) {
      throw bad("a number from %.0f to below %.0f, or null".formatted(min, max));
    }
    return value.doubleValue();
  }

  /** A day, or null. */
  public @Nullable LocalDate dayOrNull() {
    if (isNull()) {
      return null;
    }
    try {
      return LocalDate.parse(value.isTextual() ? value.textValue() : "");
    } catch (DateTimeException e) {
      throw bad("a day, as 2026-01-31, or null");
    }
  }

  /** The answer for a value that cannot be used. */
  public ProblemException bad(String allowed) {
    return Problem.badMember(path, value.toString(), allowed).asException();
  }
}
