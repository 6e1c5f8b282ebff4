package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.tiles.grid.TileAddress;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** WMTS 1.0.0 as its specification (07-057r7) has it, and as GDAL reads it. */
class WmtsTest {
  private static final double EAST = -35_000;
  private static final double NORTH = -137_000;
  private static final Coordinate PLACE =
      CrsConversion.between(new Crs(6680), Crs.JGD2011).apply(EAST, NORTH);

  /** 200 by 200 pixels of 4 m: red in the west, green in the east. */
  private static final Placement PHOTO =
      new Placement(new Crs(6680), EAST - 400, NORTH + 400, 4, 4, 200, 200);

  private static final String GET_TILE =
      "/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=aerial&STYLE=default"
          + "&FORMAT=image/png&TILEMATRIXSET=WebMercatorQuad";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"), Map.of("municipality.crs", "EPSG:6680"));
    for (String layer : List.of("aerial", "hidden")) {
      Path photo = folder.resolve(layer + ".tif");
      GeoTiffWriter.writeImage(
          photo,
          PHOTO,
          false,
          w -> {
            int[] part = new int[w.pixels()];
            for (int i = 0; i < part.length; i++) {
              part[i] = w.x() + i % w.width() < 100 ? 0xffe00000 : 0xff00a000;
            }
            return part;
          });
      town.importFile(layer, photo);
    }
    town.importGeoJson(
        "stops", RunningTown.collection(RunningTown.point("first", PLACE.x, PLACE.y)));
    town.publish("aerial");
    town.publish("stops");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Document xml(Answer answer) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
  }

  private static List<String> children(Node parent) {
    List<String> names = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element
          && (names.isEmpty() || !names.getLast().equals(element.getLocalName()))) {
        names.add(element.getLocalName());
      }
    }
    return names;
  }

  private static List<Element> all(Document xml, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = xml.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String tile(int level) {
    TileAddress at = TileAddress.at(level, PLACE.x, PLACE.y);
    return GET_TILE + "&TILEMATRIX=%d&TILEROW=%d&TILECOL=%d".formatted(level, at.y(), at.x());
  }

  @Test
  void theCapabilitiesHaveTheElementsOfTheSchemaInItsOrder() throws Exception {
    Answer answer = town.visitor().get("/wmts?service=WMTS&request=GetCapabilities");
    assertThat(answer.header("Content-Type")).startsWith("application/xml");
    Document xml = xml(answer);
    Element root = xml.getDocumentElement();
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.opengis.net/wmts/1.0");
    assertThat(root.getAttribute("version")).isEqualTo("1.0.0");
    assertThat(children(root))
        .containsExactly(
            "ServiceIdentification",
            "ServiceProvider",
            "OperationsMetadata",
            "Contents",
            "ServiceMetadataURL");
    assertThat(children(all(xml, "ServiceIdentification").getFirst()))
        .containsExactly("Title", "ServiceType", "ServiceTypeVersion", "Fees", "AccessConstraints");
    assertThat(children(all(xml, "ServiceProvider").getFirst()))
        .containsExactly("ProviderName", "ProviderSite", "ServiceContact");
    assertThat(all(xml, "Layer")).hasSize(1);
    assertThat(children(all(xml, "Layer").getFirst()))
        .containsExactly(
            "Title",
            "WGS84BoundingBox",
            "Identifier",
            "Style",
            "Format",
            "TileMatrixSetLink",
            "ResourceURL");
    assertThat(children(all(xml, "Style").getFirst()))
        .containsExactly("Title", "Identifier", "LegendURL");
    Node contents = all(xml, "Contents").getFirst();
    assertThat(children(contents)).containsExactly("Layer", "TileMatrixSet");
    for (Element matrix : all(xml, "TileMatrix")) {
      if (matrix.getParentNode().getLocalName().equals("TileMatrixSet")) {
        assertThat(children(matrix))
            .containsExactly(
                "Identifier",
                "ScaleDenominator",
                "TopLeftCorner",
                "TileWidth",
                "TileHeight",
                "MatrixWidth",
                "MatrixHeight");
      }
    }
    assertThat(all(xml, "SupportedCRS").stream().map(Node::getTextContent))
        .containsExactly("urn:ogc:def:crs:EPSG::3857", "urn:ogc:def:crs:EPSG::6680");
    // the authority of zone XII writes north before east
    assertThat(all(xml, "TopLeftCorner").getLast().getTextContent())
        .isEqualTo("1048576.0 -1048576.0");
    assertThat(answer.body())
        .isEqualTo(town.visitor().get("/wmts/1.0.0/WMTSCapabilities.xml").body());
  }

  @Test
  void onlyWhoMaySeeALayerFindsItThere() throws Exception {
    String capabilities = "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities";
    assertThat(town.visitor().get(capabilities).text()).doesNotContain("hidden");
    assertThat(town.as("planner").get(capabilities).text()).contains("hidden");
    String hidden = tile(14).replace("LAYER=aerial", "LAYER=hidden");
    assertThat(town.visitor().get(hidden).status()).isEqualTo(400);
    assertThat(town.as("planner").get(hidden).status()).isEqualTo(200);
    assertThat(town.as("planner").get(hidden).header("Cache-Control")).startsWith("private");
  }

  @Test
  void aTileIsThatOfTheOtherStandardByKeysWhateverTheirCaseAndByItsAddress() throws Exception {
    TileAddress at = TileAddress.at(14, PLACE.x, PLACE.y);
    byte[] viewers = town.visitor().get("/tiles/aerial/" + at + ".png").body();
    assertThat(town.visitor().get(tile(14)).body()).isEqualTo(viewers);
    assertThat(
            town.visitor().get(tile(14).replace("TILEROW", "tileRow").replace("&L", "&l")).body())
        .isEqualTo(viewers);
    Document xml = xml(town.visitor().get("/wmts/1.0.0/WMTSCapabilities.xml"));
    for (Element template : all(xml, "ResourceURL")) {
      String address =
          template
              .getAttribute("template")
              .replace("{TileMatrixSet}", "WebMercatorQuad")
              .replace("{TileMatrix}", "14")
              .replace("{TileRow}", String.valueOf(at.y()))
              .replace("{TileCol}", String.valueOf(at.x()));
      Answer tile = town.visitor().get(address);
      assertThat(tile.status()).as(address).isEqualTo(200);
      assertThat(tile.header("Content-Type")).isEqualTo(template.getAttribute("format"));
      assertThat(town.visitor().get(address.replace("/aerial/", "/hidden/")).status())
          .isEqualTo(404);
      assertThat(town.visitor().get(address.replace("/14/", "/99/")).status()).isEqualTo(404);
    }
    Answer again =
        town.visitor()
            .with("If-None-Match", town.visitor().get(tile(14)).header("ETag"))
            .get(tile(14));
    assertThat(again.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVICE=WMTS&,                '',                         400, MissingParameterValue, SERVICE",
    "SERVICE=WMTS,                 SERVICE=WMS,                400, InvalidParameterValue, SERVICE",
    "REQUEST=GetTile,              REQUEST=GetFeatureInfo,     501, OperationNotSupported, REQUEST",
    "REQUEST=GetTile,              REQUEST=GetTile&REQUEST=X,  400, InvalidParameterValue, REQUEST",
    "&VERSION=1.0.0,               '',                         400, MissingParameterValue, VERSION",
    "LAYER=aerial,                 LAYER=nothing,              400, InvalidParameterValue, LAYER",
    "LAYER=aerial,                 LAYER=stops,                400, InvalidParameterValue, LAYER",
    "STYLE=default,                STYLE=night,                400, InvalidParameterValue, STYLE",
    "image/png,                    image/jpeg,                 400, InvalidParameterValue, FORMAT",
    "TILEMATRIXSET=WebMercatorQuad, TILEMATRIXSET=X,           400, InvalidParameterValue, TILEMATRIXSET",
    "TILEMATRIX=14,                TILEMATRIX=77,              400, InvalidParameterValue, TILEMATRIX",
    "TILEROW=,                     TILEROW=9,                  400, TileOutOfRange,        TILEROW",
    "TILEROW=,                     TILEROW=a,                  400, InvalidParameterValue, TILEROW",
    "TILEMATRIX=14,                TILEMATRIX=10,              400, TileOutOfRange,        TILEROW",
  })
  void whatIsWrongIsReportedAsOwsHasIt(
      String part, String instead, int status, String code, String locator) throws Exception {
    Answer answer = town.visitor().get(tile(14).replace(part, instead));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/xml");
    Document xml = xml(answer);
    assertThat(xml.getDocumentElement().getNamespaceURI())
        .isEqualTo("http://www.opengis.net/ows/1.1");
    assertThat(all(xml, "Exception").getFirst().getAttribute("exceptionCode")).isEqualTo(code);
    assertThat(all(xml, "Exception").getFirst().getAttribute("locator")).isEqualTo(locator);
  }

  @Test
  void anotherVersionIsNotToBeHad() throws Exception {
    String capabilities = "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&AcceptVersions=";
    assertThat(town.visitor().get(capabilities + "2.0.0,1.0.0").status()).isEqualTo(200);
    Document refused = xml(town.visitor().get(capabilities + "2.0.0"));
    assertThat(all(refused, "Exception").getFirst().getAttribute("exceptionCode"))
        .isEqualTo("VersionNegotiationFailed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebMercatorQuad", "JapanPlaneZone12Quad"})
  void gdalReadsItInBothPlanesWithEachPixelWhereItLies(String set) throws Exception {
    String source =
        "WMTS:%s/wmts/1.0.0/WMTSCapabilities.xml,layer=aerial,tilematrixset=%s"
            .formatted(town.base(), set);
    String info = Gdal.run(folder, "gdalinfo", source);
    assertThat(info).contains(set.startsWith("Web") ? "\"EPSG\",3857" : "\"EPSG\",6680");

    Path out = folder.resolve(set + ".tif");
    Gdal.run(
        folder,
        "gdalwarp",
        "-q",
        "-overwrite",
        "-t_srs",
        "EPSG:6680",
        "-tr",
        "4",
        "4",
        "-te",
        EAST - 400 + "",
        NORTH - 400 + "",
        EAST + 400 + "",
        NORTH + 400 + "",
        source,
        out.toString());
    Path png = folder.resolve(set + ".png");
    Gdal.run(folder, "gdal_translate", "-q", "-of", "PNG", out.toString(), png.toString());
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(200);
    assertThat(picture.getRGB(90, 100) >> 16 & 0xff).isCloseTo(0xe0, within(24));
    assertThat(picture.getRGB(110, 100) >> 8 & 0xff).isCloseTo(0xa0, within(24));
    for (int x : new int[] {4, 90, 110, 195}) {
      for (int y : new int[] {4, 195}) {
        int dominant = x < 100 ? picture.getRGB(x, y) >> 16 : picture.getRGB(x, y) >> 8;
        assertThat(dominant & 0xff).as("%d %d", x, y).isGreaterThan(120);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"WebMercatorQuad, EPSG:3857", "JapanPlaneZone12Quad, EPSG:6680"})
  void qgisDrawsItInBothPlanes(String set, String crs) throws Exception {
    Path script = folder.resolve("draw_wmts_by_qgis.py");
    try (InputStream in = WmtsTest.class.getResourceAsStream("draw_wmts_by_qgis.py")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "python3 is not installed, test skipped");
    Path png = folder.resolve("qgis-" + set + ".png");
    ProcessBuilder builder =
        new ProcessBuilder(
            python.toString(),
            script.toString(),
            town.base() + "/wmts/1.0.0/WMTSCapabilities.xml",
            "aerial",
            set,
            crs,
            "%s,%s,%s,%s".formatted(EAST - 400, NORTH - 400, EAST + 400, NORTH + 400),
            png.toString());
    builder.environment().putAll(Map.of("QT_QPA_PLATFORM", "offscreen", "HOME", folder.toString()));
    Path output = folder.resolve("qgis.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assumeTrue(process.exitValue() != 3, "QGIS (python3-qgis) is not installed, test skipped");

    assertThat(Files.readString(output)).contains("DRAWN");
    BufferedImage picture = ImageIO.read(png.toFile());
    for (int y : new int[] {10, 100, 190}) {
      assertThat(picture.getRGB(90, y) >> 16 & 0xff).isCloseTo(0xe0, within(24));
      assertThat(picture.getRGB(110, y) >> 8 & 0xff).isCloseTo(0xa0, within(24));
    }
  }
}
