package org.machizu.ogc.wmts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.tiles.TileSets;
import org.machizu.tiles.grid.TileMatrixSet;
import org.machizu.tiles.grid.TileRange;

/**
 * The ServiceMetadata document of WMTS 1.0.0 (07-057r7, 7.1), its elements in the order of {@code
 * wmtsGetCapabilities_response.xsd}.
 */
final class Capabilities {
  static final String OWS = "http://www.opengis.net/ows/1.1";
  static final String STYLE = "default";
  static final List<String> FORMATS = List.of("image/png", "image/webp");

  private static final String WMTS = "http://www.opengis.net/wmts/1.0";
  private static final String XLINK = "http://www.w3.org/1999/xlink";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String SCHEMA =
      "http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd";
  private static final String SCALES_OF_THE_WEB = "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible";

  private final TileSets sets;
  private final String town;
  private final String base;
  private final String language;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;

  /**
   * @param town its name
   * @param base scheme, host and port
   * @param language ja or en
   */
  Capabilities(TileSets sets, String town, String base, String language) throws XMLStreamException {
    this.sets = sets;
    this.town = town;
    this.base = base;
    this.language = language;
    this.xml =
        XMLOutputFactory.newDefaultFactory()
            .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
  }

  /** What XML 1.0 can hold of a text. */
  static String printable(String text) {
    return text.codePoints()
        .filter(c -> c == '\t' || c == '\n' || c >= 0x20)
        .filter(c -> c < 0xd800 || c > 0xdfff)
        .filter(c -> c != 0xfffe && c != 0xffff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * @param layers of pixels, as the caller sees them
   */
  byte[] of(List<VisibleLayer> layers) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("Capabilities");
    xml.writeDefaultNamespace(WMTS);
    xml.writeNamespace("ows", OWS);
    xml.writeNamespace("xlink", XLINK);
    xml.writeNamespace("xsi", XSI);
    xml.writeAttribute("xsi", XSI, "schemaLocation", WMTS + " " + SCHEMA);
    xml.writeAttribute("version", "1.0.0");
    service();
    operations();
    xml.writeStartElement("Contents");
    for (VisibleLayer layer : layers) {
      layer(layer);
    }
    for (TileMatrixSet set : sets.list()) {
      matrixSet(set);
    }
    xml.writeEndElement();
    xml.writeEmptyElement("ServiceMetadataURL");
    xml.writeAttribute("xlink", XLINK, "href", base + "/wmts/1.0.0/WMTSCapabilities.xml");
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
    return out.toByteArray();
  }

  private void ows(String name, String text) throws XMLStreamException {
    xml.writeStartElement("ows", name, OWS);
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private void element(String name, Object text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(printable(String.valueOf(text)));
    xml.writeEndElement();
  }

  private void service() throws XMLStreamException {
    xml.writeStartElement("ows", "ServiceIdentification", OWS);
    ows("Title", town + " 街図 Machizu");
    ows("ServiceType", "OGC WMTS");
    ows("ServiceTypeVersion", "1.0.0");
    ows("Fees", "none");
    ows("AccessConstraints", "none");
    xml.writeEndElement();
    xml.writeStartElement("ows", "ServiceProvider", OWS);
    ows("ProviderName", town);
    xml.writeEmptyElement("ows", "ProviderSite", OWS);
    xml.writeAttribute("xlink", XLINK, "href", base + "/");
    xml.writeEmptyElement("ows", "ServiceContact", OWS);
    xml.writeEndElement();
  }

  private void operations() throws XMLStreamException {
    xml.writeStartElement("ows", "OperationsMetadata", OWS);
    for (String operation : List.of("GetCapabilities", "GetTile")) {
      xml.writeStartElement("ows", "Operation", OWS);
      xml.writeAttribute("name", operation);
      xml.writeStartElement("ows", "DCP", OWS);
      xml.writeStartElement("ows", "HTTP", OWS);
      get(base + "/wmts?", "KVP");
      get(base + "/wmts/1.0.0/", "RESTful");
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void get(String address, String encoding) throws XMLStreamException {
    xml.writeStartElement("ows", "Get", OWS);
    xml.writeAttribute("xlink", XLINK, "href", address);
    xml.writeStartElement("ows", "Constraint", OWS);
    xml.writeAttribute("name", "GetEncoding");
    xml.writeStartElement("ows", "AllowedValues", OWS);
    ows("Value", encoding);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void layer(VisibleLayer visible) throws XMLStreamException {
    Layer layer = visible.entry().layer();
    xml.writeStartElement("Layer");
    ows("Title", layer.title().in(language));
    String about =
        List.of(layer.provenance().source(), layer.provenance().licence()).stream()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · "));
    if (!about.isEmpty()) {
      ows("Abstract", about);
    }
    Envelope box = sets.extent(List.of(visible)).orElse(null);
    if (box != null) {
      xml.writeStartElement("ows", "WGS84BoundingBox", OWS);
      ows("LowerCorner", box.minLon() + " " + box.minLat());
      ows("UpperCorner", box.maxLon() + " " + box.maxLat());
      xml.writeEndElement();
    }
    ows("Identifier", visible.name());
    style(visible);
    for (String format : FORMATS) {
      element("Format", format);
    }
    for (TileMatrixSet set : sets.list()) {
      link(set, visible);
    }
    for (String format : FORMATS) {
      xml.writeEmptyElement("ResourceURL");
      xml.writeAttribute("format", format);
      xml.writeAttribute("resourceType", "tile");
      xml.writeAttribute(
          "template",
          "%s/wmts/1.0.0/%s/%s/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.%s"
              .formatted(base, visible.name(), STYLE, format.substring("image/".length())));
    }
    xml.writeEndElement();
  }

  private void style(VisibleLayer visible) throws XMLStreamException {
    xml.writeStartElement("Style");
    xml.writeAttribute("isDefault", "true");
    ows("Title", language.equals("en") ? "As the town draws it" : "標準");
    ows("Identifier", STYLE);
    xml.writeEmptyElement("LegendURL");
    xml.writeAttribute("format", "image/png");
    xml.writeAttribute(
        "xlink", XLINK, "href", base + "/ogc/styles/" + visible.name() + "/legend.png");
    xml.writeEndElement();
  }

  private void link(TileMatrixSet set, VisibleLayer layer) throws XMLStreamException {
    List<TileRange> limits = sets.limits(set, List.of(layer));
    xml.writeStartElement("TileMatrixSetLink");
    element("TileMatrixSet", set.id());
    if (!limits.isEmpty()) {
      xml.writeStartElement("TileMatrixSetLimits");
      for (TileRange range : limits) {
        xml.writeStartElement("TileMatrixLimits");
        element("TileMatrix", range.min().z());
        element("MinTileRow", range.min().y());
        element("MaxTileRow", range.max().y());
        element("MinTileCol", range.min().x());
        element("MaxTileCol", range.max().x());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void matrixSet(TileMatrixSet set) throws XMLStreamException {
    xml.writeStartElement("TileMatrixSet");
    ows("Title", language.equals("en") ? set.titleEn() : set.titleJa());
    ows("Identifier", set.id());
    ows("SupportedCRS", "urn:ogc:def:crs:EPSG::" + set.crs().epsg());
    if (set.equals(TileMatrixSet.webMercatorQuad())) {
      element("WellKnownScaleSet", SCALES_OF_THE_WEB);
    }
    for (int level : set.levels()) {
      xml.writeStartElement("TileMatrix");
      ows("Identifier", Integer.toString(level));
      element("ScaleDenominator", set.scaleDenominator(level));
      List<Double> origin = set.pointOfOrigin();
      element(
          "TopLeftCorner",
          String.format(Locale.ROOT, "%s %s", origin.getFirst(), origin.getLast()));
      element("TileWidth", TileMatrixSet.TILE_PIXELS);
      element("TileHeight", TileMatrixSet.TILE_PIXELS);
      element("MatrixWidth", 1 << level);
      element("MatrixHeight", 1 << level);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
