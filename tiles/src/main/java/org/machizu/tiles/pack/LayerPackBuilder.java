package org.machizu.tiles.pack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Packs a stream of features in one pass. Holds the packed form only, never the features; while it
 * works it takes about twice the finished pack. For one thread.
 *
 * <p>Bounds: 2 GB of shapes and 2 GB of values, some tens of millions of parcels; beyond that
 * {@link #add} throws {@link IllegalStateException}.
 */
public final class LayerPackBuilder {
  private final String name;
  private final List<String> attributes;
  private final ZoomRange zoomRange;
  private final Revision revision;
  private final WorldGrid grid;
  private final Projector projector;
  private final WorldShape shape = new WorldShape();
  private final ByteWriter shapes = new ByteWriter(1 << 16);
  private final ValuePool values = new ValuePool();
  private final List<Entry> entries = new ArrayList<>();
  private int[] valueIndexes = new int[1024];
  private long[] ids = new long[1024];
  private int features;
  private long unplaced;

  /** A packed shape on its way, in the order of arrival. */
  private record Entry(
      long place,
      long id,
      ShapeKind kind,
      WorldBox box,
      float size,
      int shapeStart,
      int shapeLength,
      int feature) {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::place)
            .thenComparingLong(Entry::id)
            .thenComparing(Entry::kind);
  }

  /**
   * @param name the layer's name in tiles
   * @param schema the attributes to pack; others that a feature has are left out
   * @param zoomRange simplification is prepared for all zooms below the last
   * @param revision the revision of the state that is packed
   * @param grid on which the shapes are laid
   */
  public LayerPackBuilder(
      String name, Schema schema, ZoomRange zoomRange, Revision revision, WorldGrid grid) {
    this(
        name,
        schema.attributes().stream().map(Attribute::name).toList(),
        zoomRange,
        revision,
        grid);
  }

  LayerPackBuilder(
      String name,
      List<String> attributes,
      ZoomRange zoomRange,
      Revision revision,
      WorldGrid grid) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a packed layer needs a name");
    }
    this.name = name;
    this.attributes = attributes;
    this.zoomRange = zoomRange;
    this.revision = revision;
    this.grid = grid;
    this.projector = new Projector(grid);
  }

  /**
   * Packs all features of a source on the grid of the web's tiles.
   *
   * @param source gives the next feature, or null at the end
   */
  public static LayerPack pack(
      String name,
      Schema schema,
      ZoomRange zoomRange,
      Revision revision,
      Supplier<@Nullable Feature> source) {
    return pack(name, schema, zoomRange, revision, WorldGrid.webMercator(), source);
  }

  /**
   * Packs all features of a source.
   *
   * @param zoomRange levels of the grid
   * @param source gives the next feature, or null at the end
   */
  public static LayerPack pack(
      String name,
      Schema schema,
      ZoomRange zoomRange,
      Revision revision,
      WorldGrid grid,
      Supplier<@Nullable Feature> source) {
    LayerPackBuilder builder = new LayerPackBuilder(name, schema, zoomRange, revision, grid);
    for (Feature next = source.get(); next != null; next = source.get()) {
      builder.add(next);
    }
    return builder.build();
  }

  /** Adds a feature; one without a place is only counted. */
  public void add(Feature feature) {
    if (feature.geometry() == null || !projector.take(feature.geometry())) {
      unplaced++;
      return;
    }
    for (ShapeKind kind : ShapeKind.values()) {
      double size = projector.project(kind, shape);
      if (size >= 0) {
        addEntry(feature.id(), kind, size);
      }
    }
    addValues(feature);
    ids = ids.length == features ? Arrays.copyOf(ids, features * 2) : ids;
    ids[features++] = feature.id();
  }

  private void addEntry(long id, ShapeKind kind, double size) {
    WorldBox box = boxOf(shape);
    int start = shapes.size();
    ShapeCodec.write(kind, shape, box, shapes);
    entries.add(
        new Entry(
            LayerPack.place(box),
            id,
            kind,
            box,
            (float) size,
            start,
            shapes.size() - start,
            features));
  }

  private static WorldBox boxOf(WorldShape shape) {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = 0;
    int maxY = 0;
    for (int i = 0; i < shape.points(); i++) {
      minX = Math.min(minX, shape.x(i));
      minY = Math.min(minY, shape.y(i));
      maxX = Math.max(maxX, shape.x(i));
      maxY = Math.max(maxY, shape.y(i));
    }
    return new WorldBox(minX, minY, maxX, maxY);
  }

  private void addValues(Feature feature) {
    int at = Math.multiplyExact(features, attributes.size());
    if (at + attributes.size() > valueIndexes.length) {
      valueIndexes =
          Arrays.copyOf(valueIndexes, Math.max(valueIndexes.length * 2, at + attributes.size()));
    }
    for (int i = 0; i < attributes.size(); i++) {
      valueIndexes[at + i] = values.add(feature.get(attributes.get(i)));
    }
  }

  /**
   * The finished pack; the builder is of no use afterwards.
   *
   * @throws IllegalArgumentException when two features have the same id
   */
  public LayerPack build() {
    refuseDoubleIds();
    entries.sort(Entry.ORDER);
    MemorySegment pack = PackFile.allocate(sectionBytes());
    writeHead(pack);
    writeEntries(pack);
    writeValues(pack);
    PackFile.seal(pack);
    return new LayerPack(pack, grid);
  }

  private void refuseDoubleIds() {
    long[] sorted = Arrays.copyOf(ids, features);
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "feature id %d stands twice in layer '%s'; ids must be unique within a layer"
                .formatted(sorted[i], name));
      }
    }
  }

  private long[] sectionBytes() {
    long count = entries.size();
    long[] bytes = new long[PackSection.COUNT];
    bytes[PackSection.NAMES.number()] = names().size();
    bytes[PackSection.IDS.number()] = 8 * count;
    bytes[PackSection.BOXES.number()] = BoxTree.byteSize(entries.size());
    bytes[PackSection.KINDS.number()] = count;
    bytes[PackSection.SIZES.number()] = 4 * count;
    bytes[PackSection.SHAPE_STARTS.number()] = 4 * (count + 1);
    bytes[PackSection.SHAPES.number()] = shapes.size();
    bytes[PackSection.VALUE_INDEXES.number()] = 4 * count * attributes.size();
    bytes[PackSection.VALUE_STARTS.number()] = 4 * (values.count() + 1L);
    bytes[PackSection.VALUES.number()] = values.bytes().size();
    return bytes;
  }

  private ByteWriter names() {
    ByteWriter out = new ByteWriter(256);
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(attributes);
    for (String each : all) {
      byte[] utf8 = each.getBytes(StandardCharsets.UTF_8);
      out.writeFixed32(utf8.length);
      out.write(utf8, utf8.length);
    }
    return out;
  }

  private void writeHead(MemorySegment pack) {
    pack.set(PackFile.LONG, PackFile.REVISION, revision.number());
    pack.set(PackFile.LONG, PackFile.UNPLACED, unplaced);
    pack.set(PackFile.INT, PackFile.ENTRIES, entries.size());
    pack.set(PackFile.INT, PackFile.FEATURES, features);
    pack.set(PackFile.INT, PackFile.ATTRIBUTES, attributes.size());
    pack.set(PackFile.INT, PackFile.VALUES, values.count());
    pack.set(PackFile.INT, PackFile.FIRST_ZOOM, zoomRange.min());
    pack.set(PackFile.INT, PackFile.LAST_ZOOM, zoomRange.max());
    copy(names(), 0, names().size(), PackFile.section(pack, PackSection.NAMES), 0);
  }

  private void writeEntries(MemorySegment pack) {
    MemorySegment idsOut = PackFile.section(pack, PackSection.IDS);
    MemorySegment kinds = PackFile.section(pack, PackSection.KINDS);
    MemorySegment sizes = PackFile.section(pack, PackSection.SIZES);
    MemorySegment starts = PackFile.section(pack, PackSection.SHAPE_STARTS);
    MemorySegment shapesOut = PackFile.section(pack, PackSection.SHAPES);
    MemorySegment indexes = PackFile.section(pack, PackSection.VALUE_INDEXES);
    BoxTree tree = new BoxTree(PackFile.section(pack, PackSection.BOXES), entries.size());
    int width = attributes.size();
    int shapeEnd = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      WorldBox box = entry.box();
      idsOut.set(PackFile.LONG, 8L * i, entry.id());
      kinds.set(ValueLayout.JAVA_BYTE, i, (byte) entry.kind().code());
      sizes.set(PackFile.FLOAT, 4L * i, entry.size());
      tree.set(i, box.minX(), box.minY(), box.maxX(), box.maxY());
      copy(shapes, entry.shapeStart(), entry.shapeLength(), shapesOut, shapeEnd);
      shapeEnd += entry.shapeLength();
      starts.set(PackFile.INT, 4L * (i + 1), shapeEnd);
      MemorySegment.copy(
          valueIndexes, entry.feature() * width, indexes, PackFile.INT, 4L * i * width, width);
    }
    tree.build();
  }

  private void writeValues(MemorySegment pack) {
    MemorySegment starts = PackFile.section(pack, PackSection.VALUE_STARTS);
    for (int i = 0; i < values.count(); i++) {
      starts.set(PackFile.INT, 4L * (i + 1), values.end(i));
    }
    copy(values.bytes(), 0, values.bytes().size(), PackFile.section(pack, PackSection.VALUES), 0);
  }

  private static void copy(ByteWriter from, int start, int length, MemorySegment to, long at) {
    MemorySegment.copy(from.array(), start, to, ValueLayout.JAVA_BYTE, at, length);
  }
}
