package org.machizu.tiles.encode;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.pack.ByteWriter;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.pack.LayerSnapshot.Run;
import org.machizu.tiles.pack.ShapeKind;
import org.machizu.tiles.pack.WorldShape;

/**
 * One layer of one tile, encoded, and encoded again with less when the tile is too large. For one
 * thread.
 */
final class LayerDraft {
  /** Side of the square that stands for a polygon too small to be seen, in tile units. */
  private static final int DOT_SIDE = 4;

  /** Length of the stroke that stands for a line too short to be seen, in tile units. */
  private static final int STROKE = 2;

  private final TileAddress tile;
  private final LayerSnapshot layer;
  private final List<Run> runs;
  private final boolean lastZoom;
  private final TileGeometry geometry;
  private final WorldShape shape = new WorldShape();
  private final ByteWriter commands = new ByteWriter(1024);
  private final ByteWriter tags = new ByteWriter(64);
  private final ByteWriter message = new ByteWriter(1024);
  private final ByteWriter features = new ByteWriter(1 << 14);
  private final ByteWriter body = new ByteWriter(1 << 14);
  private final int[] keyNumbers;
  private TileValues values;
  private double threshold;
  private int coarser;
  private double[] ranks = new double[64];
  private int rankCount;
  private int kept;
  private int dropped;

  LayerDraft(TileAddress tile, LayerSnapshot layer) {
    this.tile = tile;
    this.layer = layer;
    this.runs = layer.search(tile.worldBox(TileEncoder.BUFFER));
    this.lastZoom = tile.z() >= layer.zoomRange().max();
    this.geometry = new TileGeometry(tile, lastZoom);
    this.keyNumbers = new int[layer.attributes().size()];
    this.threshold = lastZoom ? 0 : Importance.SEEN;
    this.values = newValues();
    encode();
  }

  private TileValues newValues() {
    @Nullable LayerPack first = runs.isEmpty() ? null : runs.getFirst().pack();
    boolean several = false;
    @Nullable LayerPack largest = first;
    for (Run run : runs) {
      several |= run.pack() != first;
      if (largest == null || run.pack().entryCount() > largest.entryCount()) {
        largest = run.pack();
      }
    }
    return new TileValues(largest, several);
  }

  int kept() {
    return kept;
  }

  int dropped() {
    return dropped;
  }

  /** The layer as a field of the tile; nothing when it shows no feature. */
  ByteWriter body() {
    return body;
  }

  /**
   * Encodes again with less: fewer features, or, when only one is left, coarser, and at last
   * without any.
   *
   * @param factor how many times too large the tile is
   */
  void reduce(double factor) {
    if (kept > 1) {
      threshold = Math.max(threshold == 0 ? Importance.SEEN : threshold * 2, cutting(factor));
      encode();
    } else if (coarser < tile.z()) {
      coarser++;
      encode();
    } else {
      dropped += kept;
      kept = 0;
      body.clear();
    }
  }

  /**
   * The threshold that leaves about one feature in {@code factor}: a power of two, so that
   * neighbouring tiles mostly cut at the same rank.
   */
  private double cutting(double factor) {
    if (rankCount == 0) {
      return threshold * factor;
    }
    double[] sorted = Arrays.copyOf(ranks, rankCount);
    Arrays.sort(sorted);
    double cut = sorted[Math.clamp((long) (rankCount * (1 - 1 / factor)), 0, rankCount - 1)];
    return Math.scalb(1.0, Math.getExponent(cut) + 1);
  }

  private void encode() {
    kept = 0;
    dropped = 0;
    rankCount = 0;
    features.clear();
    values = newValues();
    Arrays.fill(keyNumbers, -1);
    ByteWriter keys = new ByteWriter(256);
    PointThinning points = threshold == 0 ? null : new PointThinning(tile, threshold, runs);
    Best best = null;
    for (Run run : runs) {
      for (int i = run.from(); i < run.to(); i++) {
        LayerPack pack = run.pack();
        int entry = run.list().get(i);
        double weight = Importance.weight(pack.kind(entry), pack.size(entry), tile.z());
        if (points == null || stays(pack, entry, weight, points)) {
          if (write(pack, entry, weight, keys)) {
            kept++;
            addRank(pack, entry, weight);
          }
        } else {
          dropped++;
          best = better(best, pack, entry, weight);
        }
      }
    }
    if (kept == 0 && best != null && write(best.pack, best.entry, best.weight, keys)) {
      kept++;
      dropped--;
    }
    writeBody(keys);
  }

