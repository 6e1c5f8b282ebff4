package org.machizu.residents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;

/**
 * The bodies of the watch's routes: JSON, or a form that brings a photo with the same texts beside
 * it.
 *
 * @param texts by name, stripped; blank ones are left out
 */
record WatchBody(@Nullable Photo photo, Map<String, String> texts) {
  private static final int LONGEST_NOTE = 1_000;
  private static final byte[] EMPTY = {'{', '}'};

  static WatchBody ofJson(byte[] body, List<String> known) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode node = Json.object(body.length == 0 ? EMPTY : body);
    for (JsonMember member : JsonMember.ofBody(node, known)) {
      if (!member.isNull()) {
        String text =
            member.value().isNumber() ? member.value().asText() : member.textOrEmpty(LONGEST_NOTE);
        if (!text.isEmpty()) {
          texts.put(member.name(), text);
        }
      }
    }
    return new WatchBody(null, texts);
  }

  /**
   * @param bytes of the file, at most one more than {@link Photo#MAX_BYTES}
   */
  static WatchBody ofForm(byte[] bytes, Map<String, String> texts) {
    if (bytes.length > Photo.MAX_BYTES) {
      throw WatchProblems.badPhoto("the file is larger than allowed").asException();
    }
    return new WatchBody(
        Photo.of(bytes)
            .orElseThrow(() ->
                WatchProblems.badPhoto("the file is none of the pictures that are taken")
                    .asException()),
        texts);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The note, bounded; "" when there is none. */
  String note() {
    String note = texts.getOrDefault("note", "");
    if (note.length() > LONGEST_NOTE) {
      throw Problem.badParameter("note", note, "up to " + LONGEST_NOTE + " characters")
          .asException();
    }
    return note;
  }

  /** A number within bounds, or empty. */
  Optional<Double> number(String name, double from, double to) {
    return text(name)
        .map(text -> {
          try {
            double number = Double.parseDouble(text);
            if (number >= from && number <= to) {
              return number;
            }
          } catch (NumberFormatException e) {
            // told below
          }
          throw Problem.badParameter(name, text, "a number from %s to %s".formatted(from, to))
              .asException();
        });
  }

  double requiredNumber(String name, double from, double to) {
    return number(name, from, to)
        .orElseThrow(() ->
            Problem.badMember(name, "", "a number from %s to %s".formatted(from, to))
                .asException());
  }
}
