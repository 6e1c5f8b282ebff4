package org.machizu.http;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an address that has a page besides its JSON is to answer with the page. */
public final class Negotiation {
  /** The parameter by which somebody says it outright. */
  public static final Parameter FORMAT =
      Parameter.text("f", "the format: json or html; without it the header Accept decides");

  private static final String HTML = "text/html";

  private Negotiation() {}

  /**
   * The parameter {@code f} decides, else the header {@code Accept}: browsers name {@code
   * text/html} first, programs name JSON or nothing.
   *
   * @throws ProblemException 400 {@code bad-parameter} when {@code f} is neither json nor html
   */
  public static boolean wantsHtml(Context ctx) {
    ctx.attribute(Answers.VARIES_BY_ACCEPT, true);
    String format = Query.of(ctx).text(FORMAT.name()).orElse("");
    return switch (format) {
      case "html" -> true;
      case "json" -> false;
      case "" -> prefersHtml(ctx.header("Accept"));
      default -> throw Problem.badParameter(FORMAT.name(), format, "json or html").asException();
    };
  }

  /** By quality, then by order (RFC 9110, 12.5.1); wildcards wish for nothing. */
  static boolean prefersHtml(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    double html = 0;
    double json = 0;
    for (String range : accept.split(",")) {
      String[] parts = range.strip().split(";");
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      double quality = quality(parts);
      if (type.equals(HTML) || type.equals("application/xhtml+xml")) {
        html = Math.max(html, quality);
      } else if (type.endsWith("json")) {
        json = Math.max(json, quality);
      }
    }
    return html > json;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith("q=")) {
        try {
          return Double.parseDouble(part.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
