package org.machizu.ingest.gps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;

/**
 * GPX 1.0 and 1.1 (and without a version, as some loggers write it). A fix is a {@code trkpt}, a
 * recorded point of a track: {@code rtept} is planned and {@code wpt} is set by hand, so both are
 * passed over. A track point without time is refused ({@code no-time}), the others stay.
 *
 * <p>Time without zone is UTC, as GPX says. Speed (m/s) and course come from GPX 1.0's own
 * elements, from Garmin's TrackPointExtension v1 and v2 and from GPSLogger's {@code bearing};
 * whatever else stands in a point is kept in the extras by its local name ({@code hr}, {@code cad},
 * {@code sat}, {@code hdop} …).
 *
 * <p>No DTD and no entity is ever followed; nesting and the length of every piece are bounded.
 */
final class GpxTrack implements TrackFormat.Reader {
  private static final int MAX_DEPTH = 32;
  private static final int HEAD_BYTES = 256;
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
  private static final XMLInputFactory XML = factory();

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

  @Override
  public int read(InputStream in, PositionSink sink) throws IOException, FormatException {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(decoded(new MarkupBound(in)));
      try {
        return new Reading(xml, sink).read();
      } finally {
        xml.close();
      }
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

  private static FormatException told(XMLStreamException e) throws IOException {
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
        "Export the track again; the points before that place were read.");
  }

  private static FormatException told(MarkupBound.PieceException e) {
    String message = String.valueOf(e.getMessage());
    return e.isEncoding()
        ? new FormatException(
            "encoding-not-supported", message, "Save the file as UTF-8 and send it again.")
        : new FormatException(
            "xml-piece-too-large", message, "This is no usual GPX; export the track again.");
  }

  private static final class Reading {
    private final XMLStreamReader xml;
    private final PositionSink sink;
    private final Deque<String> path = new ArrayDeque<>();
    private int index;

    Reading(XMLStreamReader xml, PositionSink sink) {
      this.xml = xml;
      this.sink = sink;
    }

    int read() throws XMLStreamException, IOException, FormatException {
      GpxPoint point = null;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            enter();
            if (point != null) {
              point.start(xml.getLocalName());
            } else if (xml.getLocalName().equals("trkpt")) {
              point = new GpxPoint(attribute("lon"), attribute("lat"));
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (point != null) {
              point.text(xml);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            path.pop();
            if (point != null && !point.end()) {
              point.emit(index++, sink);
              point = null;
            }
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new FormatException(
                  "dtd-not-allowed",
                  "the file has a document type or refers to an entity, which GPX has not",
                  "Take the DOCTYPE line and what belongs to it out of the file.");
          default -> {
            // comments and instructions say nothing about where a device was
          }
        }
      }
      return index;
    }

    private void enter() throws FormatException {
      if (path.isEmpty() && !xml.getLocalName().equals("gpx")) {
        throw new FormatException(
            "not-gpx",
            "the file is XML, but begins with <%s> and not <gpx>"
                .formatted(Text.cut(xml.getLocalName(), 60)),
            "Export the track as GPX.");
      }
      if (path.size() >= MAX_DEPTH) {
        throw new FormatException(
            "nested-too-deeply",
            "the file nests elements more than " + MAX_DEPTH + " levels deep",
            "This is no usual GPX; export the track again.");
      }
      path.push(xml.getLocalName());
    }

    /** By local name; attributes of GPX have no namespace, and some writers give them one. */
    private String attribute(String name) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(name)) {
          return xml.getAttributeValue(i);
        }
      }
      return "";
    }
  }
}
