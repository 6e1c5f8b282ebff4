package org.machizu.ogc.wmts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A request that cannot be answered, as OWS Common 1.1 (06-121r3, 8) reports it. */
final class OwsException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 200;

  private final int status;
  private final String code;
  private final String locator;

  /** Why, with the HTTP status that WMTS (07-057r7, tables 18, 24) has for it. */
  enum Code {
    MISSING_PARAMETER("MissingParameterValue", 400),
    INVALID_PARAMETER("InvalidParameterValue", 400),
    TILE_OUT_OF_RANGE("TileOutOfRange", 400),
    VERSION_NEGOTIATION("VersionNegotiationFailed", 400),
    OPERATION("OperationNotSupported", 501);

    private final String written;
    private final int status;

    Code(String written, int status) {
      this.written = written;
      this.status = status;
    }
  }

  /**
   * @param locator the parameter that is at fault
   * @param text for people: what is wrong, and what is allowed
   */
  OwsException(Code code, String locator, String text) {
    super(text);
    this.status = code.status;
    this.code = code.written;
    this.locator = locator;
  }

  static OwsException invalid(String locator, String value, String allowed) {
    return new OwsException(
        Code.INVALID_PARAMETER,
        locator,
        "'%s' is not possible here; allowed: %s".formatted(shorten(value), allowed));
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  int status() {
    return status;
  }

  /** The report as XML. */
  byte[] report() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("ows", "ExceptionReport", Capabilities.OWS);
      xml.writeNamespace("ows", Capabilities.OWS);
      xml.writeAttribute("version", "1.1.0");
      xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
      xml.writeStartElement("ows", "Exception", Capabilities.OWS);
      xml.writeAttribute("exceptionCode", code);
      xml.writeAttribute("locator", locator);
      xml.writeStartElement("ows", "ExceptionText", Capabilities.OWS);
      xml.writeCharacters(Capabilities.printable(String.valueOf(getMessage())));
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
