package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CrsReference;

/**
 * Reads one CityGML 2.0 file city object by city object. Names of attributes are local names of
 * elements; those of a flooding risk get its kind before them ({@code river_rank}), those of other
 * nested data the name of their type ({@code DataQuality_thematicSrcDesc}). Parts that are city
 * objects themselves, appearances and textures are passed over. Used by one thread.
 */
final class CityGmlParser implements Closeable {
  /** A ring of 300,000 positions; all else is shorter. */
  private static final int MAX_PIECE_BYTES = 1 << 24;

  private static final int DEEPEST = 32;
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  static final BoundedXml XML =
      new BoundedXml(
          MAX_PIECE_BYTES,
          "Download or export the file again.",
          "This is no usual CityGML; export it again.");

  /** Kinds of risk, whose data differ although their elements have the same names. */
  private static final Map<String, String> RISKS =
      Map.of(
          "RiverFloodingRiskAttribute", "river_",
          "TsunamiRiskAttribute", "tsunami_",
          "HighTideRiskAttribute", "highTide_",
          "InlandFloodingRiskAttribute", "inlandFlood_",
          "ReservoirFloodingRiskAttribute", "reservoir_",
          "LandSlideRiskAttribute", "landslide_");

  private final InputStream in;
  private final XMLStreamReader xml;
  private final ReadLimits limits;
  private final boolean withGeometry;
  private GmlReference reference = GmlReference.NONE;

