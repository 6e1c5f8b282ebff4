package org.machizu.ingest.gps;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.machizu.ingest.format.BoundedXml;
import org.machizu.ingest.format.FormatException;

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
  private static final int MAX_PIECE_BYTES = 1 << 16;
  private static final BoundedXml XML =
      new BoundedXml(
          MAX_PIECE_BYTES,
          "Export the track again; the points before that place were read.",
          "This is no usual GPX; export the track again.");

  @Override
  public int read(InputStream in, PositionSink sink) throws IOException, FormatException {
    return XML.guarded(() -> {
      XMLStreamReader xml = XML.open(in);
      try {
        return new Reading(xml, sink).read();
      } finally {
        xml.close();
      }
    });
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
