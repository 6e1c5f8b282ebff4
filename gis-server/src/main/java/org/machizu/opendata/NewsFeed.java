package org.machizu.opendata;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.machizu.geo.feature.Layer;
import org.machizu.html.PageLanguage;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.page.OpenPages;

/**
 * Open layers as an Atom feed (RFC 4287): an entry for each layer, whose {@code updated} is when
 * its content or words changed last.
 */
final class NewsFeed {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final String municipality;
  private final OpenPages pages;

  NewsFeed(String municipality, OpenPages pages) {
    this.municipality = municipality;
    this.pages = pages;
  }

  /**
   * The feed in UTF-8.
   *
   * @param newest what changed last first
   * @param base scheme, host and port
   */
  byte[] atom(List<VisibleLayer> newest, String base, PageLanguage language) {
    String lang = "?lang=" + language.code();
    Instant updated =
        newest.stream()
            .map(layer -> layer.entry().changed())
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.setDefaultNamespace(ATOM);
      out.writeStartElement(ATOM, "feed");
      out.writeDefaultNamespace(ATOM);
      out.writeAttribute("xml:lang", language.ofTexts());
      element(out, "id", "urn:machizu:" + municipality + ":open");
      element(out, "title", pages.town(language) + " " + pages.word(language, "newsTitle"));
      element(out, "updated", updated.toString());
      out.writeStartElement(ATOM, "author");
      element(out, "name", pages.town(language));
      out.writeEndElement();
      link(out, "self", "application/atom+xml", base + "/open/news.atom" + lang);
      link(out, "alternate", "text/html", base + "/open" + lang);
      for (VisibleLayer layer : newest) {
        entry(out, layer, base, language);
      }
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the feed cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private void entry(XMLStreamWriter out, VisibleLayer visible, String base, PageLanguage language)
      throws XMLStreamException {
    Layer layer = visible.entry().layer();
    String page = base + "/open/layers/" + visible.name() + "?lang=" + language.code();
    out.writeStartElement(ATOM, "entry");
    element(out, "id", "urn:machizu:" + municipality + ":layer:" + visible.name());
    element(out, "title", layer.title().in(language.ofTexts()));
    element(out, "updated", visible.entry().changed().toString());
    link(out, "alternate", "text/html", page);
    out.writeEmptyElement(ATOM, "category");
    out.writeAttribute("term", layer.group());
    out.writeAttribute("label", pages.named(language, "group", layer.group()));
    String source = layer.provenance().source();
    element(
        out,
        "summary",
        pages.named(language, "group", layer.group()) + (source.isEmpty() ? "" : " / " + source));
    out.writeEndElement();
  }

  private static void link(XMLStreamWriter out, String rel, String type, String address)
      throws XMLStreamException {
    out.writeEmptyElement(ATOM, "link");
    out.writeAttribute("rel", rel);
    out.writeAttribute("type", type);
    out.writeAttribute("href", address);
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(ATOM, name);
    out.writeCharacters(text);
    out.writeEndElement();
  }
}
