package org.machizu.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What CAP 1.2 asks of a document (chapter 3.2 of the standard, and its schema in 3.4): which
 * elements, in which order, how often, and with which values.
 */
final class CapRules {
  /** A date and time without fraction and with an offset in digits. */
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[-+]\\d{2}:\\d{2}";

  private static final String NAME = "[^\\s,<&]+";
  private static final String ANY = "(?s).+";

  /**
   * @param least so often at least
   * @param most so often at most
   */
  private record Child(String name, int least, int most, String value) {}

  private static Child one(String name, String value) {
    return new Child(name, 1, 1, value);
  }

  private static Child maybe(String name, String value) {
    return new Child(name, 0, 1, value);
  }

  private static Child any(String name, int least, String value) {
    return new Child(name, least, Integer.MAX_VALUE, value);
  }

  private static final Map<String, List<Child>> CHILDREN =
      Map.of(
          "alert",
          List.of(
              one("identifier", NAME),
              one("sender", NAME),
              one("sent", TIME),
              one("status", "Actual|Exercise|System|Test|Draft"),
              one("msgType", "Alert|Update|Cancel|Ack|Error"),
              maybe("source", ANY),
              one("scope", "Public|Restricted|Private"),
              maybe("restriction", ANY),
              maybe("addresses", ANY),
              any("code", 0, ANY),
              maybe("note", ANY),
              maybe(
                  "references",
                  NAME + "," + NAME + "," + TIME + "( " + NAME + "," + NAME + "," + TIME + ")*"),
              maybe("incidents", ANY),
              any("info", 0, "")),
          "info",
          List.of(
              maybe("language", "[a-z]{2}(-[A-Z]{2})?"),
              any(
                  "category",
                  1,
                  "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"),
              one("event", ANY),
              any(
                  "responseType",
                  0,
                  "Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None"),
              one("urgency", "Immediate|Expected|Future|Past|Unknown"),
              one("severity", "Extreme|Severe|Moderate|Minor|Unknown"),
              one("certainty", "Observed|Likely|Possible|Unlikely|Unknown"),
              maybe("audience", ANY),
              any("eventCode", 0, ""),
              maybe("effective", TIME),
              maybe("onset", TIME),
              maybe("expires", TIME),
              maybe("senderName", ANY),
              maybe("headline", ANY),
              maybe("description", ANY),
              maybe("instruction", ANY),
              maybe("web", "https?://\\S+"),
              maybe("contact", ANY),
              any("parameter", 0, ""),
              any("resource", 0, ""),
              any("area", 0, "")),
          "parameter",
          List.of(one("valueName", ANY), one("value", ANY)),
          "eventCode",
          List.of(one("valueName", ANY), one("value", ANY)),
          "geocode",
          List.of(one("valueName", ANY), one("value", ANY)),
          "area",
          List.of(
              one("areaDesc", ANY),
              any("polygon", 0, "(-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)? ){3,}-?[\\d.]+,-?[\\d.]+"),
              any("circle", 0, "-?\\d{1,2}(\\.\\d+)?,-?\\d{1,3}(\\.\\d+)? \\d+(\\.\\d+)?"),
              any("geocode", 0, ""),
              maybe("altitude", ANY),
              maybe("ceiling", ANY)));

  private CapRules() {}

  static List<Element> children(Element element, String name) {
    java.util.ArrayList<Element> found = new java.util.ArrayList<>();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child && (name.isEmpty() || child.getLocalName().equals(name))) {
        found.add(child);
      }
    }
    return found;
  }

  static void check(Element element) {
    List<Child> rules = CHILDREN.get(element.getLocalName());
    assertThat(element.getNamespaceURI()).isEqualTo("urn:oasis:names:tc:emergency:cap:1.2");
    assertThat(rules).as(element.getLocalName()).isNotNull();
    List<Element> children = children(element, "");
    int at = 0;
    for (Child rule : rules) {
      int count = 0;
      while (at < children.size() && children.get(at).getLocalName().equals(rule.name())) {
        Element child = children.get(at);
        if (rule.value().isEmpty()) {
          check(child);
        } else {
          assertThat(child.getTextContent()).as(rule.name()).matches(Pattern.compile(rule.value()));
        }
        count++;
        at++;
      }
      assertThat(count).as("how often " + rule.name()).isBetween(rule.least(), rule.most());
    }
    assertThat(children.subList(at, children.size())).as("not in its place").isEmpty();
  }
}
