package org.machizu.tiles.pack;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.grid.WorldGrid;

/**
 * One layer as one reader may see it, at one revision: immutable, sorted along the Hilbert curve,
 * about a hundred bytes a parcel, outside the heap. Safe for any number of threads. Made by {@link
 * LayerPackBuilder}, or mapped from a file.
 *
 * <p>An entry is a feature's shape of one kind; a feature whose geometry mixes kinds has several
 * entries. Coordinates and boxes are on the pack's {@link #grid}.
 */
public final class LayerPack {
  private final WorldGrid grid;
  private final MemorySegment pack;
  private final MemorySegment ids;
  private final MemorySegment kinds;
  private final MemorySegment sizes;
  private final MemorySegment shapeStarts;
  private final MemorySegment shapes;
  private final MemorySegment valueIndexes;
  private final MemorySegment valueStarts;
  private final MemorySegment values;
  private final BoxTree boxes;
  private final int entries;
  private final String name;
  private final List<String> attributes;
  private final ZoomRange zoomRange;

  /**
   * @param pack as laid out by {@link PackFile}
   */
  LayerPack(MemorySegment pack, WorldGrid grid) {
    this.grid = grid;
    this.pack = pack;
    entries = pack.get(PackFile.INT, PackFile.ENTRIES);
    ids = PackFile.section(pack, PackSection.IDS);
    kinds = PackFile.section(pack, PackSection.KINDS);
    sizes = PackFile.section(pack, PackSection.SIZES);
    shapeStarts = PackFile.section(pack, PackSection.SHAPE_STARTS);
    shapes = PackFile.section(pack, PackSection.SHAPES);
    valueIndexes = PackFile.section(pack, PackSection.VALUE_INDEXES);
    valueStarts = PackFile.section(pack, PackSection.VALUE_STARTS);
    values = PackFile.section(pack, PackSection.VALUES);
    boxes = new BoxTree(PackFile.section(pack, PackSection.BOXES), entries);
    zoomRange =
        new ZoomRange(
            pack.get(PackFile.INT, PackFile.FIRST_ZOOM),
            pack.get(PackFile.INT, PackFile.LAST_ZOOM));
    NameReader names = new NameReader(PackFile.section(pack, PackSection.NAMES));
    name = names.next();
    attributes = names.list(pack.get(PackFile.INT, PackFile.ATTRIBUTES));
  }

  /** On which its shapes lie. */
  public WorldGrid grid() {
    return grid;
  }

  /**
   * Maps a pack that {@link #write} made, after checking it.
   *
   * @throws PackFormatException when the file is no pack, damaged, cut off or of another version
   * @throws IOException when it cannot be read
   */
  public static LayerPack map(Path file) throws IOException {
    return new LayerPack(PackFile.map(file), WorldGrid.webMercator());
  }

  /**
   * Writes the pack to a file that only its owner may read, whole or not at all.
   *
   * @throws IllegalStateException when it is on another grid than that of the web's tiles: the file
   *     would not tell
   */
  public void write(Path file) throws IOException {
    requireWebMercator("be written to a file");
    PackFile.write(pack, file);
  }

  /** The layer's name in a tile. */
  public String name() {
    return name;
  }

  /** Attribute names in the order of the schema. */
  public List<String> attributes() {
    return attributes;
  }

  public ZoomRange zoomRange() {
    return zoomRange;
  }

  /** The layer's revision that was packed. */
  public Revision revision() {
    return new Revision(pack.get(PackFile.LONG, PackFile.REVISION));
  }

  /** Features with a place; entries may be more. */
  public int featureCount() {
    return pack.get(PackFile.INT, PackFile.FEATURES);
  }

  /** Features left out since they have no place: null, empty or non-finite geometry. */
  public long unplacedCount() {
    return pack.get(PackFile.LONG, PackFile.UNPLACED);
  }

  /** Memory (or file size) in bytes. */
  public long byteSize() {
    return pack.byteSize();
  }

  /**
   * The box of all features; empty when there is none with a place.
   *
   * @throws IllegalStateException when it is on another grid than that of the web's tiles, whose
   *     boxes are none in degrees
   */
  public Optional<Envelope> extent() {
    requireWebMercator("tell its extent in degrees");
    return entries == 0 ? Optional.empty() : Optional.of(boxes.root().toEnvelope());
  }

