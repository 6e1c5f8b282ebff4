package org.machizu.cap;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.machizu.gauges.Alert;
import org.machizu.gauges.Alert.Deed;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.AlertStore.Filter;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.outbox.Stations;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;

/**
 * The newest confirmed alerts as an Atom feed (RFC 4287). Those of a drill are among them while it
 * is on, and for an hour after it, so that everybody reads its end; and only when the desk said at
 * its start that the public is told.
 */
final class CapFeed {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  /** So many stand in the feed. */
  private static final int MOST = 100;

  /** So many alerts are looked at for them. */
  private static final int MOST_LOOKED_AT = 1_000;

  private static final Duration AFTER_DRILL = Duration.ofHours(1);

  private final String municipality;
  private final String sender;
  private final LocalizedText town;
  private final AlertStore alerts;
  private final CapXml xml;
  private final Stations stations;
  private final Clock clock;

  CapFeed(
      String municipality,
      String sender,
      LocalizedText town,
      AlertStore alerts,
      CapXml xml,
      Stations stations,
      Clock clock) {
    this.municipality = municipality;
    this.sender = sender;
    this.town = town;
    this.alerts = alerts;
    this.xml = xml;
    this.stations = stations;
    this.clock = clock;
  }

  /** The newest message of an alert; empty when it is not one of the public. */
  Optional<CapMessage> find(long alert) {
    return alerts.find(alert).flatMap(this::message);
  }

  private Optional<CapMessage> message(Alert alert) {
    return alert.published() == null
        ? Optional.empty()
        : CapMessage.of(municipality, sender, alert, alerts.events(alert.id()));
  }

  /**
   * Whether it is for everybody: real, or of a drill that everybody is told of, while that is on.
   */
  boolean isForPublic(Alert alert) {
    Deed published = alert.published();
    if (published == null || !alert.stream().drill()) {
      return published != null;
    }
    return stations
        .publicDrill(alert.stream().gauge(), published.at())
        .map(drill -> clock.instant().isBefore(drill.span().to().plus(AFTER_DRILL)))
        .orElse(false);
  }

  byte[] bytes(CapMessage message) {
    return xml.bytes(message);
  }

  /** Those in the feed, the newest alert first. */
  List<CapMessage> messages() {
    return alerts.list(Filter.ALL, Long.MAX_VALUE, MOST_LOOKED_AT).stream()
        .filter(this::isForPublic)
        .flatMap(alert -> message(alert).stream())
        .limit(MOST)
        .toList();
  }

  /**
   * The feed, in UTF-8.
   *
   * @param self its own address
   * @param address of each message
   */
  byte[] atom(List<CapMessage> messages, String self, Function<CapMessage, String> address) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Instant> times = new ArrayList<>(messages.stream().map(CapMessage::sent).toList());
    Instant updated = times.stream().max(Instant::compareTo).orElse(Instant.EPOCH);
    try {
      XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.setDefaultNamespace(ATOM);
      out.writeStartElement(ATOM, "feed");
      out.writeDefaultNamespace(ATOM);
      element(out, "id", "urn:machizu:" + municipality + ":alerts");
      element(out, "title", town.ja() + " 水位の警報 / Water level alerts, " + town.en());
      element(out, "updated", CapMessage.time(updated));
      out.writeStartElement(ATOM, "author");
      element(out, "name", town.ja());
      out.writeEndElement();
      link(out, "self", "application/atom+xml", self);
      for (CapMessage message : messages) {
        entry(out, message, address.apply(message));
      }
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the feed cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private void entry(XMLStreamWriter out, CapMessage message, String address)
      throws XMLStreamException {
    Message words = xml.words(message, Language.JA);
    out.writeStartElement(ATOM, "entry");
    element(out, "id", "urn:machizu:" + message.identifier());
    element(out, "title", words.subject());
    element(out, "updated", CapMessage.time(message.sent()));
    element(out, "published", CapMessage.time(message.firstSent()));
    link(out, "alternate", "application/cap+xml", address);
    element(out, "summary", words.text());
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
