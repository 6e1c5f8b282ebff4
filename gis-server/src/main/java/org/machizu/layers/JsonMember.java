package org.machizu.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;

/**
 * One member of a request's body with the way to it ("zoomRange.max"), so that whatever is wrong
 * with its value can be told by name. Each reader throws 400 {@code bad-member}.
 *
 * @param name the last part of the way
 */
record JsonMember(String path, String name, JsonNode value) {

  /** A member of the body itself. */
  static JsonMember of(String name, JsonNode value) {
    return new JsonMember(name, name, value);
  }

  /** Whether the member is there to take away what stands (RFC 7396). */
  boolean isNull() {
    return value.isNull();
  }

  /**
   * The members of an object.
   *
   * @throws ProblemException also 400 {@code unknown-member} for a name that is not known
   */
  List<JsonMember> members(List<String> known) {
    List<JsonMember> members = members("an object of " + String.join(", ", known));
    for (JsonMember member : members) {
      if (!known.contains(member.name())) {
        throw Problem.unknownMember(member.path(), known).asException();
      }
    }
    return members;
  }

  /** The members of an object whose names only the layer knows. */
  List<JsonMember> members(String allowed) {
    if (!value.isObject()) {
      throw bad(allowed);
    }
    return value.properties().stream()
        .map(member -> at("." + member.getKey(), member.getKey(), member.getValue()))
        .toList();
  }

  /** A part of the value, by the way to it from here. */
  JsonMember at(String way, String partName, JsonNode part) {
    return new JsonMember(path + way, partName, part);
  }

  /** A text on one line that is not blank, without blanks around it. */
  String text(int longest) {
    String text = textOrEmpty(longest);
    if (text.isEmpty()) {
      throw bad("a text of 1 to " + longest + " characters");
    }
    return text;
  }

  /** A text on one line; null and blank are the empty one. */
  String textOrEmpty(int longest) {
    if (isNull()) {
      return "";
    }
    String text = value.isTextual() ? value.textValue().strip() : null;
    if (text == null || text.length() > longest || text.chars().anyMatch(c -> c < 0x20)) {
      throw bad("a text of up to " + longest + " characters on one line");
    }
    return text;
  }

  /** A whole number from {@code min} to {@code max}. */
  int integer(int min, int max) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw bad("a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  /** A number from {@code min} to below {@code max}, or null. */
  @Nullable Double numberOrNull(double min, double max) {
    if (isNull()) {
      return null;
    }
    if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() < max)) {
      throw bad("a number from %.0f to below %.0f, or null".formatted(min, max));
    }
    return value.doubleValue();
  }

  /** A day, or null. */
  @Nullable LocalDate dayOrNull() {
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
  ProblemException bad(String allowed) {
    return Problem.badMember(path, value.toString(), allowed).asException();
  }
}
