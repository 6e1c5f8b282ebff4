package org.machizu.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Sends a file that lies ready, whole or a piece of it, so that a copy that broke off can be gone
 * on with (RFC 9110, 14: one range of bytes; several are answered with the whole, as is allowed).
 */
public final class FileAnswer {
  private static final int PIECE = 1 << 16;
  private static final String UNIT = "bytes=";

  private FileAnswer() {}

  /** Gives the file's bytes from the first on. */
  public interface Source {
    InputStream open() throws IOException;
  }

  /**
   * What is sent.
   *
   * @param etag strong and quoted: other bytes, another tag
   * @param size bytes
   */
  public record Content(String mediaType, String etag, long size, Source source) {}

  /** First and last byte, both within the file. */
  record Range(long first, long last) {
    /**
     * What a header asks for; empty when it is none of one range, which is then passed over.
     *
     * @throws ProblemException 416 when the file has no such bytes
     */
    static Optional<Range> parse(String header, long size) {
      String asked = header.strip();
      int dash = asked.indexOf('-');
      if (!asked.startsWith(UNIT) || dash < 0 || asked.indexOf(',') >= 0) {
        return Optional.empty();
      }
      String from = asked.substring(UNIT.length(), dash).strip();
      String to = asked.substring(dash + 1).strip();
      try {
        long first = from.isEmpty() ? size - Long.parseLong(to) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Long.parseLong(to);
        if (!from.isEmpty() && last < first && !to.isEmpty()) {
          return Optional.empty();
        }
        if (first >= size) {
          throw unsatisfiable(header, size);
        }
        return Optional.of(new Range(Math.max(first, 0), Math.min(last, size - 1)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static RuntimeException unsatisfiable(String header, long size) {
      return Problem.of(
              416,
              "range-outside",
              "The file has no such bytes",
              "the range '%s' begins behind the last of %d bytes".formatted(header, size),
              "Ask without Range.")
          .asException();
    }

    long length() {
      return last - first + 1;
    }
  }

  /** Sends it; the headers of caching are the caller's. */
  public static void send(Context ctx, Content content) throws IOException {
    ctx.header("ETag", content.etag());
    ctx.header("Accept-Ranges", "bytes");
    Optional<Range> range = range(ctx, content);
    long length = range.map(Range::length).orElse(content.size());
    if (range.isPresent()) {
      ctx.status(206);
      ctx.header(
          "Content-Range",
          "bytes %d-%d/%d".formatted(range.get().first(), range.get().last(), content.size()));
    }
    ctx.res().setContentType(content.mediaType());
    ctx.res().setContentLengthLong(length);
    if (ctx.method().equals(HandlerType.HEAD)) {
      return;
    }
    try (InputStream in = content.source().open()) {
      in.skipNBytes(range.map(Range::first).orElse(0L));
      copy(in, ctx.res().getOutputStream(), length);
    }
  }

  /**
   * Sends the whole packed, when the caller takes that and asks for no piece. A packed answer
   * cannot be gone on with, and says so.
   *
   * @return whether it was sent
   */
  public static boolean sendGzipped(Context ctx, Content content) throws IOException {
    String accepted = ctx.header("Accept-Encoding");
    if (accepted == null
        || !accepted.contains("gzip")
        || ctx.header("Range") != null
        || ctx.method().equals(HandlerType.HEAD)) {
      return false;
    }
    String etag = content.etag();
    ctx.header("ETag", etag.substring(0, etag.length() - 1) + "-gzip\"");
    ctx.header("Accept-Ranges", "none");
    ctx.header("Content-Encoding", "gzip");
    ctx.res().setContentType(content.mediaType());
    try (InputStream in = content.source().open();
        OutputStream out = new GZIPOutputStream(ctx.res().getOutputStream(), PIECE)) {
      copy(in, out, content.size());
    }
    return true;
  }

  private static Optional<Range> range(Context ctx, Content content) {
    String asked = ctx.header("Range");
    String known = ctx.header("If-Range");
    boolean isOurs = known == null || known.strip().equals(content.etag());
    if (asked == null || !isOurs || !ctx.method().equals(HandlerType.GET)) {
      return Optional.empty();
    }
    try {
      return Range.parse(asked, content.size());
    } catch (ProblemException e) {
      ctx.header("Content-Range", "bytes */" + content.size());
      throw e;
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] piece = new byte[PIECE];
    for (long left = length; left > 0; ) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new IOException("the file ended " + left + " bytes before its length");
      }
      out.write(piece, 0, read);
      left -= read;
    }
  }
}
