package org.machizu.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Takes the sum of each section, and hands everything on when somebody else wants it too. */
final class SummingSink implements TownSink {
  private static final int LOOK_EVERY = 1000;
  private static final long NOTHING = -1;

  private final @Nullable TownSink next;
  private final Progress progress;
  private final List<SectionSum> sums = new ArrayList<>();

  /**
   * @param progress asked whether to go on
   */
  SummingSink(@Nullable TownSink next, Progress progress) {
    this.next = next;
    this.progress = progress;
  }

  List<SectionSum> sums() {
    return List.copyOf(sums);
  }

  @Override
  public RowSink begin(Section section) {
    return new Sum(section, next == null ? null : next.begin(section));
  }

  private final class Sum implements RowSink {
    private final Section section;
    private final @Nullable RowSink rows;
    private final MessageDigest digest = sha256();
    private final WKBWriter geometries = new WKBWriter(2);
    private long count;

    private Sum(Section section, @Nullable RowSink rows) {
      this.section = section;
      this.rows = rows;
      bytes(section.head().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void row(@Nullable Object... values) throws CancelledException {
      if (values.length != section.columns().size()) {
        throw new IllegalStateException(
            "%s: a row has %d values; its columns are %s"
                .formatted(section.name(), values.length, section.columns()));
      }
      if (++count % LOOK_EVERY == 0) {
        progress.checkCancelled();
      }
      for (Object value : values) {
        add(value);
      }
      if (rows != null) {
        rows.row(values);
      }
    }

    /** With its length before it, so that no two rows have the same bytes. */
    private void add(@Nullable Object value) {
      switch (value) {
        case null -> number(NOTHING);
        case byte[] bytes -> bytes(bytes);
        case Geometry geometry -> bytes(geometries.write(geometry));
        case Long number -> number(number);
        case Double number -> number(Double.doubleToLongBits(number));
        default -> bytes(value.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    private void bytes(byte[] bytes) {
      number(bytes.length);
      digest.update(bytes);
    }

    private void number(long number) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    @Override
    public void end() {
      if (rows != null) {
        rows.end();
      }
      sums.add(new SectionSum(section.name(), count, HexFormat.of().formatHex(digest.digest())));
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
