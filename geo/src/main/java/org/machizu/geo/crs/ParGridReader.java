package org.machizu.geo.crs;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the horizontal {@code .par} parameter files of the Geospatial Information Authority of
 * Japan: {@code TKY2JGD.par} (two header lines) and those of PatchJGD such as {@code
 * touhokutaiheiyouoki2011.par} (sixteen). The last header line names the columns, {@code MeshCode
 * dB(sec) dL(sec)}; then each line is a corner: eight-digit third-mesh code, shift of latitude,
 * shift of longitude, both in seconds, parted by spaces. Order is free; a mesh code may stand once.
 */
public final class ParGridReader {
  /** TKY2JGD.par has 11 MB. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_HEADER_LINES = 64;

  /** No shift between the datums of Japan reaches half a minute. */
  private static final double MAX_SECONDS = 30;

  private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

  private final BufferedReader reader;
  private final String file;
  private int lineNumber;
  private String title = "";
  private long[] keyAndRow = new long[1024];
  private double[] lat = new double[1024];
  private double[] lon = new double[1024];
  private int size;

  private ParGridReader(BufferedReader reader, String file) {
    this.reader = reader;
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws ParFormatException when the file is not of this format or too large
   * @throws IOException when it cannot be read
   */
  public static GridShift read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, String.valueOf(path.getFileName()));
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @param in read to its end, not closed
   * @param file name for messages and reports
   */
  public static GridShift read(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ParFormatException(
          file,
          0,
          "the file has more than " + MAX_BYTES + " bytes; a .par grid has about 11 million");
    }
    var text = new InputStreamReader(new ByteArrayInputStream(bytes), WINDOWS_31J);
    return new ParGridReader(new BufferedReader(text), file).read();
  }

  private GridShift read() throws IOException {
    readHeader();
    String line;
    while ((line = nextLine()) != null) {
      if (!line.isBlank()) {
        addRow(line);
      }
    }
    if (size == 0) {
      throw new ParFormatException(file, lineNumber, "the file has a header but no mesh codes");
    }
    return sorted();
  }

  private void readHeader() throws IOException {
    for (int i = 0; i < MAX_HEADER_LINES; i++) {
      String line = nextLine();
      if (line == null) {
        break;
      }
      if (i == 0) {
        title = shortened(line.strip());
      }
      String columns = line.replace(" ", "").toLowerCase(Locale.ROOT);
      if (columns.startsWith("meshcode")) {
        if (!columns.equals("meshcodedb(sec)dl(sec)")) {
          throw new ParFormatException(
              file,
              lineNumber,
              "the columns are '%s', but only horizontal grids with 'MeshCode dB(sec) dL(sec)' (TKY2JGD, PatchJGD) can be used; height (PatchJGD(H), HyokoRev) and SemiDynaEXE files cannot"
                  .formatted(shortened(line.strip())));
        }
        return;
      }
    }
    throw new ParFormatException(
        file,
        lineNumber,
        "no line 'MeshCode dB(sec) dL(sec)' among the first %d; is this a .par file of TKY2JGD or PatchJGD?"
            .formatted(MAX_HEADER_LINES));
  }

  private void addRow(String line) throws ParFormatException {
    String[] fields = line.strip().split("\\s+", 5);
    if (fields.length != 3) {
      throw new ParFormatException(
          file,
          lineNumber,
          "%d values instead of three: mesh code, shift of latitude, shift of longitude (seconds)"
              .formatted(fields.length));
    }
    int key = MeshNode.parse(fields[0]);
    if (key < 0) {
      throw new ParFormatException(
          file, lineNumber, "'" + shortened(fields[0]) + "' is no eight-digit third-mesh code");
    }
    if (size == keyAndRow.length) {
      keyAndRow = Arrays.copyOf(keyAndRow, 2 * size);
      lat = Arrays.copyOf(lat, 2 * size);
      lon = Arrays.copyOf(lon, 2 * size);
    }
    keyAndRow[size] = (long) key << 32 | size;
    lat[size] = seconds(fields[1]);
    lon[size] = seconds(fields[2]);
    size++;
  }

  private double seconds(String field) throws ParFormatException {
    double value;
    try {
      value = Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new ParFormatException(
          file, lineNumber, "'" + shortened(field) + "' is no number of seconds");
    }
    if (!(Math.abs(value) <= MAX_SECONDS)) {
      throw new ParFormatException(
          file,
          lineNumber,
          "a shift of %s seconds is not allowed; datums of Japan differ by less than %s"
              .formatted(shortened(field), MAX_SECONDS));
    }
    return value;
  }

  private GridShift sorted() throws ParFormatException {
    long[] order = Arrays.copyOf(keyAndRow, size);
    Arrays.sort(order);
    int[] keys = new int[size];
    double[] latSeconds = new double[size];
    double[] lonSeconds = new double[size];
    for (int i = 0; i < size; i++) {
      int row = (int) order[i];
      keys[i] = (int) (order[i] >> 32);
      if (i > 0 && keys[i] == keys[i - 1]) {
        throw new ParFormatException(
            file,
            0,
            "a mesh code stands twice, at the data rows %d and %d"
                .formatted((int) order[i - 1] + 1, row + 1));
      }
      latSeconds[i] = lat[row];
      lonSeconds[i] = lon[row];
    }
    return new GridShift(
        title.isEmpty() ? file : file + " (" + title + ")", keys, latSeconds, lonSeconds);
  }

  /** No message or report carries a whole wrong file. */
  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private @Nullable String nextLine() throws IOException {
    lineNumber++;
    return reader.readLine();
  }
}
