package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsWkt;

/** A TIFF file that is being written: tiles are appended, then the directory that lists them. */
final class TiffOutput implements AutoCloseable {
  private static final long MAX_BYTES = 0xffffffffL;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;

  private final FileChannel channel;
  private long end = HEADER_BYTES;

  /** Where the place of the next directory has to be written. */
  private long nextDirectory = 4;

  TiffOutput(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    put(
        ByteBuffer.allocate(HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 'I')
            .put((byte) 'I')
            .putShort((short) 42)
            .putInt(0)
            .flip(),
        0);
  }

  /** One size of the raster, and where its tiles lie. */
  static final class Page {
    private final int width;
    private final int height;
    private final int side;
    private final List<long[]> tiles = new ArrayList<>();

    Page(int width, int height, int side) {
      this.width = width;
      this.height = height;
      this.side = side;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    int across() {
      return Math.ceilDiv(width, side);
    }

    int down() {
      return Math.ceilDiv(height, side);
    }

    Window window(int column, int row) {
      int x = column * side;
      int y = row * side;
      return new Window(x, y, Math.min(side, width - x), Math.min(side, height - y));
    }

    /** The next tile, row by row. */
    void add(long[] offsetAndBytes) {
      tiles.add(offsetAndBytes);
    }
  }

  /** Compresses and writes a tile; tells where it lies and how many bytes it has. */
  long[] append(byte[] samples) throws IOException {
    byte[] packed = new byte[samples.length / 2 + 1_024];
    int bytes = 0;
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(samples);
      deflater.finish();
      while (!deflater.finished()) {
        if (bytes == packed.length) {
          packed = Arrays.copyOf(packed, packed.length * 2);
        }
        bytes += deflater.deflate(packed, bytes, packed.length - bytes);
      }
    }
    long at = end;
    appendRaw(ByteBuffer.wrap(packed, 0, bytes));
    return new long[] {at, bytes};
  }

  /** The samples of a tile that was written before. */
  byte[] read(Page page, int column, int row, int bytesPerPixel) throws IOException {
    long[] tile = page.tiles.get(row * page.across() + column);
    ByteBuffer packed = ByteBuffer.allocate((int) tile[1]);
    while (packed.hasRemaining()) {
      if (channel.read(packed, tile[0] + packed.position()) < 0) {
        throw new IOException("the file became shorter while it was being written");
      }
    }
    try {
      return Unpacking.inflate(packed.array(), page.side * page.side * bytesPerPixel);
    } catch (BlockException e) {
      throw new IOException("the file changed while it was being written", e);
    }
  }

  /**
   * Writes the directory of a page.
   *
   * @param overview whether the page is a smaller copy of the first
   */
  void directory(Page page, GeoTiffWriter.TileForm<?> form, Placement placement, boolean overview)
      throws IOException {
    Map<Integer, Entry> entries = new TreeMap<>();
    int bands = form.bands();
    if (overview) {
      entries.put(Tiff.NEW_SUBFILE_TYPE, longs(1));
    }
    entries.put(Tiff.WIDTH, longs(page.width));
    entries.put(Tiff.HEIGHT, longs(page.height));
    entries.put(Tiff.BITS, shorts(repeated(form.isGrid() ? 32 : 8, bands)));
    entries.put(Tiff.COMPRESSION, shorts(Tiff.DEFLATE));
    entries.put(Tiff.PHOTOMETRIC, shorts(form.isGrid() ? Tiff.BLACK_IS_ZERO : Tiff.RGB));
    entries.put(Tiff.SAMPLES, shorts(bands));
    entries.put(Tiff.PLANAR, shorts(1));
    entries.put(
        Tiff.PREDICTOR, shorts(form.isGrid() ? Tiff.PREDICT_FLOAT : Tiff.PREDICT_HORIZONTAL));
    entries.put(Tiff.TILE_WIDTH, shorts(page.side));
    entries.put(Tiff.TILE_HEIGHT, shorts(page.side));
    entries.put(Tiff.TILE_OFFSETS, longs(page.tiles.stream().mapToLong(t -> t[0]).toArray()));
    entries.put(Tiff.TILE_BYTES, longs(page.tiles.stream().mapToLong(t -> t[1]).toArray()));
    if (bands == 4) {
      entries.put(Tiff.EXTRA_SAMPLES, shorts(2));
    }
    entries.put(
        Tiff.SAMPLE_FORMAT, shorts(repeated(form.isGrid() ? Tiff.FLOAT : Tiff.UNSIGNED, bands)));
    String noData = form.noData();
    if (noData != null) {
      entries.put(Tiff.GDAL_NODATA, ascii(noData));
    }
    if (!overview) {
      entries.put(Tiff.PIXEL_SCALE, doubles(placement.pixelWidth(), placement.pixelHeight(), 0));
      entries.put(Tiff.TIE_POINTS, doubles(0, 0, 0, placement.west(), placement.north(), 0));
      String citation = CrsWkt.name(placement.crs()) + "|";
      entries.put(Tiff.GEO_KEYS, shorts(geoKeys(placement.crs(), citation.length())));
      entries.put(Tiff.GEO_ASCII, ascii(citation));
    }
    write(entries);
  }

