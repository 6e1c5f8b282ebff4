package org.machizu.rasters;

import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
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

/** Tiles as files: WebP with and without loss, PNG. */
public final class TileImages {
  private static final int SIDE = RasterContent.SIDE;
  private static final float PHOTO_QUALITY = 0.8f;

  /** 0 is fastest, 6 smallest; beyond 2 a tile costs three times as much and shrinks by 3 %. */
  private static final int EFFORT = 2;

  private TileImages() {}

  /** A photo: WebP with a loss that is not seen, and its transparency without any. */
  public static byte[] photo(int[] argb) {
    return webp(argb, "Lossy");
  }

  /** A drawing in few colours: WebP without loss. */
  public static byte[] lossless(int[] argb) {
    return webp(argb, "Lossless");
  }

  public static byte[] png(int[] argb) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image(argb), "png", out)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** The pixels of a stored tile. */
  public static int[] read(byte[] webp) {
    ImageReader reader = ImageIO.getImageReadersByMIMEType("image/webp").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(webp))) {
      reader.setInput(in, true, true);
      return reader.read(0).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored tile is damaged", e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] webp(int[] argb, String kind) {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType("image/webp").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(kind);
      how.setCompressionQuality(PHOTO_QUALITY);
      if (how instanceof WebPWriteParam webp) {
        webp.setMethod(EFFORT);
      }
      writer.write(null, new IIOImage(image(argb), null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Without alpha where nothing is transparent: smaller, and faster to draw. */
  private static BufferedImage image(int[] argb) {
    boolean opaque = true;
    for (int i = 0; i < argb.length && opaque; i++) {
      opaque = argb[i] >>> 24 == 255;
    }
    BufferedImage image =
        new BufferedImage(
            SIDE, SIDE, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, SIDE, SIDE, argb, 0, SIDE);
    return image;
  }
}
