package org.machizu.ingest.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The shape of one city object: the surfaces of its plainest level of detail that lies flat. Roof
 * edges and footprints go before surfaces of level 1, those before finer ones; solids, curves and
 * points are not read.
 */
final class CityGmlShape {
  private static final Pattern SHAPE = Pattern.compile("(?:lod[0-4]|tin)[A-Za-z]*");

  /** The plainest first. */
  private static final List<String> READ =
      List.of(
          "lod0FootPrint",
          "lod0RoofEdge",
          "lod0MultiSurface",
          "lod1MultiSurface",
          "lod2MultiSurface",
          "lod3MultiSurface");

  private final XMLStreamReader xml;
  private final int maxVertices;
  private final boolean isWanted;
  private final Set<String> passedOver = new TreeSet<>();
  private GmlReference reference = GmlReference.NONE;
  private @Nullable GmlSurfaces surfaces;
  private int rank = READ.size();

  CityGmlShape(XMLStreamReader xml, int maxVertices, boolean isWanted) {
    this.xml = xml;
    this.maxVertices = maxVertices;
    this.isWanted = isWanted;
  }

  /** Whether an object's property of that name holds a shape. */
  static boolean isShape(String name) {
    return SHAPE.matcher(name).matches();
  }

  /** The system that the shape itself names, or that it was given. */
  GmlReference reference() {
    return reference;
  }

  /** Reads the property at whose start the reader stands, to its end. */
  void read(GmlReference outside) throws XMLStreamException, FormatException {
    String name = xml.getLocalName();
    int found = READ.indexOf(name);
    if (found < 0 || found >= rank || !isWanted && outside.crs() != null) {
      if (found < 0) {
        passedOver.add(name);
      }
      CityGmlParser.skip(xml, 3);
      return;
    }
    GmlSurfaces read = new GmlSurfaces(xml, maxVertices);
    read.read(outside);
    reference = read.reference();
    if (!read.isEmpty() || read.fault() != null || surfaces == null) {
      surfaces = read;
      rank = found;
    }
  }

  /** Gives the shape, or the reason why there is none, to its object. */
  void giveTo(CityObject object) {
    GmlSurfaces read = surfaces;
    if (read == null || read.isEmpty() && read.fault() == null) {
      object.reject(
          new RowRejected(
              "surface-missing",
              passedOver.isEmpty()
                  ? "the object has no surface with an area"
                  : "the object has no flat surface, only " + String.join(", ", passedOver),
              "Use the data set's version with lod0 or lod1 surfaces.",
              null));
    } else if (read.fault() != null) {
      object.reject(read.fault());
    } else {
      object.setShape(read);
    }
  }
}
