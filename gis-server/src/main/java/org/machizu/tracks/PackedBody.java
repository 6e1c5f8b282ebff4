package org.machizu.tracks;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;

/** A request's body that may be packed, as its {@code Content-Encoding} says. */
final class PackedBody extends FilterInputStream {
  private static final int BUFFER = 1 << 16;

  private PackedBody(InputStream body) {
    super(body);
  }

  /**
   * @param encoding the request's header; null when it has none
   * @throws ProblemException 415 when it is neither gzip nor identity; reading throws 400 {@code
   *     bad-gzip} when the body is not what the header says
   */
  static InputStream of(InputStream body, @Nullable String encoding) throws IOException {
    String name = encoding == null ? "identity" : encoding.strip();
    if (name.isEmpty() || name.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!name.equalsIgnoreCase("gzip")) {
      throw Problem.of(
              415,
              "unsupported-encoding",
              "The body is packed in a way that is not read here",
              "Content-Encoding is '%s'; gzip is read, or nothing"
                  .formatted(name.length() <= 80 ? name : name.substring(0, 80) + "…"),
              "Send the body with Content-Encoding: gzip, or as it is.")
          .asException();
    }
    try {
      return new PackedBody(new GZIPInputStream(body, BUFFER));
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private static ProblemException broken(IOException e) {
    return Problem.of(
            400,
            "bad-gzip",
            "The body is not what its header says",
            "Content-Encoding is gzip, but the body is not whole gzip: " + e.getMessage(),
            "Send the whole body once more; what came before is kept, and nothing is kept twice.")
        .asException();
  }
}
