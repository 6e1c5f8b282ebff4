package org.machizu.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.machizu.paper.UnusableOriginalException.Reason;

/**
 * A file of somebody else's making whose pages can go into a paper ({@link PaperWriter#append}).
 * What it is, is told by its content.
 *
 * @param bytes the file; not to be changed
 * @param pages 1 for a picture
 */
public record Original(Form form, byte[] bytes, int pages) {
  /** Pages of one original. */
  public static final int MOST_PAGES = 200;

  /** Bytes of what its pages take in a paper. */
  public static final int MOST_UNPACKED = 30 << 20;

  /** Dots of one picture: an A2 plan at 400 dots per inch has 62 million. */
  private static final long MOST_DOTS = 64_000_000;

  /** A picture is looked through in steps: every line is read, few dots are kept. */
  private static final int STEP = 16;

  /** What an original can be. */
  public enum Form {
    PDF("application/pdf", "pdf", "%PDF-"),
    JPEG("image/jpeg", "jpg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "png", "\u0089PNG\r\n\u001A\n");

    private final String mediaType;
    private final String extension;

    /** As ISO 8859-1. */
    private final String begin;

    Form(String mediaType, String extension, String begin) {
      this.mediaType = mediaType;
      this.extension = extension;
      this.begin = begin;
    }

    /**
     * By its media type.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Form ofMediaType(String mediaType) {
      return Arrays.stream(values())
          .filter(form -> form.mediaType.equals(mediaType))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no paper is made of " + mediaType));
    }

    public String mediaType() {
      return mediaType;
    }

    /** Of file names, without the dot. */
    public String extension() {
      return extension;
    }

    private boolean fits(byte[] bytes) {
      for (int i = 0; i < begin.length(); i++) {
        if (i >= bytes.length || (bytes[i] & 0xFF) != begin.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Looks a file through, so that whatever passes can be copied later: every page is copied once,
   * for nothing. Takes about as long, and as much memory, as the copy itself.
   *
   * @throws UnusableOriginalException when it cannot go into a paper
   */
  public static Original of(byte[] bytes) throws UnusableOriginalException {
    Form form =
        Arrays.stream(Form.values())
            .filter(one -> one.fits(bytes))
            .findFirst()
            .orElseThrow(() ->
                new UnusableOriginalException(
                    Reason.KIND, "its content is neither PDF nor JPEG nor PNG"));
    try {
      if (form == Form.PDF) {
        Unpacking.check(bytes);
      } else {
        lookThrough(bytes);
      }
      Original original = new Original(form, bytes, form == Form.PDF ? countPages(bytes) : 1);
      Originals.tryOut(original);
      return original;
    } catch (InvalidPasswordException e) {
      throw encrypted();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // PDFBox and ImageIO have no one way of saying that a file is damaged.
      UnusableOriginalException broken =
          new UnusableOriginalException(Reason.BROKEN, "it cannot be read to its end as " + form);
      broken.initCause(e);
      throw broken;
    }
  }

  private static UnusableOriginalException encrypted() {
    return new UnusableOriginalException(
        Reason.ENCRYPTED, "the PDF is locked, with or without a password to open it");
  }

  private static int countPages(byte[] bytes) throws IOException, UnusableOriginalException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      if (document.isEncrypted()) {
        throw encrypted();
      }
      int pages = document.getNumberOfPages();
      if (pages == 0) {
        throw new UnusableOriginalException(Reason.BROKEN, "no page is found in the PDF");
      }
      if (pages > MOST_PAGES) {
        throw new UnusableOriginalException(
            Reason.PAGES, "the PDF has %d pages; %d are allowed".formatted(pages, MOST_PAGES));
      }
      return pages;
    }
  }

  private static void lookThrough(byte[] picture) throws IOException, UnusableOriginalException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no reader");
      }
      ImageReader reader = readers.next();
      boolean[] cutOff = new boolean[1];
      reader.addIIOReadWarningListener((_, _) -> cutOff[0] = true);
      try {
        reader.setInput(in, true, true);
        long dots = (long) reader.getWidth(0) * reader.getHeight(0);
        if (dots > MOST_DOTS) {
          throw new UnusableOriginalException(
              Reason.UNPACKED,
              "the picture has %d dots; %d are allowed".formatted(dots, MOST_DOTS));
        }
        ImageReadParam coarse = reader.getDefaultReadParam();
        coarse.setSourceSubsampling(STEP, STEP, 0, 0);
        if (reader.canReadRaster()) {
          reader.readRaster(0, coarse); // also of CMYK, which has no image
        } else {
          reader.read(0, coarse);
        }
      } finally {
        reader.dispose();
      }
      if (cutOff[0]) {
        throw new IOException("it ends too early");
      }
    }
  }
}
