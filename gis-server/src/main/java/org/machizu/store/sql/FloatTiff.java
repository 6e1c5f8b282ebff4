package org.machizu.store.sql;

import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.machizu.layers.RasterContent;

/**
 * A block of a grid as GeoPackage's gridded-coverage extension wants it: a TIFF of 32-bit floats,
 * LZW.
 */
public final class FloatTiff {
  /** Stands for NaN in the file; far beyond anything that is measured. */
  public static final float NOTHING = -Float.MAX_VALUE;

  private static final int SIDE = RasterContent.SIDE;

  private FloatTiff() {}

  /**
   * Writes a block.
   *
   * @param numbers {@link RasterContent#SIDE} squared, row by row from the north, NaN for nothing
   */
  public static byte[] write(float[] numbers) {
    float[] written = numbers.clone();
    for (int i = 0; i < written.length; i++) {
      written[i] = Float.isNaN(written[i]) ? NOTHING : written[i];
    }
    WritableRaster raster =
        Raster.createWritableRaster(
            new BandedSampleModel(DataBuffer.TYPE_FLOAT, SIDE, SIDE, 1),
            new DataBufferFloat(written, written.length),
            null);
    ComponentColorModel grey =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            java.awt.Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType("LZW");
      writer.write(
          null, new IIOImage(new BufferedImage(grey, raster, false, null), null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StoreException when it is damaged
   */
  public static float[] read(byte[] tiff) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff))) {
      reader.setInput(in, true, true);
      float[] numbers =
          reader.read(0).getRaster().getSamples(0, 0, SIDE, SIDE, 0, new float[SIDE * SIDE]);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] == NOTHING ? Float.NaN : numbers[i];
      }
      return numbers;
    } catch (IOException | RuntimeException e) {
      throw new StoreException("a block of a grid is damaged: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }
}
