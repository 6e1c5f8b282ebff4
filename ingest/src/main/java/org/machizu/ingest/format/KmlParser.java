package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.GeometryType;

/** Reads one KML file placemark by placemark, whatever its version. Used by one thread. */
final class KmlParser implements Closeable {
  /** A line of a million positions; all else is shorter. */
  private static final int MAX_PIECE_BYTES = 1 << 26;

  private static final int DEEPEST = 64;

  static final BoundedXml XML =
      new BoundedXml(
          MAX_PIECE_BYTES,
          "Download or export the file again.",
          "This is no usual KML; export it again.");

  private final InputStream in;
  private final XMLStreamReader xml;
  private final ReadLimits limits;
  private final boolean withGeometry;

  /** Declared types by name of the field, as {@code double}. */
  private final Map<String, String> declared = new HashMap<>();

  /** Names of the folders around; empty for one without. */
  private final Deque<String> folders = new ArrayDeque<>();

  private int depth;

  /**
   * @param withGeometry whether shapes are wanted; without, a file is looked through quickly
   */
  KmlParser(Path file, ReadLimits limits, boolean withGeometry)
      throws IOException, FormatException {
    this.limits = limits;
    this.withGeometry = withGeometry;
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      this.xml = XML.guarded(() -> XML.open(in));
    } catch (IOException | FormatException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The next placemark; null at the end. */
  @Nullable Placemark next() throws IOException, FormatException {
    return XML.guarded(() -> Optional.ofNullable(advance())).orElse(null);
  }

  private @Nullable Placemark advance() throws XMLStreamException, IOException, FormatException {
    while (xml.hasNext()) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          switch (xml.getLocalName()) {
            case "Placemark" -> {
              return placemark();
            }
            case "Schema" -> readSchema();
            case "Folder", "Document", "kml" -> enter();
            case "name" -> nameFolder(text());
            default -> skip();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          folders.poll();
        }
        default -> {
          // text between elements
        }
      }
    }
    return null;
  }

  private void enter() throws FormatException {
    if (++depth > DEEPEST) {
      throw tooDeep();
    }
    folders.push("");
  }

  private void nameFolder(String name) {
    if (!folders.isEmpty()) {
      folders.pop();
      folders.push(name.strip());
    }
  }

  /** The next event; a document type or an entity ends the reading. */
  static int step(XMLStreamReader xml) throws XMLStreamException, FormatException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new FormatException(
          "dtd-not-allowed",
          "the file has a document type or refers to an entity, which KML has not",
          "Take the DOCTYPE line and what belongs to it out of the file.");
    }
    return event;
  }

  private void skip() throws XMLStreamException, FormatException {
    skip(xml);
  }

  /** Goes to the end of the element at whose start the reader stands. */
  static void skip(XMLStreamReader xml) throws XMLStreamException, FormatException {
    int open = 1;
    while (open > 0) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++open > DEEPEST) {
            throw tooDeep();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open--;
        default -> {
          // text
        }
      }
    }
  }

  private static FormatException tooDeep() {
    return new FormatException(
        "nested-too-deeply",
        "the file nests elements more than " + DEEPEST + " levels deep",
        "This is no usual KML; export it again.");
  }

  private String text() throws XMLStreamException, FormatException {
    return text(xml, limits.maxCellChars());
  }

  /** The text of the element at whose start the reader stands; elements in it are passed over. */
  static String text(XMLStreamReader xml, int maxChars) throws XMLStreamException, FormatException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (text.length() + xml.getTextLength() > maxChars) {
            throw new FormatException(
                "cell-too-long",
                "a text has more than %,d characters at line %d"
                    .formatted(maxChars, xml.getLocation().getLineNumber()),
                "Shorten it in the source.");
          }
          text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
        case XMLStreamConstants.START_ELEMENT -> skip(xml);
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString();
        }
        default -> {
          // comments
        }
      }
    }
  }

  private void readSchema() throws XMLStreamException, FormatException {
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getAttributeValue(null, "name");
          String type = xml.getAttributeValue(null, "type");
          if (name != null && type != null && declared.size() < limits.maxAttributes()) {
            declared.merge(name, type, (one, other) -> one.equals(other) ? one : "string");
          }
          skip();
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return;
        }
        default -> {
          // text between fields
        }
      }
    }
  }

  private Placemark placemark() throws XMLStreamException, IOException, FormatException {
    String id = xml.getAttributeValue(null, "id");
    Map<Placemark.Field, String> values = new LinkedHashMap<>();
    KmlGeometry shape = new KmlGeometry(xml, limits.maxVertices(), withGeometry);
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String element = xml.getLocalName();
          switch (element) {
            case "name", "description" -> putOwn(values, element, text());
            case "TimeStamp", "TimeSpan" -> readTimes(values);
            case "ExtendedData" -> readData(values, 0);
            default -> {
              if (!shape.readIfGeometry(element)) {
                skip();
              }
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          String folder = folders.isEmpty() || folders.peek().isEmpty() ? null : folders.peek();
          RowRejected fault = shape.fault();
          return new Placemark(
              id,
              folder,
              values,
              shape.kind() == null ? GeometryType.NONE : shape.kind(),
              shape.geometry(),
              fault,
              shape.closedRings());
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private static void putOwn(Map<Placemark.Field, String> values, String name, String text) {
    if (!text.isBlank()) {
      values.put(new Placemark.Field(name, true, Placemark.Written.TEXT), text);
    }
  }

  /** The elements when, begin and end. */
  private void readTimes(Map<Placemark.Field, String> values)
      throws XMLStreamException, FormatException {
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String element = xml.getLocalName();
          putOwn(values, element, text().strip());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  /** SchemaData with SimpleData, and Data with a value; what else stands there is passed over. */
  private void readData(Map<Placemark.Field, String> values, int inside)
      throws XMLStreamException, FormatException {
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getAttributeValue(null, "name");
          switch (xml.getLocalName()) {
            case "SchemaData" -> {
              if (inside > 0) {
                throw tooDeep();
              }
              readData(values, inside + 1);
            }
            case "SimpleData" -> put(values, name, text(), declared.get(name));
            case "Data" -> put(values, name, dataValue(), null);
            default -> skip();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private String dataValue() throws XMLStreamException, FormatException {
    String value = "";
    while (true) {
      switch (step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (xml.getLocalName().equals("value")) {
            value = text();
          } else {
            skip();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return value;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private void put(
      Map<Placemark.Field, String> values,
      @Nullable String name,
      String text,
      @Nullable String type)
      throws FormatException {
    if (name == null || text.isEmpty()) {
      return;
    }
    if (values.size() >= limits.maxAttributes()) {
      throw new FormatException(
          "too-many-attributes",
          "a placemark has more than %d values".formatted(limits.maxAttributes()),
          "Leave out the attributes that are not needed.");
    }
    String value = type == null ? text : KmlValues.usual(text, type);
    if (value != null) {
      values.put(new Placemark.Field(name, false, KmlValues.written(type)), value);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