  private void requireWebMercator(String what) {
    if (!grid.equals(WorldGrid.webMercator())) {
      throw new IllegalStateException("a pack on the " + grid + " cannot " + what);
    }
  }

  /** The number of entries; they are numbered from 0 along the Hilbert curve. */
  public int entryCount() {
    return entries;
  }

  /** Adds the entries whose box shares a point with {@code box}, in ascending order. */
  public void search(WorldBox box, IndexList found) {
    boxes.search(box, found);
  }

  /** The feature id of an entry. */
  public long id(int entry) {
    return ids.get(PackFile.LONG, 8L * entry);
  }

  public WorldBox box(int entry) {
    return boxes.box(entry);
  }

  public ShapeKind kind(int entry) {
    return ShapeKind.ofCode(kinds.get(ValueLayout.JAVA_BYTE, entry));
  }

  /** Number of points, length in world units, or area in square world units, by kind. */
  public double size(int entry) {
    return sizes.get(PackFile.FLOAT, 4L * entry);
  }

  /**
   * Reads an entry's shape with the vertices that a zoom needs.
   *
   * @param zoom from the last of {@link #zoomRange()} on, all vertices are read
   */
  public void readShape(int entry, int zoom, WorldShape into) {
    int start = shapeStarts.get(PackFile.INT, 4L * entry);
    int end = shapeStarts.get(PackFile.INT, 4L * (entry + 1));
    byte[] bytes = new byte[end - start];
    MemorySegment.copy(shapes, ValueLayout.JAVA_BYTE, start, bytes, 0, bytes.length);
    WorldBox box = box(entry);
    int read = zoom >= zoomRange.max() ? ShapeCodec.ALL : zoom;
    ShapeCodec.read(kind(entry), bytes, box.minX(), box.minY(), read, into);
  }

  /** The position of an attribute's value among the pack's values; -1 when it is empty. */
  public int valueIndex(int entry, int attribute) {
    return valueIndexes.get(PackFile.INT, 4L * ((long) entry * attributes.size() + attribute));
  }

  /** Appends a value as a vector tile layer's field: tag, length and {@code Value} message. */
  public void copyValue(int value, ByteWriter out) {
    int start = valueStarts.get(PackFile.INT, 4L * value);
    int end = valueStarts.get(PackFile.INT, 4L * (value + 1));
    out.write(values, start, end - start);
  }

  /**
   * The order of all packs: along the Hilbert curve by the middle of the box, then by id, then by
   * kind.
   */
  static int compareOrder(
      WorldBox box, long id, ShapeKind kind, WorldBox otherBox, long otherId, ShapeKind otherKind) {
    int byPlace = Long.compare(place(box), place(otherBox));
    int byId = byPlace != 0 ? byPlace : Long.compare(id, otherId);
    return byId != 0 ? byId : kind.compareTo(otherKind);
  }

  /** Whether an entry stands before one of another pack in the common order. */
  boolean isBefore(int entry, LayerPack other, int otherEntry) {
    return compareOrder(
            box(entry),
            id(entry),
            kind(entry),
            other.box(otherEntry),
            other.id(otherEntry),
            other.kind(otherEntry))
        < 0;
  }

  /** The place of a box along the curve. */
  static long place(WorldBox box) {
    // both sums fit an unsigned int
    return Hilbert.index((box.minX() + box.maxX()) >>> 1, (box.minY() + box.maxY()) >>> 1);
  }

  private static final class NameReader {
    private final MemorySegment bytes;
    private long position;

    NameReader(MemorySegment bytes) {
      this.bytes = bytes;
    }

    List<String> list(int count) {
      String[] names = new String[count];
      for (int i = 0; i < count; i++) {
        names[i] = next();
      }
      return List.of(names);
    }

    String next() {
      byte[] utf8 = new byte[bytes.get(PackFile.INT.withByteAlignment(1), position)];
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position + 4, utf8, 0, utf8.length);
      position += 4 + utf8.length;
      return new String(utf8, StandardCharsets.UTF_8);
    }
  }
}
