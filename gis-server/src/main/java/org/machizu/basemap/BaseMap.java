package org.machizu.basemap;

import java.net.URI;
import java.util.List;
import org.machizu.geo.feature.LocalizedText;

/**
 * A background of somebody else's, as raster tiles of WebMercatorQuad.
 *
 * @param id stands in links ({@code base=pale}); never changes
 * @param tiles the address with {@code {z}/{x}/{y}}
 * @param minZoom the lowest zoom that there are tiles of
 * @param maxZoom the highest; beyond it the page makes these larger
 * @param credit what must stand on the map
 * @param creditLink where the credit leads
 */
public record BaseMap(
    String id,
    LocalizedText title,
    String tiles,
    int minZoom,
    int maxZoom,
    LocalizedText credit,
    URI creditLink) {
  private static final String GSI = "https://cyberjapandata.gsi.go.jp/xyz/";
  private static final URI GSI_LIST = URI.create("https://maps.gsi.go.jp/development/ichiran.html");
  private static final LocalizedText GSI_CREDIT =
      new LocalizedText("出典: 国土地理院", "Source: Geospatial Information Authority of Japan");

  /** 地理院タイル: the survey authority's tiles, free to use with their credit. */
  public static List<BaseMap> gsi() {
    return List.of(
        new BaseMap(
            "std",
            new LocalizedText("地理院地図（標準）", "GSI map (standard)"),
            GSI + "std/{z}/{x}/{y}.png",
            5,
            18,
            GSI_CREDIT,
            GSI_LIST),
        new BaseMap(
            "pale",
            new LocalizedText("地理院地図（淡色）", "GSI map (pale)"),
            GSI + "pale/{z}/{x}/{y}.png",
            5,
            18,
            GSI_CREDIT,
            GSI_LIST),
        new BaseMap(
            "photo",
            new LocalizedText("地理院 空中写真", "GSI aerial photo"),
            GSI + "seamlessphoto/{z}/{x}/{y}.jpg",
            2,
            18,
            new LocalizedText(
                "出典: 国土地理院（広域では GRUS画像 © Axelspace、Landsat8画像（GSI,TSIC,GEO Grid/AIST;"
                    + " courtesy of the U.S. Geological Survey）、海底地形（GEBCO））",
                "Source: Geospatial Information Authority of Japan (at small scales GRUS images ©"
                    + " Axelspace, Landsat 8 images (GSI, TSIC, GEO Grid/AIST; courtesy of the U.S."
                    + " Geological Survey), GEBCO)"),
            GSI_LIST));
  }

  /** Scheme and host, as a content security policy names them. */
  public String origin() {
    return tiles.substring(0, tiles.indexOf('/', "https://".length()));
  }
}
