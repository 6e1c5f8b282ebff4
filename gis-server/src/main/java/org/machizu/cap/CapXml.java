package org.machizu.cap;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.locationtech.jts.geom.Polygon;
import org.machizu.gauges.Alert.Deed;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.outbox.Situations;
import org.machizu.outbox.Stations;
import org.machizu.outbox.Stations.Place;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Earlier;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Purpose;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation;
import org.machizu.sensors.notify.Wording;

/**
 * Writes messages as CAP 1.2 (docs.oasis-open.org/emergency/cap/v1.2), with one block of
 * information in Japanese and one in English. Nothing in them tells people to leave: that is the
 * mayor's act.
 */
final class CapXml {
  static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  /** So far around a gauge its level says something, in km. */
  private static final double RADIUS_KM = 2;

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final String municipality;
  private final LocalizedText town;
  private final Situations situations;
  private final Stations stations;
  private final Areas areas;

  /**
   * @param municipality the town's code
   * @param town its name
   */
  CapXml(
      String municipality,
      LocalizedText town,
      Situations situations,
      Stations stations,
      Areas areas) {
    this.municipality = municipality;
    this.town = town;
    this.situations = situations;
    this.stations = stations;
    this.areas = areas;
  }

  /** What people read of a message. */
  Message words(CapMessage message, Language language) {
    Situation situation = situations.of(message.alert());
    Wording wording = Wording.in(language);
    Purpose purpose =
        switch (message.cause()) {
          case GRAVER -> Purpose.GRAVER;
          case REOPENED -> Purpose.REOPENED;
          case CLEARED -> Purpose.CLEARED;
          default -> Purpose.RAISED;
        };
    Message plain = wording.message(purpose, situation, Audience.PUBLIC);
    if (message.cause() != What.WITHDRAWN) {
      return plain;
    }
    Earlier wrong =
        new Earlier(
            0,
            "",
            new Channel(Channel.Type.WEBHOOK, ""),
            Purpose.RAISED,
            Fate.SENT,
            message.firstSent(),
            message.firstSent(),
            plain);
    return wording.correction(situation, List.of(wrong), Audience.PUBLIC);
  }

