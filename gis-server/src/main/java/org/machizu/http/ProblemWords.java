package org.machizu.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What kind of problem a code stands for and what to do, in Japanese. The detail of a case, with
 * its values, stays in English: names, numbers and what is allowed can be read in it by everybody.
 */
public final class ProblemWords {
  private static final ResourceBundle JA =
      ResourceBundle.getBundle(
          "org.machizu.http.problems",
          Locale.JAPANESE,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  /** Statuses that no code of ours has. */
  private static final String HTTP = "http-";

  private static final String OTHER = "http-other";

  private record Words(String title, String advice) {}

  private ProblemWords() {}

  /**
   * The problem in a language.
   *
   * @param language "ja" or "en"
   */
  static Problem in(String language, Problem problem) {
    return find(language, problem.code())
        .map(words ->
            new Problem(
                problem.status(),
                problem.code(),
                words.title(),
                problem.detail(),
                words.advice(),
                problem.more()))
        .orElse(problem);
  }

  /**
   * A report that tells problems, in a language: itself by its {@code code}, and each of its {@code
   * problems}. They get a {@code title} and Japanese {@code advice}; English stays as it is.
   */
  public static @Nullable Map<String, Object> in(
      String language, @Nullable Map<String, Object> report) {
    if (report == null || !language.equals("ja")) {
      return report;
    }
    Map<String, Object> told = new LinkedHashMap<>(report);
    put(told, language);
    if (report.get("problems") instanceof List<?> problems) {
      told.put("problems", problems.stream().map(row -> inJapanese(row)).toList());
    }
    return told;
  }

  private static Object inJapanese(Object row) {
    if (!(row instanceof Map<?, ?> members)) {
      return row;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    members.forEach((name, value) -> told.put(String.valueOf(name), value));
    put(told, "ja");
    return told;
  }

  private static void put(Map<String, Object> told, String language) {
    if (told.get("code") instanceof String code) {
      find(language, code)
          .ifPresent(words -> {
            told.put("title", words.title());
            told.put("advice", words.advice());
          });
    }
  }

  private static Optional<Words> find(String language, String code) {
    if (!language.equals("ja")) {
      return Optional.empty();
    }
    String key = code.startsWith(HTTP) ? OTHER : code;
    try {
      return Optional.of(new Words(JA.getString(key + ".title"), JA.getString(key + ".advice")));
    } catch (MissingResourceException e) {
      return Optional.empty(); // English is better than nothing
    }
  }
}