  private static long[] geoKeys(Crs crs, int citationLength) {
    int model = crs.isGeographic() ? 2 : 1;
    long[] unit =
        crs.isGeographic() ? new long[] {2054, 0, 1, 9102} : new long[] {3076, 0, 1, 9001};
    int codeKey = crs.isGeographic() ? 2048 : 3072;
    int citationKey = crs.isGeographic() ? 2049 : 1026;
    List<long[]> keys = new ArrayList<>();
    keys.add(new long[] {1024, 0, 1, model});
    keys.add(new long[] {1025, 0, 1, 1});
    keys.add(new long[] {citationKey, Tiff.GEO_ASCII, citationLength, 0});
    keys.add(new long[] {codeKey, 0, 1, crs.epsg()});
    keys.add(unit);
    keys.sort(Comparator.comparingLong(key -> key[0]));
    long[] all = new long[4 + 4 * keys.size()];
    all[0] = 1;
    all[1] = 1;
    all[3] = keys.size();
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i), 0, all, 4 + 4 * i, 4);
    }
    return all;
  }

  private record Entry(int type, int count, byte[] value) {}

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Entry shorts(long... values) {
    ByteBuffer b = buffer(values.length * 2);
    for (long value : values) {
      b.putShort((short) value);
    }
    return new Entry(SHORT, values.length, b.array());
  }

  private static Entry longs(long... values) {
    ByteBuffer b = buffer(values.length * 4);
    for (long value : values) {
      b.putInt((int) value);
    }
    return new Entry(LONG, values.length, b.array());
  }

  private static Entry doubles(double... values) {
    ByteBuffer b = buffer(values.length * 8);
    for (double value : values) {
      b.putDouble(value);
    }
    return new Entry(DOUBLE, values.length, b.array());
  }

  private static Entry ascii(String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    return new Entry(ASCII, bytes.length, bytes);
  }

  private static long[] repeated(long value, int times) {
    long[] all = new long[times];
    Arrays.fill(all, value);
    return all;
  }

  private void write(Map<Integer, Entry> entries) throws IOException {
    ByteBuffer table = buffer(2 + entries.size() * ENTRY_BYTES + 4);
    table.putShort((short) entries.size());
    for (var entry : entries.entrySet()) {
      Entry e = entry.getValue();
      table.putShort(entry.getKey().shortValue()).putShort((short) e.type).putInt(e.count);
      if (e.value.length <= 4) {
        table.put(Arrays.copyOf(e.value, 4));
      } else {
        table.putInt((int) end);
        appendRaw(ByteBuffer.wrap(e.value));
      }
    }
    table.putInt(0);
    long at = end;
    appendRaw(table.flip());
    put(buffer(4).putInt((int) at).flip(), nextDirectory);
    nextDirectory = end - 4;
  }

  private void appendRaw(ByteBuffer bytes) throws IOException {
    long length = bytes.remaining();
    if (end + length + 1 > MAX_BYTES) {
      throw new IOException("the GeoTIFF would be larger than 4 GiB; write it in parts");
    }
    put(bytes, end);
    end += length + (length & 1); // places in the file are even
  }

  private void put(ByteBuffer bytes, long at) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
