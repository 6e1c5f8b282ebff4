package org.machizu.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.machizu.access.Actor;

/** What a request tells apart from its query parameters and body. */
public final class Requests {
  static final String ACTOR = "machizu.actor";
  static final String STILL = "machizu.still";
  static final String BASE_URL = "machizu.baseUrl";

  private static final int LONGEST_WISH = 200;

  private Requests() {}

  /** Who is calling; the public when nobody is signed in. */
  public static Actor actor(Context ctx) {
    Actor actor = ctx.attribute(ACTOR);
    return actor == null ? Actor.PUBLIC : actor;
  }

  /**
   * Whether the session or token that the request came with still stands for the same actor with
   * the same roles; for answers that last. To be asked later, by any thread.
   */
  public static BooleanSupplier isStillTheSame(Context ctx) {
    Actor actor = actor(ctx);
    Supplier<Optional<Actor>> now = ctx.attribute(STILL);
    return now == null || actor.isPublic()
        ? () -> true
        : () -> now.get().filter(one -> one.from(actor.from()).equals(actor)).isPresent();
  }

  /**
   * Where the request comes from, for logs, the audit and lock-outs: behind proxies of {@code
   * proxy.trusted} the client's own address, else that of the connection.
   */
  public static ClientAddress clientAddress(Context ctx) {
    return ClientAddress.parse(ctx.req().getRemoteAddr());
  }

  /** Who is counted together in limits: an account of staff, else an address. */
  public static Object limitedClient(Context ctx) {
    Actor actor = actor(ctx);
    return actor.isStaff() ? actor.name() : clientAddress(ctx).shared();
  }

  /** A whole number from the path, within bounds. */
  public static long pathNumber(Context ctx, String name, long min, long max) {
    return parseWholeNumber(name, ctx.pathParam(name), min, max);
  }

  static long parseWholeNumber(String name, String value, long min, long max) {
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

  /** Scheme, host and port by which browsers reach us, without a trailing slash. */
  public static String baseUrl(Context ctx) {
    String set = ctx.attribute(BASE_URL);
    return set != null ? set : ctx.scheme() + "://" + ctx.host();
  }

  /** "ja" or "en": the parameter {@code lang}, else the browser's first wish, else Japanese. */
  public static String language(Context ctx) {
    String wish = Query.of(ctx).text("lang").orElseGet(() -> acceptedLanguage(ctx));
    return wish.startsWith("en") ? "en" : "ja";
  }

  /** "ja", "easy" or "en" for a page that the server writes: as {@link #language}. */
  public static String languageOfPage(Context ctx) {
    return Query.of(ctx).text("lang").orElse("").equals("easy") ? "easy" : language(ctx);
  }

  private static String acceptedLanguage(Context ctx) {
    String header = ctx.header("Accept-Language");
    return header == null ? "ja" : header;
  }

  /**
   * "ja" or "en" for what goes wrong: the parameter {@code lang}, else which of the two is wished
   * for more. Programs, which wish for nothing, get English.
   */
  public static String languageOfProblems(Context ctx) {
    String wish = ctx.queryParam("lang");
    if (wish != null) {
      return wish.startsWith("ja") ? "ja" : "en";
    }
    String header = ctx.header("Accept-Language");
    return header != null && header.length() <= LONGEST_WISH && wishesJapanese(header)
        ? "ja"
        : "en";
  }

  private static boolean wishesJapanese(String header) {
    try {
      List<Locale.LanguageRange> wishes = Locale.LanguageRange.parse(header);
      return "ja".equals(Locale.lookupTag(wishes, List.of("en", "ja")));
    } catch (IllegalArgumentException e) {
      return false; // no list of languages
    }
  }
}
