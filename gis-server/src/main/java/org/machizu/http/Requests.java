package org.machizu.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Envelope;

/** Typed, bounded reading of a request's parts. */
public final class Requests {
  static final String ACTOR = "machizu.actor";

  private Requests() {}

  /** Who is calling; the public when nobody is signed in. */
  public static Actor actor(Context ctx) {
    Actor actor = ctx.attribute(ACTOR);
    return actor == null ? Actor.PUBLIC : actor;
  }

  /**
   * A query parameter's one value. A link may repeat a parameter with the same value; different
   * values are an error.
   */
  public static Optional<String> text(Context ctx, String name) {
    List<String> values = ctx.queryParams(name).stream().distinct().toList();
    if (values.size() > 1) {
      throw Problem.badParameter(name, String.join("', '", values), "it once").asException();
    }
    return values.stream().findFirst().filter(v -> !v.isEmpty());
  }

  /** A whole number within bounds. */
  public static int integer(Context ctx, String name, int fallback, int min, int max) {
    return (int) wholeNumber(ctx, name, min, max).orElse((long) fallback).longValue();
  }

  /** A whole number within bounds, when it is given. */
  public static Optional<Long> wholeNumber(Context ctx, String name, long min, long max) {
    return text(ctx, name).map(value -> parseWholeNumber(name, value, min, max));
  }

  /** A whole number from the path. */
  public static long pathNumber(Context ctx, String name, long min, long max) {
    return parseWholeNumber(name, ctx.pathParam(name), min, max);
  }

  private static long parseWholeNumber(String name, String value, long min, long max) {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    throw Problem.badParameter(name, value, "a whole number from " + min + " to " + max)
        .asException();
  }

  /** A moment as RFC 3339 with zone. */
  public static Optional<Instant> moment(Context ctx, String name) {
    return text(ctx, name).map(value -> parseMoment(name, value));
  }

  /** Parses RFC 3339 with zone, telling the parameter's name when it is something else. */
  public static Instant parseMoment(String name, String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw Problem.badParameter(name, value, "a time with zone, as 2026-01-31T09:00:00+09:00")
          .asException();
    }
  }

  /** {@code bbox=west,south,east,north} in degrees; six numbers are taken without the heights. */
  public static Optional<Envelope> box(Context ctx, String name) {
    return text(ctx, name).map(value -> parseBox(name, value));
  }

  private static Envelope parseBox(String name, String value) {
    String allowed = "west,south,east,north in degrees, west <= east and south <= north";
    String[] parts = value.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw Problem.badParameter(name, value, allowed + " (four numbers)").asException();
    }
    int half = parts.length / 2;
    try {
      return new Envelope(
          Double.parseDouble(parts[0]),
          Double.parseDouble(parts[1]),
          Double.parseDouble(parts[half]),
          Double.parseDouble(parts[half + 1]));
    } catch (IllegalArgumentException e) { // not a number, or not a box
      throw Problem.badParameter(name, value, allowed).asException();
    }
  }

  /** Scheme, host and port by which the caller reached us, without a trailing slash. */
  public static String baseUrl(Context ctx) {
    return ctx.scheme() + "://" + ctx.host();
  }

  /** "ja" or "en": the parameter {@code lang}, else the browser's first wish, else Japanese. */
  public static String language(Context ctx) {
    String wish = text(ctx, "lang").orElseGet(() -> acceptedLanguage(ctx));
    return wish.startsWith("en") ? "en" : "ja";
  }

  private static String acceptedLanguage(Context ctx) {
    String header = ctx.header("Accept-Language");
    return header == null ? "ja" : header;
  }
}
