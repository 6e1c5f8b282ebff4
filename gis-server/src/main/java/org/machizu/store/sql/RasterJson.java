package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterContent.Image;

/** How the content of a layer of pixels stands in the store: JSON, readable by hand. */
public final class RasterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RasterJson() {}

  public static String write(RasterContent content) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", content.kind().name());
    Envelope box = content.extent();
    root.putArray("extent").add(box.minLon()).add(box.minLat()).add(box.maxLon()).add(box.maxLat());
    root.put("minZoom", content.zooms().min());
    root.put("maxZoom", content.zooms().max());
    if (content instanceof Grid grid) {
      Placement p = grid.placement();
      root.put("epsg", p.crs().epsg());
      root.put("west", p.west());
      root.put("north", p.north());
      root.put("pixelWidth", p.pixelWidth());
      root.put("pixelHeight", p.pixelHeight());
      root.put("width", p.width());
      root.put("height", p.height());
      root.put("levels", grid.levels());
    }
    return root.toString();
  }

  public static RasterContent read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      JsonNode box = root.get("extent");
      Envelope extent =
          new Envelope(
              box.get(0).asDouble(),
              box.get(1).asDouble(),
              box.get(2).asDouble(),
              box.get(3).asDouble());
      ZoomRange zooms = new ZoomRange(root.get("minZoom").asInt(), root.get("maxZoom").asInt());
      if (!root.has("levels")) {
        return new Image(extent, zooms);
      }
      Placement placement =
          new Placement(
              new Crs(root.get("epsg").asInt()),
              root.get("west").asDouble(),
              root.get("north").asDouble(),
              root.get("pixelWidth").asDouble(),
              root.get("pixelHeight").asDouble(),
              root.get("width").asInt(),
              root.get("height").asInt());
      return new Grid(extent, zooms, placement, root.get("levels").asInt());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue's entry is damaged: " + json, e);
    }
  }
}
