package org.machizu.permits;

import java.util.Optional;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * How an answer about a site is to be written. Shapes and words in every language are most of it,
 * and few askers want them.
 *
 * @param language of the texts: {@code ja}, {@code easy}, {@code en}, or {@link #ALL}
 * @param shapes which geometries are told
 */
record AnswerForm(String language, Shapes shapes) {
  /** Every language: {@code titles}, {@code texts}, {@code names} instead of one of each. */
  static final String ALL = "all";

  /** All that a page needs which changes its language without asking again. */
  static final AnswerForm WHOLE = new AnswerForm(ALL, Shapes.FEATURES);

  static final Parameter LANGUAGE =
      Parameter.text(
          "lang",
          "of the texts: ja, easy, en, or all (titles, texts and names by language); without it what Accept-Language wishes");

  static final Parameter GEOMETRY =
      Parameter.text(
          "geometry",
          "shapes that are told: none, site (the site and building lines; without it), or features (also what findings name, within 200 m of the site)");

  /** Which geometries an answer tells. */
  enum Shapes {
    NONE,
    /** The site and what was drawn for it. */
    SITE,
    /** Also the features that findings rest on, as far as they lie around the site. */
    FEATURES
  }

  /**
   * As a request wishes.
   *
   * @param accepted the language where it names none
   * @throws org.machizu.http.ProblemException when it wishes for a form that is not there
   */
  static AnswerForm of(Query query, String accepted) {
    String language = query.text("lang").orElse(accepted);
    Optional<String> geometry = query.text("geometry");
    Shapes shapes =
        switch (geometry.orElse("site")) {
          case "none" -> Shapes.NONE;
          case "site" -> Shapes.SITE;
          case "features" -> Shapes.FEATURES;
          default ->
              throw Problem.badParameter("geometry", geometry.orElse(""), "none, site or features")
                  .asException();
        };
    return new AnswerForm(language, shapes);
  }
}
