package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.machizu.ingest.format.FormatException;

/**
 * Unpacks the blocks of one picture of a TIFF file. Those used last are kept, so that reading
 * window after window along a strip unpacks it once; the memory for them is bounded.
 */
final class TiffBlocks {
  private static final long KEPT_BYTES = 64L << 20;

  private final TiffFile file;
  private final TiffImage image;
  private final Map<Integer, Optional<ByteBuffer>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;

  TiffBlocks(TiffFile file, TiffImage image) {
    this.file = file;
    this.image = image;
  }

  /**
   * The samples of a block, in {@link #order}; empty for one that was never written.
   *
   * @param band counts only when bands lie separately
   */
  Optional<ByteBuffer> get(int column, int row, int band) throws FormatException, IOException {
    int perBand = image.blocksAcross() * image.blocksDown();
    int index = (image.separate() ? band * perBand : 0) + row * image.blocksAcross() + column;
    Optional<ByteBuffer> known = kept.get(index);
    if (known != null) {
      return known;
    }
    Optional<ByteBuffer> unpacked = unpack(index, row);
    keptBytes += unpacked.map(ByteBuffer::capacity).orElse(0);
    kept.put(index, unpacked);
    var oldest = kept.entrySet().iterator();
    while (keptBytes > KEPT_BYTES && kept.size() > 1) {
      keptBytes -= oldest.next().getValue().map(ByteBuffer::capacity).orElse(0);
      oldest.remove();
    }
    return unpacked;
  }

  private Optional<ByteBuffer> unpack(int index, int row) throws FormatException, IOException {
    if (image.offsets()[index] == 0 && image.counts()[index] == 0) {
      return Optional.empty();
    }
    ByteBuffer packed = file.read(image.offsets()[index], image.counts()[index]);
    int rows = image.rowsIn(row);
    int bytes = Math.toIntExact(image.rowBytes() * rows);
    try {
      byte[] unpacked =
          switch (image.compression()) {
            case Tiff.NONE -> packed.array();
            case Tiff.LZW -> Unpacking.lzw(packed.array(), bytes);
            case Tiff.PACKBITS -> Unpacking.packBits(packed.array(), bytes);
            case Tiff.JPEG -> JpegBlock.unpack(image, packed.array(), rows);
            default -> Unpacking.inflate(packed.array(), bytes);
          };
      ByteOrder order = file.order();
      if (image.predictor() == Tiff.PREDICT_FLOAT) {
        Prediction.undoFloat(unpacked, image, rows, order);
      } else if (image.predictor() == Tiff.PREDICT_HORIZONTAL) {
        Prediction.undoHorizontal(unpacked, image, rows, order);
      }
      return Optional.of(ByteBuffer.wrap(unpacked).order(order));
    } catch (BlockException e) {
      throw file.damaged("block %d: %s".formatted(index, e.getMessage()));
    }
  }
}
