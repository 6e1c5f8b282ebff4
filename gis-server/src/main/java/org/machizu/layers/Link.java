package org.machizu.layers;

import java.util.LinkedHashMap;
import java.util.Map;

/** A link of an OGC API answer. */
public final class Link {
  private Link() {}

  public static Map<String, Object> of(String href, String rel, String mediaType, String title) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", href);
    link.put("rel", rel);
    link.put("type", mediaType);
    link.put("title", title);
    return link;
  }
}
