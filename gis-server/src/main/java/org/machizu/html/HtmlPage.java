package org.machizu.html;

import java.util.List;
import java.util.Map;

/**
 * One page to write.
 *
 * @param template its name in the feature's folder, without ending
 * @param title what stands in the browser's tab, before the product's name
 * @param address its own address without the parameter {@code lang}, for the links to the other
 *     languages: {@code /ogc/collections?limit=10}
 * @param trail the pages above it, from the top: text and address
 * @param model what the template names; maps, lists, texts, numbers and truth values
 * @param entries sources of scripts and styles that it needs besides the frame's, as {@code
 *     src/opendata/mapPage.ts}
 */
public record HtmlPage(
    String template,
    String title,
    String address,
    List<Step> trail,
    Map<String, Object> model,
    List<String> entries) {

  /** A page above, in the trail. */
  public record Step(String text, String href) {}

  public HtmlPage {
    trail = List.copyOf(trail);
    entries = List.copyOf(entries);
  }
}
