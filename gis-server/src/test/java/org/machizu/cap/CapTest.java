package org.machizu.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.gauges.AlertStore.Act;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.layers.SettableClock;
import org.machizu.outbox.Desk;
import org.machizu.outbox.ListedAlerts;
import org.machizu.outbox.Situations;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Situation;
import org.w3c.dom.Element;

/** From confirmed alerts to CAP 1.2 and its feed. */
class CapTest {
  private static final LocalizedText TOWN = new LocalizedText("安平町", "Abira <Town> & more");

  private final ListedAlerts alerts = new ListedAlerts();
  private final SettableClock clock = new SettableClock();
  private final CapFeed feed = feed(alerts);

  private CapFeed feed(ListedAlerts listed) {
    clock.set(ListedAlerts.NOW);
    Situations situations =
        new Situations(Desk.STATIONS, Optional.of(URI.create("https://gis.town.example")), clock);
    CapXml xml = new CapXml("01585", TOWN, situations, Desk.STATIONS, CapTest::areas);
    return new CapFeed("01585", "bosai@town.example", TOWN, listed, xml, Desk.STATIONS, clock);
  }

  /** A square with a hole, of one gauge. */
  private static List<Polygon> areas(Situation situation) {
    if (!situation.gauge().equals("G05")) {
      return List.of();
    }
    try {
      String square =
          "POLYGON((141.8 42.7,141.9 42.7,141.9 42.8,141.8 42.8,141.8 42.7),(141.84 42.74,141.86 42.74,141.86 42.76,141.84 42.74))";
      return List.of((Polygon) new WKTReader().read(square));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static Element parse(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
  }

  private Element cap(long alert) throws Exception {
    Element document = parse(feed.bytes(feed.find(alert).orElseThrow()));
    CapRules.check(document);
    return document;
  }

  private static String text(Element parent, String... way) {
    Element found = parent;
    for (String name : way) {
      found = CapRules.children(found, name).getFirst();
    }
    return found.getTextContent();
  }

  private void publish(long alert) {
    alerts.act(alert, null, "sato", new Act.Publish(""), ListedAlerts.NOW);
  }

  private long published(boolean drill) {
    long alert = alerts.raise("G01", Severity.DANGER, drill);
    publish(alert);
    return alert;
  }

  @Test
  void aConfirmedAlertIsOneInBothLanguagesWithItsPlace() throws Exception {
    long alert = published(false);
    Element cap = cap(alert);
    assertThat(text(cap, "identifier")).isEqualTo("machizu-01585-1-1");
    assertThat(text(cap, "sender")).isEqualTo("bosai@town.example");
    assertThat(text(cap, "sent")).isEqualTo("2026-09-01T14:20:00+09:00");
    assertThat(text(cap, "status")).isEqualTo("Actual");
    assertThat(text(cap, "msgType")).isEqualTo("Alert");
    assertThat(CapRules.children(cap, "references")).isEmpty();
    List<Element> infos = CapRules.children(cap, "info");
    assertThat(infos).extracting(info -> text(info, "language")).containsExactly("ja-JP", "en-US");
    Element ja = infos.getFirst();
    assertThat(text(ja, "headline")).isEqualTo("【氾濫危険水位】緑川 東和G01");
    assertThat(text(ja, "severity")).isEqualTo("Extreme");
    assertThat(text(ja, "certainty")).isEqualTo("Observed");
    assertThat(text(ja, "responseType")).isEqualTo("Avoid");
    assertThat(text(ja, "area", "circle")).isEqualTo("42.76000,141.80000 2.0");
    assertThat(text(ja, "area", "geocode", "value")).isEqualTo("01585");
    assertThat(text(ja, "description")).doesNotContain("警報の番号");
    assertThat(text(infos.getLast(), "senderName")).isEqualTo("Abira <Town> & more");
  }

  @Test
  void whatFollowsRefersToAllThatWentBefore() throws Exception {
    long over = published(false);
    alerts.clear(over);
    Element update = cap(over);
    assertThat(text(update, "identifier")).isEqualTo("machizu-01585-1-2");
    assertThat(text(update, "msgType")).isEqualTo("Update");
    assertThat(text(update, "references"))
        .isEqualTo("bosai@town.example,machizu-01585-1-1,2026-09-01T14:20:00+09:00");
    assertThat(text(update, "info", "responseType")).isEqualTo("AllClear");
    assertThat(text(update, "info", "urgency")).isEqualTo("Past");

    long wrong = published(false);
    alerts.clear(wrong);
    alerts.withdraw(wrong);
    Element cancel = cap(wrong);
    assertThat(text(cancel, "msgType")).isEqualTo("Cancel");
    assertThat(text(cancel, "references").split(" ")).hasSize(2);
    assertThat(text(cancel, "note")).startsWith("【訂正】");
    assertThat(text(cancel, "info", "description"))
        .contains("誤りでした")
        .contains("9月1日 14:20にお送りしたもの");
    assertThat(text(cancel, "info", "responseType")).isEqualTo("None");
  }

  @Test
  void whatNobodyConfirmedOrWasOverBeforeIsNotThere() {
    long unconfirmed = alerts.raise("G01", Severity.DANGER);
    long over = alerts.raise("G02", Severity.DANGER);
    alerts.clear(over);
    publish(over);
    long wrong = alerts.raise("G03", Severity.DANGER);
    alerts.withdraw(wrong);
    publish(wrong);
    assertThat(Stream.of(unconfirmed, over, wrong, 99L).flatMap(id -> feed.find(id).stream()))
        .isEmpty();
    assertThat(feed.messages()).isEmpty();
  }

  @Test
  void whereTheAreaOfAGaugeIsKnownItStandsInPlaceOfTheCircle() throws Exception {
    long alert = alerts.raise("G05", Severity.DANGER);
    publish(alert);
    Element area =
        CapRules.children(CapRules.children(cap(alert), "info").getFirst(), "area").getFirst();
    assertThat(text(area, "polygon"))
        .isEqualTo(
            "42.70000,141.80000 42.70000,141.90000 42.80000,141.90000 42.80000,141.80000 42.70000,141.80000");
    assertThat(CapRules.children(area, "circle")).isEmpty();
    assertThat(text(area, "geocode", "value")).isEqualTo("01585");
  }

  @Test
  void aDrillSaysSoAndIsNotInTheFeed() throws Exception {
    long drill = published(true);
    Element cap = cap(drill);
    assertThat(text(cap, "status")).isEqualTo("Exercise");
    assertThat(text(cap, "info", "headline")).startsWith("【訓練】");
    assertThat(feed.messages()).isEmpty();
  }

  @Test
  void aDrillThatThePublicIsToldOfIsInTheFeedUntilAnHourAfterItsEnd() throws Exception {
    long drill = alerts.raise(Desk.DRILLED, Severity.DANGER, true);
    assertThat(feed.messages()).isEmpty();
    publish(drill);
    Element cap = cap(drill);
    assertThat(text(cap, "status")).isEqualTo("Exercise");
    assertThat(text(cap, "note")).contains("訓練");
    assertThat(text(cap, "info", "expires")).isEqualTo("2026-09-01T15:20:00+09:00");
    assertThat(text(cap, "info", "description")).contains("これは訓練のお知らせです");
    Element atom = parse(feed.atom(feed.messages(), "self", m -> "there"));
    assertThat(text(atom, "entry", "title")).startsWith("【訓練】");

    clock.set(Desk.PUBLIC_DRILL.to().plusSeconds(3599));
    alerts.clear(drill);
    assertThat(text(cap(drill), "info", "responseType")).isEqualTo("AllClear");
    assertThat(feed.messages()).hasSize(1);
    clock.set(Desk.PUBLIC_DRILL.to().plusSeconds(3600));
    assertThat(feed.messages()).isEmpty();
  }

  @Test
  void theFeedListsTheNewestFirst() throws Exception {
    long first = published(false);
    long unused = alerts.raise("G09", Severity.DANGER);
    long second = published(false);
    Element atom =
        parse(
            feed.atom(
                feed.messages(),
                "https://gis.town.example/alerts.atom",
                m -> "https://gis.town.example/alerts/" + m.alert().id() + "/cap.xml"));
    assertThat(atom.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    assertThat(text(atom, "updated")).isEqualTo("2026-09-01T14:20:00+09:00");
    List<Element> entries = CapRules.children(atom, "entry");
    assertThat(entries)
        .extracting(entry -> text(entry, "id"))
        .containsExactly(
            "urn:machizu:machizu-01585-" + second + "-1",
            "urn:machizu:machizu-01585-" + first + "-1");
    assertThat(CapRules.children(entries.getFirst(), "link").getFirst().getAttribute("href"))
        .isEqualTo("https://gis.town.example/alerts/3/cap.xml");
  }

  @Test
  void theFolderHoldsEveryMessageWholeAndNothingElse(@TempDir Path folder) throws Exception {
    Path place = folder.resolve("cap");
    CapFolder files = new CapFolder(place, feed);
    assertThat(files.isBehind()).isTrue();
    long alert = published(false);
    files.write();
    alerts.clear(alert);
    files.write();
    assertThat(files.isBehind()).isFalse();
    assertThat(names(place))
        .containsExactlyInAnyOrder("alerts.atom", "machizu-01585-1-1.xml", "machizu-01585-1-2.xml");
    CapRules.check(parse(Files.readAllBytes(place.resolve("machizu-01585-1-2.xml"))));
    assertThat(Files.readString(place.resolve("alerts.atom")))
        .contains("href=\"machizu-01585-1-2.xml\"");
  }

  @Test
  void aFolderThatCannotBeWrittenIsTriedAgain(@TempDir Path folder) throws Exception {
    Path place = folder.resolve("cap");
    Files.writeString(place, "in the way");
    CapFolder files = new CapFolder(place, feed);
    long unused = published(false);
    files.write();
    assertThat(files.isBehind()).isTrue();
    Files.delete(place);
    files.write();
    assertThat(names(place)).hasSize(2);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
