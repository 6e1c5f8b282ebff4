package org.machizu.ogc;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;

/**
 * The schemas of bodies at the standards' edge, as the OpenAPI document has them: in {@code
 * schemas.json} beside this class, after those of 17-069r4.
 */
public final class BodySchemas {
  static final BodyForm FEATURES = new BodyForm(ItemsRoutes.GEO_JSON, "featureCollection");
  static final BodyForm FEATURE = new BodyForm(ItemsRoutes.GEO_JSON, "feature");
  static final BodyForm SCHEMA = new BodyForm(CollectionSchema.MEDIA_TYPE, "jsonSchema");

  /** By name. */
  public static final Map<String, Object> ALL = read();

  private BodySchemas() {}

  /** Of a body that may come in several media types. */
  static List<BodyForm> each(List<String> mediaTypes, String schema) {
    return mediaTypes.stream().map(type -> new BodyForm(type, schema)).toList();
  }

  private static Map<String, Object> read() {
    try (InputStream in = BodySchemas.class.getResourceAsStream("schemas.json")) {
      if (in == null) {
        throw new IllegalStateException("schemas.json is not packed");
      }
      return Map.copyOf(
          Json.mapper().readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