  private void addRank(LayerPack pack, int entry, double weight) {
    if (!PointThinning.isSinglePoint(pack, entry)) {
      if (rankCount == ranks.length) {
        ranks = Arrays.copyOf(ranks, rankCount * 2);
      }
      ranks[rankCount++] = weight / Importance.draw(pack.id(entry));
    }
  }

  private boolean stays(LayerPack pack, int entry, double weight, PointThinning points) {
    if (PointThinning.isSinglePoint(pack, entry)) {
      return points.keeps(pack, entry);
    }
    return weight >= threshold || weight / Importance.draw(pack.id(entry)) >= threshold;
  }

  /** The highest rank among the dropped, shown when a layer would otherwise vanish. */
  private record Best(LayerPack pack, int entry, double weight, double rank) {}

  private @Nullable Best better(@Nullable Best best, LayerPack pack, int entry, double weight) {
    double rank = weight / Importance.draw(pack.id(entry));
    if (best != null && rank <= best.rank) {
      return best;
    }
    // only the tile that holds its middle shows it, or neighbours would show different ones
    WorldBox box = pack.box(entry);
    long x = ((box.minX() + box.maxX()) >>> 1) - tile.worldMinX();
    long y = ((box.minY() + box.maxY()) >>> 1) - tile.worldMinY();
    boolean mine = x >= 0 && x < tile.worldSize() && y >= 0 && y < tile.worldSize();
    return mine ? new Best(pack, entry, weight, rank) : best;
  }

  /** Writes a feature; false when nothing of it is in the tile or its buffer. */
  private boolean write(LayerPack pack, int entry, double weight, ByteWriter keys) {
    ShapeKind kind = pack.kind(entry);
    commands.clear();
    boolean written;
    if (!lastZoom && weight < Importance.SEEN) {
      int side = kind == ShapeKind.LINE ? STROKE : DOT_SIDE;
      written = geometry.writeDot(kind, pack.box(entry), side, commands);
    } else {
      pack.readShape(entry, tile.z() - coarser, shape);
      written = geometry.write(kind, shape, pack.box(entry), commands);
    }
    if (written) {
      writeMessage(pack, entry, kind, keys);
    }
    return written;
  }

  /** The message {@code Feature}, Mapbox Vector Tile 2.1, section 4.2. */
  private void writeMessage(LayerPack pack, int entry, ShapeKind kind, ByteWriter keys) {
    tags.clear();
    for (int attribute = 0; attribute < keyNumbers.length; attribute++) {
      int value = pack.valueIndex(entry, attribute);
      if (value >= 0) {
        tags.writeVarint(keyNumber(attribute, keys));
        tags.writeVarint(values.numberOf(pack, value));
      }
    }
    message.clear();
    message.writeVarintField(1, pack.id(entry));
    if (tags.size() > 0) {
      message.writeBytesField(2, tags);
    }
    message.writeVarintField(3, kind.code());
    message.writeBytesField(4, commands);
    features.writeBytesField(2, message);
  }

  private int keyNumber(int attribute, ByteWriter keys) {
    if (keyNumbers[attribute] < 0) {
      keyNumbers[attribute] = (int) Arrays.stream(keyNumbers).filter(n -> n >= 0).count();
      keys.writeTextField(3, layer.attributes().get(attribute));
    }
    return keyNumbers[attribute];
  }

  /** The message {@code Layer}, section 4.1. */
  private void writeBody(ByteWriter keys) {
    body.clear();
    if (kept == 0) {
      return;
    }
    message.clear();
    message.writeVarintField(15, 2);
    message.writeTextField(1, layer.name());
    message.write(features);
    message.write(keys);
    message.write(values.fields());
    message.writeVarintField(5, TileAddress.EXTENT);
    body.writeBytesField(3, message);
  }
}