  /** The document, in UTF-8. */
  byte[] bytes(CapMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.setDefaultNamespace(NAMESPACE);
      xml.writeStartElement(NAMESPACE, "alert");
      xml.writeDefaultNamespace(NAMESPACE);
      element(xml, "identifier", message.identifier());
      element(xml, "sender", message.sender());
      element(xml, "sent", CapMessage.time(message.sent()));
      element(xml, "status", message.isDrill() ? "Exercise" : "Actual");
      element(xml, "msgType", message.type().word());
      element(xml, "scope", "Public");
      if (message.type() == CapMessage.Type.CANCEL) {
        element(xml, "note", cancelled(message));
      } else if (message.isDrill()) {
        element(xml, "note", "訓練 / Exercise");
      }
      if (!message.references().isEmpty()) {
        element(xml, "references", String.join(" ", message.references()));
      }
      List<Polygon> polygons = areas.of(situations.of(message.alert()));
      info(xml, message, polygons, Language.JA);
      info(xml, message, polygons, Language.EN);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a message cannot be written as CAP", e);
    }
    return bytes.toByteArray();
  }

  private String cancelled(CapMessage message) {
    return message.cause() == What.MERGED
        ? "同じ水位の別の警報（番号 %s）にまとめました / merged into alert %s"
            .formatted(message.alert().mergedInto(), message.alert().mergedInto())
        : words(message, Language.JA).subject();
  }

  private void info(
      XMLStreamWriter xml, CapMessage message, List<Polygon> polygons, Language language)
      throws XMLStreamException {
    boolean ja = language == Language.JA;
    Situation situation = situations.of(message.alert());
    Episode episode = message.alert().episode();
    Message words = words(message, language);
    boolean cancelled = message.type() == CapMessage.Type.CANCEL;
    boolean over = cancelled || message.cause() == What.CLEARED;
    xml.writeStartElement(NAMESPACE, "info");
    element(xml, "language", ja ? "ja-JP" : "en-US");
    element(xml, "category", "Met"); // which floods belong to
    element(xml, "event", event(episode.kind(), ja));
    element(xml, "responseType", cancelled ? "None" : over ? "AllClear" : "Avoid");
    element(xml, "urgency", urgency(episode, over));
    element(xml, "severity", severity(episode));
    element(xml, "certainty", episode.kind() == Kind.FORECAST ? "Likely" : "Observed");
    element(xml, "onset", CapMessage.time(episode.first()));
    Optional<Instant> end = drillEnd(message);
    if (end.isPresent()) {
      element(xml, "expires", CapMessage.time(end.get()));
    }
    element(xml, "senderName", ja ? town.ja() : town.en());
    element(xml, "headline", words.subject());
    element(xml, "description", words.text());
    if (situation.link().isPresent()) {
      element(xml, "web", situation.link().get());
    }
    parameter(xml, "gauge", situation.gauge());
    if (episode.level() != null) {
      parameter(xml, "level", episode.level());
    }
    if (episode.peakM() != null) {
      parameter(xml, "peakM", String.format(Locale.ROOT, "%.2f", episode.peakM()));
    }
    area(xml, situation, polygons, ja);
    xml.writeEndElement();
  }

  /** What is said in a drill holds until its end. */
  private Optional<Instant> drillEnd(CapMessage message) {
    Deed published = message.alert().published();
    if (!message.isDrill() || published == null) {
      return Optional.empty();
    }
    return stations
        .publicDrill(message.alert().stream().gauge(), published.at())
        .map(drill -> drill.span().to())
        .filter(end -> end.isAfter(message.sent()));
  }

  private static String event(Kind kind, boolean ja) {
    if (kind == Kind.FORECAST) {
      return ja ? "河川・ため池の水位の見込み" : "Water level forecast";
    }
    return ja ? "河川・ため池の水位" : "Water level";
  }

  private static String urgency(Episode episode, boolean over) {
    if (over) {
      return "Past";
    }
    return episode.kind() == Kind.FORECAST ? "Expected" : "Immediate";
  }

  private static String severity(Episode episode) {
    return switch (episode.severity()) {
      case NOTICE, STANDBY -> "Minor";
      case CAUTION -> "Moderate";
      case JUDGEMENT -> "Severe";
      case DANGER -> "Extreme";
    };
  }

  private void area(XMLStreamWriter xml, Situation situation, List<Polygon> polygons, boolean ja)
      throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, "area");
    String name = (situation.water() + " " + situation.gaugeName()).strip();
    element(xml, "areaDesc", ja ? name + " 付近" : "Around " + name);
    for (Polygon polygon : polygons) {
      element(xml, "polygon", corners(polygon));
    }
    Optional<Place> place =
        polygons.isEmpty() ? stations.place(situation.gauge()) : Optional.empty();
    if (place.isPresent()) {
      element(
          xml,
          "circle",
          String.format(
              Locale.ROOT, "%s %.1f", pair(place.get().lat(), place.get().lon()), RADIUS_KM));
    }
    xml.writeStartElement(NAMESPACE, "geocode");
    element(xml, "valueName", "全国地方公共団体コード");
    element(xml, "value", municipality);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** Without its holes, which CAP knows not: rather too many are warned than too few. */
  private static String corners(Polygon polygon) {
    return Stream.of(polygon.getExteriorRing().getCoordinates())
        .map(at -> pair(at.y, at.x))
        .collect(Collectors.joining(" "));
  }

  /** Latitude first, and WGS 84, which JGD2011 equals here. */
  private static String pair(double lat, double lon) {
    return String.format(Locale.ROOT, "%.5f,%.5f", lat, lon);
  }

  private static void parameter(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, "parameter");
    element(xml, "valueName", name);
    element(xml, "value", value);
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
