package org.machizu.ogc.pages;

import org.machizu.html.PageLanguage;

/**
 * What a page was asked for with.
 *
 * @param base scheme, host and port
 * @param address its own, without the parameter {@code lang}
 * @param jsonAddress where the same is as JSON
 */
public record Asked(PageLanguage language, String base, String address, String jsonAddress) {

  /** The address of another page in the same language; it has no parameters yet. */
  String page(String path) {
    return base + path + "?f=html&lang=" + language.code();
  }
}
