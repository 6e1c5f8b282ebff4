package org.machizu.tiles.encode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.pack.ByteWriter;
import org.machizu.tiles.pack.LayerSnapshot;

/**
 * Encodes tiles. The same layers give the same bytes, whatever was encoded before. Safe for any
 * number of threads.
 *
 * <p>At a layer's last zoom every feature is there. Below it, what cannot be seen is left out:
 * vertices that shift no line by 0.4 pixels, polygons and lines under a quarter of a square pixel
 * (a few of them stay as dots, in proportion to the surface they cover), points that share half a
 * pixel. When a tile is still too large, the largest layer in it is thinned further, the least
 * important features first ({@link Importance}), until it fits.
 */
public final class TileEncoder {
  /** How far a tile reaches beyond its borders, in 1/4096 of its side. */
  public static final int BUFFER = 64;

  /** The usual bound of a tile before compression, in bytes. */
  public static final int MAX_RAW_BYTES = 500_000;

  /** The usual compression; higher levels save little and take several times as long. */
  public static final int GZIP_LEVEL = 4;

  private static final byte[] NOTHING = {};

  private final int maxRawBytes;
  private final int gzipLevel;

  /** With the usual bound and compression. */
  public TileEncoder() {
    this(MAX_RAW_BYTES, GZIP_LEVEL);
  }

  /**
   * @param maxRawBytes the bound of a tile before compression, at least 1000
   * @param gzipLevel 1 (fast) to 9 (small)
   */
  public TileEncoder(int maxRawBytes, int gzipLevel) {
    if (maxRawBytes < 1000) {
      throw new IllegalArgumentException(
          "a tile bound of " + maxRawBytes + " bytes is not allowed; give 1000 or more");
    }
    if (gzipLevel < 1 || gzipLevel > 9) {
      throw new IllegalArgumentException(
          "gzip level " + gzipLevel + " is not allowed; give 1 to 9");
    }
    this.maxRawBytes = maxRawBytes;
    this.gzipLevel = gzipLevel;
  }

  /**
   * Encodes one tile.
   *
   * @param layers in the order in which they shall lie in the tile; those whose zoom range does not
   *     hold the tile's zoom are absent
   * @throws IllegalArgumentException when two layers have the same name
   */
  public EncodedTile encode(TileAddress tile, List<LayerSnapshot> layers) {
    refuseDoubleNames(layers);
    List<LayerDraft> drafts = new ArrayList<>(layers.size());
    for (LayerSnapshot layer : layers) {
      if (tile.z() >= layer.zoomRange().min() && tile.z() <= layer.zoomRange().max()) {
        drafts.add(new LayerDraft(tile, layer));
      }
    }
    long total = rawBytes(drafts);
    while (total > maxRawBytes) {
      largest(drafts).reduce((double) total / maxRawBytes);
      total = rawBytes(drafts);
    }
    return finish(drafts, (int) total);
  }

  private static void refuseDoubleNames(List<LayerSnapshot> layers) {
    Set<String> names = new HashSet<>();
    for (LayerSnapshot layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(
            "layer '" + layer.name() + "' stands twice; a tile holds each layer once");
      }
    }
  }

  private static long rawBytes(List<LayerDraft> drafts) {
    long total = 0;
    for (LayerDraft draft : drafts) {
      total += draft.body().size();
    }
    return total;
  }

  /** The first of the largest. */
  private static LayerDraft largest(List<LayerDraft> drafts) {
    LayerDraft largest = drafts.getFirst();
    for (LayerDraft draft : drafts) {
      largest = draft.body().size() > largest.body().size() ? draft : largest;
    }
    return largest;
  }

  private EncodedTile finish(List<LayerDraft> drafts, int total) {
    ByteWriter tile = new ByteWriter(total);
    int kept = 0;
    int dropped = 0;
    for (LayerDraft draft : drafts) {
      tile.write(draft.body());
      kept += draft.kept();
      dropped += draft.dropped();
    }
    byte[] raw = tile.toByteArray();
    byte[] gzip = raw.length == 0 ? NOTHING : Gzip.compress(raw, gzipLevel);
    return new EncodedTile(gzip, raw, kept, dropped);
  }
}
