package org.machizu.tracks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.machizu.http.Problem;

/** A request's body that is read as it comes, up to a bound. */
final class BoundedBody extends FilterInputStream {
  private final long most;
  private long read;

  BoundedBody(InputStream body, long most) {
    super(body);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int some = super.read(into, offset, length);
    count(Math.max(some, 0));
    return some;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) {
    read += bytes;
    if (read > most) {
      throw Problem.of(
              413,
              "too-large",
              "More was sent than one request may bring",
              "the body has more than %d bytes".formatted(most),
              "Send it in several requests; what came before is kept, and nothing is kept twice.")
          .asException();
    }
  }
}
