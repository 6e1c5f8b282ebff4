package org.machizu.ingest.gps;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** {@link PositionWriter#gpx}. */
final class GpxPositions implements PositionWriter {
  /** Elements of our own extension. */
  static final String DEVICE = "device";

  static final String EXTRA = "extraJson";

  private static final String GPX = "http://www.topografix.com/GPX/1/1";
  private static final String GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2";
  private static final String OWN = "urn:machizu:gpx:1";
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter xml;
  private boolean isOpen = true;

  GpxPositions(OutputStream out, String name) throws IOException {
    try {
      xml = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("gpx");
      xml.writeDefaultNamespace(GPX);
      xml.writeNamespace("gpxtpx", GARMIN);
      xml.writeNamespace("mz", OWN);
      xml.writeAttribute("version", "1.1");
      xml.writeAttribute("creator", "Machizu");
      xml.writeStartElement("trk");
      element("name", name);
      xml.writeStartElement("trkseg");
    } catch (XMLStreamException e) {
      throw told(e);
    }
  }

  @Override
  public void write(@Nullable String device, Position position) throws IOException {
    try {
      xml.writeCharacters("\n");
      xml.writeStartElement("trkpt");
      xml.writeAttribute("lat", decimal(position.lat()));
      xml.writeAttribute("lon", decimal(position.lon()));
      if (position.altitudeM() != null) {
        element("ele", decimal(position.altitudeM()));
      }
      element("time", position.time().toString());
      extensions(device, position);
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw told(e);
    }
  }

  private void extensions(@Nullable String device, Position position) throws XMLStreamException {
    Double speed = position.speedMps();
    Double course = position.courseDeg();
    Double accuracy = position.accuracyM();
    boolean hasGarmin = speed != null || course != null;
    boolean hasOwn = device != null || accuracy != null || !position.extra().isEmpty();
    if (!hasGarmin && !hasOwn) {
      return;
    }
    xml.writeStartElement("extensions");
    if (hasGarmin) {
      xml.writeStartElement("gpxtpx:TrackPointExtension");
      if (speed != null) {
        element("gpxtpx:speed", decimal(speed));
      }
      if (course != null) {
        element("gpxtpx:course", decimal(course));
      }
      xml.writeEndElement();
    }
    if (device != null) {
      element("mz:" + DEVICE, device);
    }
    if (accuracy != null) {
      element("mz:accuracy", decimal(accuracy));
    }
    if (!position.extra().isEmpty()) {
      element("mz:" + EXTRA, ExtraJson.write(position.extra()));
    }
    xml.writeEndElement();
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  /** XML has no word for most control characters; in extras JSON has escaped them already. */
  private static String allowed(String text) {
    return Text.clean(text)
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }

  /** Without an exponent, which xsd:decimal does not know; every digit is kept. */
  private static String decimal(double number) {
    String shortest = Double.toString(number);
    return shortest.indexOf('E') < 0 ? shortest : new BigDecimal(shortest).toPlainString();
  }

  private static IOException told(XMLStreamException e) {
    return e.getNestedException() instanceof IOException io
        ? io
        : new IOException("the GPX cannot be written", e);
  }

  @Override
  public void close() throws IOException {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    try {
      xml.writeEndDocument();
      xml.flush();
      xml.close();
    } catch (XMLStreamException e) {
      throw told(e);
    }
  }
}
