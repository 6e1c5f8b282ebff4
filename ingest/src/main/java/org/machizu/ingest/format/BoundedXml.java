package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML from strangers: no DTD and no entity is ever followed, every piece (tag, comment, text) is
 * bounded, and what is broken is told with its place. Safe for use by many threads.
 */
public final class BoundedXml {
  private static final int HEAD_BYTES = 256;
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
  private static final XMLInputFactory XML = factory();

  private final int maxPieceBytes;
  private final String adviceWhenBroken;
  private final String adviceWhenTooLarge;

  /**
   * @param maxPieceBytes of one tag, comment, instruction or text between tags
   */
  public BoundedXml(int maxPieceBytes, String adviceWhenBroken, String adviceWhenTooLarge) {
    this.maxPieceBytes = maxPieceBytes;
    this.adviceWhenBroken = adviceWhenBroken;
    this.adviceWhenTooLarge = adviceWhenTooLarge;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, false);
    xml.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("entities are not allowed");
    });
    return xml;
  }

  /** A piece of reading that meets what can be wrong with XML. */
  public interface Reading<T> {
    T read() throws XMLStreamException, IOException, FormatException;
  }

  /** Events of the bytes; read them inside {@link #guarded}. Closing it leaves {@code in} open. */
  public XMLStreamReader open(InputStream in)
      throws XMLStreamException, IOException, FormatException {
    return XML.createXMLStreamReader(decoded(new MarkupBound(in, maxPieceBytes)));
  }

  /**
   * Does the reading.
   *
   * @throws FormatException with code {@code xml-broken}, {@code xml-piece-too-large}, {@code
   *     encoding-not-supported}, or whatever the reading throws
   */
  public <T> T guarded(Reading<T> reading) throws IOException, FormatException {
    try {
      return reading.read();
    } catch (XMLStreamException e) {
      throw told(e);
    } catch (MarkupBound.PieceException e) {
      throw told(e);
    }
  }

  /**
   * The file's characters in the encoding that it declares. Java's parser would find it out as
   * well, but reports a byte that is no text on the process's error stream, and takes Shift_JIS at
   * its word (see {@link TextEncodings}).
   */
  private static Reader decoded(InputStream bytes) throws IOException, FormatException {
    BufferedInputStream in = new BufferedInputStream(bytes, 1 << 14);
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    Optional<TextEncodings.ByteOrderMark> mark = TextEncodings.findByteOrderMark(head, head.length);
    if (mark.isPresent()) {
      in.skipNBytes(mark.get().length());
      return new InputStreamReader(in, mark.get().charset());
    }
    Matcher declared = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
    return new InputStreamReader(
        in, declared.find() ? TextEncodings.get(declared.group(1)) : StandardCharsets.UTF_8);
  }

  private FormatException told(XMLStreamException e) throws IOException {
    switch (e.getNestedException()) {
      case MarkupBound.PieceException piece -> {
        return told(piece);
      }
      case IOException connection -> throw connection;
      case null, default -> {
        // not well-formed, told below
      }
    }
    String message = String.valueOf(e.getMessage());
    String last = message.lines().reduce((before, line) -> line).orElse(message);
    return new FormatException(
        "xml-broken",
        "the file is no well-formed XML at line %d, column %d: %s"
            .formatted(
                e.getLocation() == null ? 0 : e.getLocation().getLineNumber(),
                e.getLocation() == null ? 0 : e.getLocation().getColumnNumber(),
                last.replaceFirst("^Message: ", "")),
        adviceWhenBroken);
  }

  private FormatException told(MarkupBound.PieceException e) {
    String message = String.valueOf(e.getMessage());
    return e.isEncoding()
        ? new FormatException(
            "encoding-not-supported", message, "Save the file as UTF-8 and send it again.")
        : new FormatException("xml-piece-too-large", message, adviceWhenTooLarge);
  }
}
