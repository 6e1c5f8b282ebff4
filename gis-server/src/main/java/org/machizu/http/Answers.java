package org.machizu.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Answers with validators: every GET carries an ETag and honours If-None-Match. */
public final class Answers {
  /** An attribute of requests whose answer differs for other sites' pages. */
  static final String VARIES_BY_ORIGIN = "machizu.variesByOrigin";

  /** An attribute of requests that may be answered with a page or with JSON. */
  static final String VARIES_BY_ACCEPT = "machizu.variesByAccept";

  private static final String VARY = "Cookie, Authorization, Accept-Language, Accept-Encoding";

  private Answers() {}

  /** A JSON value; its ETag is taken from its bytes. */
  public static void json(Context ctx, Object value) {
    bytes(ctx, "application/json", Json.bytes(value));
  }

  /** Bytes; their ETag is taken from them. */
  public static void bytes(Context ctx, String mediaType, byte[] body) {
    String etag = etagOf(body);
    cacheHeaders(ctx, etag);
    if (matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(mediaType).result(body);
  }

  /**
   * A page.
   *
   * @param language of its texts, "ja" or "en"
   */
  public static void html(Context ctx, String language, byte[] page) {
    ctx.header("Content-Language", language);
    bytes(ctx, "text/html; charset=utf-8", page);
  }

  /**
   * Bytes whose ETag is known before they are made, so that an unchanged answer costs nothing.
   *
   * @param tag what identifies this state of this address; without quotes
   */
  public static void tagged(Context ctx, String mediaType, String tag, Supplier<byte[]> body) {
    String etag = "\"" + tag + "\"";
    cacheHeaders(ctx, etag);
    if (matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(mediaType).result(body.get());
  }

  /** Whether the caller already has this state. */
  public static boolean matches(Context ctx, String etag) {
    String known = ctx.header("If-None-Match");
    return known != null && names(known, etag);
  }

  /** Whether a change may be made to this state: the caller has seen it, or does not care. */
  public static boolean fitsIfMatch(Context ctx, String etag) {
    String seen = ctx.header("If-Match");
    return seen == null || names(seen, etag);
  }

  private static boolean names(String header, String etag) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        // a proxy or server that compresses may mark the tag with its method
        .map(tag -> tag.replaceFirst("(--|-)gzip\"$", "\""))
        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
  }

  /**
   * Cache headers for content that depends on who asks: shared caches may keep only what the public
   * sees, and everybody asks again each time.
   */
  public static void cacheHeaders(Context ctx, String etag) {
    boolean isPublic = Requests.actor(ctx).isPublic();
    ctx.header("ETag", etag);
    ctx.header("Cache-Control", isPublic ? "public, no-cache" : "private, no-cache");
    String byOrigin = ctx.attribute(VARIES_BY_ORIGIN) == null ? "" : ", Origin";
    String byAccept = ctx.attribute(VARIES_BY_ACCEPT) == null ? "" : ", Accept";
    ctx.header("Vary", VARY + byOrigin + byAccept);
  }

  /** A short strong tag of some bytes, with quotes. */
  public static String etagOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A short tag of a text, without quotes. */
  public static String tagOf(String text) {
    return tagOf(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A short tag of some bytes, without quotes. */
  public static String tagOf(byte[] bytes) {
    String quoted = etagOf(bytes);
    return quoted.substring(1, quoted.length() - 1);
  }
}
