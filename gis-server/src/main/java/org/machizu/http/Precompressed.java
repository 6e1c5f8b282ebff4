package org.machizu.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** Bodies that are kept gzipped; only a caller that cannot take them so costs their unpacking. */
public final class Precompressed {
  private Precompressed() {}

  /** Sends a gzip file as the body, with its length. */
  public static void gzip(Context ctx, String mediaType, byte[] gzip) {
    String accepted = ctx.header("Accept-Encoding");
    byte[] body = gzip;
    if (accepted != null && accepted.contains("gzip")) {
      ctx.res().setHeader("Content-Encoding", "gzip");
    } else {
      body = unpack(gzip);
    }
    ctx.res().setContentType(mediaType);
    ctx.res().setContentLength(body.length);
    try {
      ctx.res().getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unpack(byte[] gzip) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
