package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a .shp file one after the other. An .shx beside it is needed only where it tells
 * another order or leaves records out, as some editors do; otherwise the file is read straight on.
 *
 * <p>A file that ends too early is refused, never read up to its broken end: whoever imports must
 * not lose the rest of a town without knowing.
 */
final class ShpFile implements Closeable {
  private static final int FILE_CODE = 9994;
  static final int HEADER = 100;
  private static final int RECORD_HEADER = 8;

  /** Bytes of one vertex with Z and M, and of its share in parts. */
  private static final long MAX_BYTES_PER_VERTEX = 36;

  private final FileWindow file;
  private final String name;
  private final ShapeType type;
  private final long declaredEnd;
  private final long maxContent;
  private final @Nullable ShxIndex index;
  private final Consumer<Problem> problems;
  private long position = HEADER;
  private int records;
  private int from;
  private int to;

  /**
   * @param shx null when there is none
   */
  ShpFile(Path shp, @Nullable Path shx, ReadLimits limits, Consumer<Problem> problems)
      throws FormatException, IOException {
    this.file = new FileWindow(shp);
    this.name = String.valueOf(shp.getFileName());
    this.problems = problems;
    this.maxContent = 200 + MAX_BYTES_PER_VERTEX * limits.maxVertices();
    try {
      if (file.size() < HEADER) {
        throw truncated(
            file.size() == 0
                ? "it is empty"
                : "it has %d bytes; the header alone has %d".formatted(file.size(), HEADER));
      }
      int at = file.at(0, HEADER);
      if (Bytes.bigEndianInt(file.bytes(), at) != FILE_CODE) {
        throw new FormatException(
            "shp-not-a-shapefile",
            name + " does not begin as a Shapefile does",
            "Give the .shp of a Shapefile, or a .zip with its parts.");
      }
      this.declaredEnd = 2 * (Bytes.bigEndianInt(file.bytes(), at + 24) & 0xFFFFFFFFL);
      if (declaredEnd > file.size()) {
        throw truncated(
            "its header says %,d bytes, but it has %,d".formatted(declaredEnd, file.size()));
      }
      this.type = readType(Bytes.intAt(file.bytes(), at + 32));
      this.index = shx == null ? null : ShxIndex.read(shx, file.size(), problems).orElse(null);
    } catch (FormatException | IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ShapeType readType(int code) throws FormatException {
    if (code == ShapeType.MULTIPATCH) {
      throw new FormatException(
          "shp-multipatch",
          name + " holds MultiPatch shapes (bodies in space), which are no map features",
          "Convert it to polygons first.");
    }
    return ShapeType.find(code)
        .orElseThrow(() ->
            new FormatException(
                "shp-damaged",
                name + " says its shapes are of type " + code + ", which does not exist",
                "Get the file again from its source."));
  }

  private FormatException truncated(String how) {
    return new FormatException(
        "shp-truncated",
        name + " is cut off: " + how + "; nothing of it was taken",
        "Copy or download the file again; the transfer was probably broken off.");
  }

  private FormatException damaged(String how) {
    return new FormatException(
        "shp-damaged",
        "%s is damaged at record %,d (byte %,d): %s; nothing of it was taken"
            .formatted(name, records + 1, position, how),
        "Get the file again from its source, or repair it there.");
  }

  ShapeType type() {
    return type;
  }

  /** Records, where the .shx tells. */
  OptionalLong expectedRecords() {
    return index == null ? OptionalLong.empty() : OptionalLong.of(index.size());
  }

  /** Bytes that hold the record found last, from {@link #from} to {@link #to}. */
  byte[] bytes() {
    return file.bytes();
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** What a step to the next record found. */
  enum Step {
    RECORD,
    /** A record too large to be read; passed over. */
    TOO_LARGE,
    END
  }

  /** Steps to the next record. */
  Step next() throws FormatException, IOException {
    if (index != null && !index.isInFileOrder()) {
      if (records == index.size()) {
        return Step.END;
      }
      position = index.offset(records);
    }
    if (position == file.size()) {
      return Step.END;
    }
    try {
      return readRecord();
    } catch (EOFException shorter) {
      throw truncated("it was shortened while it was read");
    }
  }

  private Step readRecord() throws FormatException, IOException {
    if (file.size() - position < RECORD_HEADER) {
      return endOrTruncated("it ends inside the head of record " + (records + 1));
    }
    int head = file.at(position, RECORD_HEADER);
    long content = 2L * Bytes.bigEndianInt(file.bytes(), head + 4);
    if (content < 4) {
      if (position >= declaredEnd) {
        return rubbishAtTheEnd();
      }
      throw damaged("it says it has " + content + " bytes; at least 4 are needed");
    }
    long end = position + RECORD_HEADER + content;
    if (end > file.size()) {
      return endOrTruncated(
          "record %,d needs %,d bytes, but only %,d follow"
              .formatted(records + 1, content, file.size() - position - RECORD_HEADER));
    }
    boolean tooLarge = content > maxContent;
    if (!tooLarge) {
      from = file.at(position + RECORD_HEADER, (int) content);
      to = from + (int) content;
    }
    position = end;
    records++;
    return tooLarge ? Step.TOO_LARGE : Step.RECORD;
  }

  private Step endOrTruncated(String how) throws FormatException {
    if (position >= declaredEnd) {
      return rubbishAtTheEnd();
    }
    throw truncated(how);
  }

  /** Behind the end that the header tells, bytes that are no record do no harm. */
  private Step rubbishAtTheEnd() {
    problems.accept(
        new Problem(
            Problem.Severity.NOTE,
            0,
            null,
            null,
            "shp-trailing-bytes",
            "%s has %,d bytes behind its last record; they were passed over"
                .formatted(name, file.size() - position),
            "Nothing needs to be done."));
    position = file.size();
    return Step.END;
  }

  /** Records stepped to so far. */
  int records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
