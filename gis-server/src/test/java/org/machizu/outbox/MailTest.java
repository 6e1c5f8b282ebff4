package org.machizu.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machizu.outbox.Desk.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machizu.config.MailSettings;
import org.machizu.config.MailSettings.Security;
import org.machizu.config.Secret;
import org.machizu.gauges.AlertStore.Act;
import org.machizu.http.TestCertificate;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.OutboxStore.Filter;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Past;
import org.machizu.store.gpkg.TownFolder;

/** From alerts to mails that real mail servers have taken, and what goes wrong on the way. */
class MailTest {
  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*)$");

  @TempDir Path folder;
  private TownFolder town;
  private Desk desk;
  private @Nullable GreenMail post;

  @BeforeEach
  void open() {
    town = TownFolder.open(folder, "01585");
    desk = new Desk(town.outbox());
  }

  @AfterEach
  void close() {
    if (post != null) {
      post.stop();
    }
    town.close();
  }

  private void reopen() {
    ListedAlerts alerts = desk.alerts;
    town.close();
    open();
    assertThat(alerts.unhandled()).isZero();
  }

  private static MailSettings settings(int port) {
    return new MailSettings(
        "127.0.0.1", port, Security.NONE, Optional.empty(), Optional.empty(), "suii@town.example");
  }

  private int startPost(int port) {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
    post = new GreenMail(port == 0 ? setup.dynamicPort() : setup);
    post.start();
    return post.getSmtp().getPort();
  }

  private List<MimeMessage> received() {
    return Arrays.asList(post == null ? new MimeMessage[0] : post.getReceivedMessages());
  }

  private Carrier carrier(int port) {
    return desk.carrier(Channel.Type.MAIL, new MailSender(settings(port)));
  }

  @Test
  void aDangerIsInTheMailboxAtOnce() throws Exception {
    Carrier carrier = carrier(startPost(0));
    desk.staff("duty", mail("duty"), mail("duty-2"));
    desk.alerts.raise("G01", Severity.DANGER);

    assertThat(desk.announcer().announce()).isEqualTo(2);
    assertThat(carrier.carryDue()).isEqualTo(2);

    assertThat(received()).hasSize(2);
    MimeMessage one = received().getFirst();
    assertThat(one.getSubject()).isEqualTo("【氾濫危険水位】緑川 東和G01");
    assertThat(one.getContent().toString().replace("\r\n", "\n"))
        .isEqualTo(
            """
            緑川 東和G01の水位が、氾濫危険水位（4.00m）に達しました（9月1日 14:10）。
            これまでの最高水位: 4.12m（9月1日 14:19）
            警報の番号: 1
            詳しく: https://gis.town.example/?gauge=G01
            """);
    assertThat(one.getFrom()[0]).hasToString("suii@town.example");
    assertThat(one.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    List<Delivery> sent = desk.messages().list(Filter.ALL, Long.MAX_VALUE, 10);
    assertThat(sent).allMatch(d -> d.state() == State.SENT && d.error().isEmpty());
    assertThat(received())
        .extracting(MimeMessage::getMessageID)
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(d -> "<" + d.batch() + "@town.example>").toList());
    assertThat(desk.alerts.unhandled()).isZero();
  }

  @Test
  void threeAlertsThatAreNoDangerAreOneMailAfterHalfAMinute() throws Exception {
    Carrier carrier = carrier(startPost(0));
    desk.staff("duty", mail("duty"));
    for (String gauge : List.of("G01", "G02", "G03")) {
      desk.alerts.raise(gauge, Severity.CAUTION);
    }
    desk.announcer().announce();
    assertThat(carrier.carryDue()).isZero();
    desk.alerts.raise("G04", Severity.DANGER);
    desk.announcer().announce();
    assertThat(carrier.carryDue()).isEqualTo(1);
    desk.pass(Duration.ofSeconds(30));
    assertThat(carrier.carryDue()).isEqualTo(1);

    assertThat(received())
        .extracting(MimeMessage::getSubject)
        .containsExactly("【氾濫危険水位】緑川 東和G04", "【氾濫注意水位】緑川 東和G01 ほか2件");
    assertThat(received().getLast().getContent().toString())
        .startsWith("3件のお知らせ")
        .contains("■ 【氾濫注意水位】緑川 東和G03");
  }

  @Test
  void aMailServerThatIsDownForAWhileLosesNothing() throws Exception {
    int port = startPost(0);
    post.stop();
    Carrier carrier = carrier(port);
    desk.staff("duty", mail("duty"));
    long alert = desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    assertThat(carrier.carryDue()).isEqualTo(1);
    for (int i = 0; i < 20; i++) {
      desk.pass(Duration.ofMinutes(2));
      assertThat(carrier.carryDue()).isEqualTo(1);
    }
    assertThat(desk.messages().list(Filter.ALL, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.state()).isEqualTo(State.WAITING);
          assertThat(d.attempts()).isEqualTo(21);
          assertThat(d.mayHaveArrived()).isFalse();
          assertThat(d.error()).contains("127.0.0.1:" + port);
        });
    desk.alerts.clear(alert);
    desk.announcer().announce();

    startPost(port);
    desk.pass(Duration.ofMinutes(2));
    carrier.carryDue();
    desk.pass(Duration.ofMinutes(2));
    carrier.carryDue();
    assertThat(received())
        .extracting(MimeMessage::getSubject)
        .containsExactly("【氾濫危険水位】緑川 東和G01", "【氾濫危険水位】緑川 東和G01（解除）");
    assertThat(carrier.carryDue()).isZero();
  }

  @Test
  void afterADayWithoutMailServerItIsGivenUpForAllToSee() {
    int port = startPost(0);
    post.stop();
    Carrier carrier = carrier(port);
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    desk.pass(Duration.ofHours(24));
    carrier.carryDue();
    assertThat(desk.states()).containsExactly(State.GIVEN_UP);
  }

  @Test
  void anAddressThatIsRefusedKeepsNobodyElseFromBeingTold() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp()) {
      smtp.refused = "gone@";
      smtp.refusal = "550 no such user";
      Carrier carrier = carrier(smtp.port());
      desk.staff("duty", mail("first"), mail("gone"), mail("last"));
      long alert = desk.alerts.raise("G01", Severity.DANGER);
      desk.announcer().announce();
      carrier.carryDue();
      assertThat(smtp.taken).hasSize(2);
      assertThat(desk.messages().list(new Filter(null, null, State.GIVEN_UP), 99, 10))
          .singleElement()
          .satisfies(d -> {
            assertThat(d.channel()).isEqualTo(mail("gone"));
            assertThat(d.error()).contains("550 no such user");
          });

      // And whoever got nothing gets no correction.
      desk.alerts.withdraw(alert);
      desk.announcer().announce();
      carrier.carryDue();
      assertThat(smtp.taken).hasSize(4);
      assertThat(smtp.taken.subList(2, 4)).noneMatch(mail -> mail.contains("gone@"));
    }
  }

  @Test
  void anAddressThatIsRefusedForNowIsTriedAgain() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp()) {
      smtp.refused = "duty@";
      smtp.refusal = "450 greylisted";
      Carrier carrier = carrier(smtp.port());
      desk.staff("duty", mail("duty"));
      desk.alerts.raise("G01", Severity.DANGER);
      desk.announcer().announce();
      carrier.carryDue();
      assertThat(desk.states()).containsExactly(State.WAITING);
      smtp.refused = "nobody";
      desk.pass(Duration.ofSeconds(13));
      carrier.carryDue();
      assertThat(desk.states()).containsExactly(State.SENT);
      assertThat(smtp.taken).hasSize(1);
    }
  }

  /** A mail server that takes a mail and dies: nobody can know, so whoever got it is corrected. */
  @Test
  void whatMayHaveArrivedIsSentAgainUnderTheSameIdAndCorrectedAsIfItHad() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp()) {
      smtp.vanishes = true;
      Carrier carrier = carrier(smtp.port());
      desk.staff("duty", mail("duty"));
      long alert = desk.alerts.raise("G01", Severity.DANGER);
      desk.announcer().announce();
      carrier.carryDue();
      desk.pass(Duration.ofMinutes(1));
      carrier.carryDue();
      assertThat(smtp.taken).hasSize(2);
      assertThat(smtp.taken.stream().map(MailTest::messageId).distinct()).hasSize(1);

      smtp.vanishes = false;
      desk.alerts.withdraw(alert);
      desk.announcer().announce();
      desk.pass(Duration.ofMinutes(5));
      carrier.carryDue();
      assertThat(desk.states()).containsExactly(State.CALLED_OFF, State.SENT);
      assertThat(smtp.taken).hasSize(3);
    }
  }

  private static String messageId(String mail) {
    var matcher = MESSAGE_ID.matcher(mail);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** Mie 2014, as it should have been: who was warned is told, and nobody else. */
  @Test
  void whatIsWithdrawnIsCorrectedForThoseWhoGotItAndStoppedForTheOthers() throws Exception {
    Carrier carrier = carrier(startPost(0));
    desk.staff("duty", mail("duty"));
    desk.recipient("chief", "staff", ",\"escalateMinutes\":30", mail("chief"));
    desk.recipient("town", "public", "", mail("everybody"));
    long alert = desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    carrier.carryDue();
    desk.alerts.act(alert, null, "sato", new Act.Publish(""), desk.clock.instant());
    desk.announcer().announce();
    desk.alerts.withdraw(alert);
    desk.announcer().announce();
    carrier.carryDue();
    desk.pass(Duration.ofHours(1));
    assertThat(desk.announcer().remind()).isZero();
    carrier.carryDue();

    assertThat(received())
        .extracting(mail -> mail.getAllRecipients()[0] + " " + mail.getSubject())
        .containsExactly(
            "duty@town.example 【氾濫危険水位】緑川 東和G01", "duty@town.example 【訂正】【氾濫危険水位】緑川 東和G01");
    assertThat(received().getLast().getContent().toString())
        .contains("誤りでした")
        .contains("9月1日 14:20にお送りしたもの")
        .contains("> 緑川 東和G01の水位が、氾濫危険水位（4.00m）に達しました");
  }

  @Test
  void whoTakesNoNoticeIsRemindedAndOthersAreTold() throws Exception {
    Carrier carrier = carrier(startPost(0));
    desk.recipient("duty", "staff", ",\"repeatMinutes\":5", mail("duty"));
    desk.recipient("chief", "staff", ",\"escalateMinutes\":10", mail("chief"));
    long alert = desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    carrier.carryDue();
    for (int i = 0; i < 12; i++) {
      desk.pass(Duration.ofMinutes(1));
      int unused = desk.announcer().remind();
      carrier.carryDue();
    }
    desk.alerts.act(alert, null, "sato", new Act.Acknowledge(""), desk.clock.instant());
    desk.pass(Duration.ofHours(1));
    assertThat(desk.announcer().remind()).isZero();
    assertThat(desk.messages().list(Filter.ofAlert(alert), 99, 10).reversed())
        .extracting(d -> d.state() + " " + d.purpose() + " " + d.recipient() + " " + d.round())
        .containsExactly(
            "SENT RAISED duty 0",
            "SUPPRESSED RAISED chief 0",
            "SENT REPEAT duty 1",
            "SENT STANDING chief 0",
            "SENT REPEAT duty 2");
    assertThat(received()).hasSize(4);
  }

  @Test
  void aServerThatDiesBeforeTheStepIsHandledMakesNothingTwice() {
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.DANGER);
    Announcer dying =
        desk.announcer(step -> {
          throw new IllegalStateException("the power fails");
        });
    assertThat(dying.announce()).isZero();
    assertThat(desk.alerts.unhandled()).isEqualTo(1);
    desk.alerts.forgetHolders();
    assertThat(desk.announcer().announce()).isZero();
    assertThat(desk.alerts.unhandled()).isZero();
    assertThat(desk.states()).containsExactly(State.WAITING);
  }

  @Test
  void aServerThatDiesBeforeSendingLosesNothing() throws Exception {
    int port = startPost(0);
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    assertThat(
            desk.messages()
                .claim("dead", Set.of(Channel.Type.MAIL), Duration.ZERO, desk.clock.instant()))
        .isPresent();
    assertThat(carrier(port).carryDue()).isEqualTo(1);
    assertThat(received()).hasSize(1);
    assertThat(desk.states()).containsExactly(State.SENT);
  }

  /** The one gap: sent and not marked. The second mail says by its id that it is the first. */
  @Test
  void aServerThatDiesAfterSendingSendsTheSameMailAgain() throws Exception {
    MailSender sender = new MailSender(settings(startPost(0)));
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    Carrier dying =
        desk.carrier(
            new UnmarkedStore(desk.messages()), Channel.Type.MAIL, sender, Duration.ofHours(1));
    assertThat(dying.carryDue()).isEqualTo(1);
    assertThat(received()).hasSize(1);
    assertThat(desk.states()).containsExactly(State.SENDING);
    assertThat(desk.carrier(Channel.Type.MAIL, sender).carryDue()).isZero();
    reopen(); // which is when the lease of the only server of a folder ends
    assertThat(desk.carrier(Channel.Type.MAIL, sender).carryDue()).isEqualTo(1);
    assertThat(received()).hasSize(2);
    assertThat(received().get(0).getMessageID()).isEqualTo(received().get(1).getMessageID());
    assertThat(received().get(0).getContent()).isEqualTo(received().get(1).getContent());
    assertThat(desk.states()).containsExactly(State.SENT);
  }

  @Test
  void twoServersOnOneStoreTellEverybodyOnce() throws Exception {
    int port = startPost(0);
    int many = 30;
    for (int i = 0; i < 4; i++) {
      desk.staff("duty-" + i, mail("duty-" + i));
    }
    for (int i = 0; i < many; i++) {
      desk.alerts.raise("G" + i, Severity.DANGER);
    }
    List<Callable<Integer>> servers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Announcer announcer = desk.announcer();
      Carrier carrier = carrier(port);
      servers.add(announcer::announce);
      servers.add(carrier::carryDue);
      servers.add(announcer::announce);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(servers.size())) {
      for (Future<Integer> one : pool.invokeAll(servers)) {
        one.get();
      }
    }
    carrier(port).carryDue();
    assertThat(desk.states()).hasSize(4 * many).containsOnly(State.SENT);
    int told = 0;
    for (MimeMessage mail : received()) {
      String content = mail.getContent().toString();
      told += content.split("警報の番号: ", -1).length - 1;
    }
    assertThat(told).isEqualTo(4 * many);
    assertThat(received().stream().map(MailTest::id).distinct()).hasSize(received().size());
  }

  private static String id(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Tls(SSLContext server, SSLSocketFactory client) {
    static Tls of(TestCertificate certificate) throws Exception {
      char[] password = "test".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "mail",
          certificate.keys().getPrivate(),
          password,
          new X509Certificate[] {certificate.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("mail", certificate.certificate());
      trust.init(trusted);
      SSLContext server = SSLContext.getInstance("TLS");
      server.init(keys.getKeyManagers(), null, null);
      SSLContext client = SSLContext.getInstance("TLS");
      client.init(null, trust.getTrustManagers(), null);
      return new Tls(server, client.getSocketFactory());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"TLS", "STARTTLS"})
  void theConnectionIsEncryptedAndNothingIsSentWhenItCannotBe(Security security) throws Exception {
    Tls tls = Tls.of(TestCertificate.valid("EC", 1));
    Parcel parcel = parcel();
    try (ScriptedSmtp smtp = new ScriptedSmtp(tls.server(), security == Security.TLS)) {
      smtp.login = "\0suii\0a password";
      MailSettings right = secured(security, smtp.port(), "a password");
      new MailSender(right, Optional.of(tls.client())).send(parcel);
      assertThat(smtp.taken).hasSize(1);

      MailSettings wrong = secured(security, smtp.port(), "another");
      assertThatThrownBy(() -> new MailSender(wrong, Optional.of(tls.client())).send(parcel))
          .isInstanceOfSatisfying(
              NotSentException.class,
              e -> {
                assertThat(e.getMessage()).contains("535").doesNotContain("another");
                assertThat(e.isUseless()).isFalse();
                assertThat(e.mayHaveArrived()).isFalse();
              });
      // A certificate that nobody of trust has signed.
      assertThatThrownBy(() -> new MailSender(right).send(parcel))
          .isInstanceOf(NotSentException.class);
      // A certificate of another machine.
      MailSettings elsewhere =
          new MailSettings(
              "127.0.0.1", smtp.port(), security, right.user(), right.password(), right.from());
      assertThatThrownBy(() -> new MailSender(elsewhere, Optional.of(tls.client())).send(parcel))
          .isInstanceOf(NotSentException.class);
      assertThat(smtp.taken).hasSize(1);
    }
    try (ScriptedSmtp plain = new ScriptedSmtp()) {
      MailSettings settings = secured(security, plain.port(), "a password");
      assertThatThrownBy(() -> new MailSender(settings).send(parcel))
          .isInstanceOf(NotSentException.class);
      assertThat(plain.taken).isEmpty();
    }
    assertThat(secured(security, 1, "a password").toString()).doesNotContain("a password");
  }

  private static MailSettings secured(Security security, int port, String password) {
    return new MailSettings(
        "localhost",
        port,
        security,
        Optional.of("suii"),
        Optional.of(new Secret(password)),
        "suii@town.example");
  }

  private Parcel parcel() {
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.DANGER);
    desk.announcer().announce();
    return desk.messages()
        .claim("a", Set.of(Channel.Type.MAIL), Duration.ofHours(1), desk.clock.instant())
        .orElseThrow();
  }

  @Test
  void theWaitBetweenAttemptsGrowsAndEnds() {
    desk.staff("duty", mail("duty"));
    desk.alerts.raise("G01", Severity.CAUTION);
    desk.announcer().announce();
    desk.pass(Duration.ofMinutes(1));
    Instant now = desk.clock.instant();
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Parcel parcel =
          desk.messages().claim("a", Set.of(Channel.Type.MAIL), Duration.ZERO, now).orElseThrow();
      seconds.add(Duration.between(now, Retry.after(parcel, now).orElseThrow()).toSeconds());
      assertThat(Retry.after(parcel, now.plus(Duration.ofDays(1)))).isEmpty();
    }
    int expected = 10;
    for (long pause : seconds) {
      assertThat(pause).isBetween(expected * 8L / 10 - 1, expected * 12L / 10 + 1);
      expected = Math.min(300, expected * 2);
    }
  }

  /** A store that is gone the moment something was sent. */
  private record UnmarkedStore(OutboxStore inner) implements OutboxStore {
    @Override
    public int decide(Occasion occasion, Deciding deciding, Instant now) {
      return inner.decide(occasion, deciding, now);
    }

    @Override
    public Past past(long alert, Instant now) {
      return inner.past(alert, now);
    }

    @Override
    public Optional<Parcel> claim(
        String server, Set<Channel.Type> types, Duration lease, Instant now) {
      return inner.claim(server, types, lease, now);
    }

    @Override
    public int forgetLetters(Instant before) {
      return inner.forgetLetters(before);
    }

    @Override
    public boolean sent(String server, String batch, Instant now) {
      throw new IllegalStateException("the power fails");
    }

    @Override
    public boolean failed(
        String server, String batch, String error, boolean doubt, @Nullable Instant again) {
      return inner.failed(server, batch, error, doubt, again);
    }

    @Override
    public List<Delivery> list(Filter filter, long before, int limit) {
      return inner.list(filter, before, limit);
    }

    @Override
    public List<Latest> latest() {
      return inner.latest();
    }

    @Override
    public int forget(Instant before) {
      return inner.forget(before);
    }
  }
}
