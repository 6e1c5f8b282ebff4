package org.machizu.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.feature.Envelope;

/** The query parameters of one request, read typed and within bounds. */
public final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Query of(Context ctx) {
    return new Query(ctx.queryParamMap());
  }

  /** As if these had stood in an address; for what comes in another way and means the same. */
  public static Query of(Map<String, String> values) {
    return new Query(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue()))));
  }

  /** The names that were given. */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * A parameter's one value; empty when it is absent or has none. A link may repeat a parameter
   * with the same value; different values are an error.
   */
  public Optional<String> text(String name) {
    List<String> distinct = values.getOrDefault(name, List.of()).stream().distinct().toList();
    if (distinct.size() > 1) {
      throw Problem.badParameter(name, String.join("', '", distinct), "it once").asException();
    }
    return distinct.stream().findFirst().filter(v -> !v.isEmpty());
  }

  /** A whole number within bounds. */
  public int integer(String name, int fallback, int min, int max) {
    return wholeNumber(name, min, max).map(Long::intValue).orElse(fallback);
  }

  /** A whole number within bounds, when it is given. */
  public Optional<Long> wholeNumber(String name, long min, long max) {
    return text(name).map(value -> Requests.parseWholeNumber(name, value, min, max));
  }

  /**
   * Whether something is wished: true or false, false when it is absent.
   *
   * @throws ProblemException 400 naming the parameter when it is something else
   */
  public boolean truth(String name) {
    String value = text(name).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badParameter(name, value, "true or false").asException();
    };
  }

  /**
   * Whole numbers separated by commas; none when the parameter is absent.
   *
   * @param most how many are allowed
   */
  public List<Long> wholeNumbers(String name, long min, long max, int most) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return List.of();
    }
    String[] parts = given.get().split(",", -1);
    if (parts.length > most) {
      throw Problem.badParameter(
              name, parts.length + " numbers", "at most " + most + " whole numbers with commas")
          .asException();
    }
    return Arrays.stream(parts)
        .map(part -> Requests.parseWholeNumber(name, part.strip(), min, max))
        .toList();
  }

  /** A moment as RFC 3339 with zone, when it is given. */
  public Optional<Instant> moment(String name) {
    return text(name).map(value -> parseMoment(name, value));
  }

  /**
   * Degrees within bounds.
   *
   * @param limit the farthest from 0 either way: 180 of a longitude, 90 of a latitude
   * @throws ProblemException 400 naming the parameter when it is something else, or absent
   */
  public double degrees(String name, double limit) {
    String text = text(name).orElse("");
    try {
      double degrees = Double.parseDouble(text);
      if (Math.abs(degrees) <= limit) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    throw Problem.badParameter(name, text, "degrees from -%.0f to %.0f".formatted(limit, limit))
        .asException();
  }

  /**
   * Parses RFC 3339 with zone.
   *
   * @throws ProblemException 400 naming the parameter when it is something else
   */
  public static Instant parseMoment(String name, String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw Problem.badParameter(name, value, "a time with zone, as 2026-01-31T09:00:00+09:00")
          .asException();
    }
  }

  /** West,south,east,north in degrees; six numbers are taken without the heights. */
  public Optional<Envelope> box(String name) {
    return text(name).map(value -> parseBox(name, value));
  }

  /**
   * Parses a box as in an address.
   *
   * @throws ProblemException 400 naming the parameter when it is something else
   */
  public static Envelope parseBox(String name, String value) {
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

  /**
   * Parses the name of a coordinate reference system ("EPSG:6680", "12系").
   *
   * @throws ProblemException 400 {@code unknown-crs}, telling what is allowed
   */
  public static Crs parseCrs(String name) {
    try {
      return CrsReference.parse(name).crs();
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "unknown-crs",
              "The coordinate reference system is not known",
              String.valueOf(e.getMessage()),
              "Give one of those, as EPSG:6680 for the plane-rectangular zone XII.")
          .asException();
    }
  }
}
