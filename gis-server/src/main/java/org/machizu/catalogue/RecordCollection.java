package org.machizu.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Link;

/** The collection of records, as the list of collections has it. */
public final class RecordCollection {
  /** Its id among the collections. */
  public static final String ID = "records";

  static final String PATH = "/ogc/collections/" + ID;

  private static final LocalizedText TITLE =
      new LocalizedText("公開レイヤの目録", "Catalogue of the open layers");
  private static final LocalizedText DESCRIPTION =
      new LocalizedText(
          "公開しているすべてのレイヤの記録（題名・範囲・時点・ライセンス・入手先）",
          "A record of every open layer: title, extent, date, licence, and where to get it");

  private RecordCollection() {}

  /**
   * @param base scheme, host and port
   * @param language ja or en
   */
  public static Map<String, Object> of(String base, String language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", ID);
    json.put("type", "Collection");
    json.put("title", TITLE.in(language));
    json.put("description", DESCRIPTION.in(language));
    json.put("itemType", "record");
    json.put("conformsTo", List.of(RecordJson.CONFORMANCE + "record-collection"));
    json.put(
        "links",
        List.of(
            Link.of(base + PATH, "self", "application/json", "this collection"),
            Link.of(base + PATH + "/items", "items", "application/geo+json", "its records"),
            Link.of(
                base + DcatRoutes.PATH, "alternate", "application/ld+json", "the same as DCAT")));
    json.put("machizu", Map.of("kind", "computed"));
    return json;
  }
}