  /**
   * @param withGeometry whether shapes are wanted; without, a file is looked through quickly
   */
  CityGmlParser(Path file, ReadLimits limits, boolean withGeometry)
      throws IOException, FormatException {
    this.limits = limits;
    this.withGeometry = withGeometry;
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      this.xml = XML.guarded(() -> opened(in));
    } catch (IOException | FormatException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static XMLStreamReader opened(InputStream in)
      throws XMLStreamException, IOException, FormatException {
    XMLStreamReader xml = XML.open(in);
    while (next(xml) != XMLStreamConstants.START_ELEMENT) {
      // what stands before the root
    }
    if (!isCityModel(xml)) {
      throw new FormatException(
          "not-citygml",
          "the file begins with <%s> and not with a CityGML CityModel"
              .formatted(cut(xml.getLocalName())),
          "Give a CityGML file as PLATEAU publishes it.");
    }
    return xml;
  }

  static boolean isCityModel(XMLStreamReader xml) {
    String namespace = xml.getNamespaceURI();
    return xml.getLocalName().equals("CityModel")
        && namespace != null
        && namespace.startsWith("http://www.opengis.net/citygml/");
  }

  /** The next event; a document type ends the reading. */
  static int next(XMLStreamReader xml) throws XMLStreamException, FormatException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new FormatException(
          "dtd-not-allowed",
          "the file has a document type or refers to an entity, which CityGML has not",
          "Take the DOCTYPE line and what belongs to it out of the file.");
    }
    return event;
  }

  /** Where an element points instead of having content; null when it does not. */
  static @Nullable String link(XMLStreamReader xml) {
    return xml.getAttributeValue(XLINK, "href");
  }

  static FormatException tooDeep(int deepest) {
    return new FormatException(
        "nested-too-deeply",
        "the file nests elements more than " + deepest + " levels deep",
        "This is no usual CityGML; export it again.");
  }

  /** Goes to the end of the element at whose start the reader stands. */
  static void skip(XMLStreamReader xml, int depth) throws XMLStreamException, FormatException {
    int open = 1;
    while (open > 0) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++open + depth > 2 * DEEPEST) {
            throw tooDeep(2 * DEEPEST);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open--;
        default -> {
          // text
        }
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** The system that the envelope names; null when none has been met so far. */
  @Nullable CrsReference crs() {
    return reference.crs();
  }

  /** The next city object, or null at the end. */
  @Nullable CityObject next() throws IOException, FormatException {
    return XML.guarded(this::nextObject).orElse(null);
  }

  private Optional<CityObject> nextObject() throws XMLStreamException, FormatException {
    while (xml.hasNext()) {
      if (next(xml) != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "boundedBy" -> envelope();
        case "cityObjectMember", "featureMember" -> {
          CityObject object = member();
          if (object != null) {
            return Optional.of(object);
          }
        }
        default -> skip(xml, 1);
      }
    }
    return Optional.empty();
  }

  private void envelope() throws XMLStreamException, FormatException {
    for (int open = 1; open > 0; ) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          open++;
          reference = reference.inside(xml);
        }
        case XMLStreamConstants.END_ELEMENT -> open--;
        default -> {
          // the corners themselves say nothing that the objects do not
        }
      }
    }
  }

  /** The object in a member; null when the member is empty. */
  private @Nullable CityObject member() throws XMLStreamException, FormatException {
    CityObject object = null;
    while (true) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (object == null) {
            object = object();
          } else {
            skip(xml, 2);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return object;
        }
        default -> {
          // text
        }
      }
    }
  }

  private CityObject object() throws XMLStreamException, FormatException {
    CityObject object = new CityObject(cut(xml.getLocalName()), id());
    CityGmlShape shape = new CityGmlShape(xml, limits.maxVertices(), withGeometry);
    while (true) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getLocalName();
          if (CityGmlShape.isShape(name)) {
            GmlReference before = reference;
            shape.read(reference);
            reference = before.crs() == null ? shape.reference() : before;
          } else if (name.equals("boundedBy")) {
            skip(xml, 2);
          } else {
            property(object, "", name, 3);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (withGeometry) {
            shape.giveTo(object);
          }
          return object;
        }
        default -> {
          // text
        }
      }
    }
  }

  private @Nullable String id() {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("id")) {
        return cut(xml.getAttributeValue(i));
      }
    }
    return null;
  }

  /** A value, or a data type whose values are taken under its name. */
  private void property(CityObject object, String prefix, String name, int depth)
      throws XMLStreamException, FormatException {
    if (depth > DEEPEST) {
      throw tooDeep(DEEPEST);
    }
    String codeSpace = xml.getAttributeValue(null, "codeSpace");
    String unit = xml.getAttributeValue(null, "uom");
    String generic = xml.getAttributeValue(null, "name"); // gen:stringAttribute and its kin
    BoundedText text = new BoundedText(limits.maxCellChars());
    boolean nested = false;
    while (true) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          nested = true;
          inside(object, prefix, generic, depth);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
        case XMLStreamConstants.END_ELEMENT -> {
          String value = text.toString().strip();
          if (!nested && !value.isEmpty()) {
            object.add(prefix + cut(name), new CityObject.Leaf(value, codeSpace, unit));
          }
          return;
        }
        default -> {
          // comments
        }
      }
    }
  }

  /** What stands inside a property: a data type, a generic value, or another city object. */
  private void inside(CityObject object, String prefix, @Nullable String generic, int depth)
      throws XMLStreamException, FormatException {
    String type = xml.getLocalName();
    if (generic != null && type.equals("value")) {
      property(object, prefix, cut(generic), depth + 1);
      return;
    }
    String inner = prefix + prefixOf(type);
    BoundedText text = new BoundedText(limits.maxCellChars());
    while (true) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getLocalName();
          if (CityGmlShape.isShape(name) || name.equals("boundedBy")) {
            skip(xml, depth + 1);
          } else {
            property(object, inner, name, depth + 2);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
        case XMLStreamConstants.END_ELEMENT -> {
          String value = text.toString().strip();
          if (!value.isEmpty()) {
            object.add(prefix + cut(type), new CityObject.Leaf(value, null, null));
          }
          return;
        }
        default -> {
          // comments
        }
      }
    }
  }

  private void append(BoundedText text) throws FormatException {
    try {
      text.write(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    } catch (IOException full) {
      throw new FormatException(
          "cell-too-large",
          "a value has more than %,d characters".formatted(limits.maxCellChars()),
          "Shorten the value in the file.");
    }
  }

  private static String prefixOf(String type) {
    String plain = type.replaceFirst("^(WaterBody|Building)(?=.*RiskAttribute$)", "");
    String risk = RISKS.get(plain);
    if (risk != null) {
      return risk;
    }
    return cut(plain.endsWith("Attribute") ? plain.substring(0, plain.length() - 9) : plain) + "_";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
