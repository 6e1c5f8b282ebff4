package org.machizu.sensors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A mistake in the settings is told with what is wrong and what is allowed. */
class BrokerSettingsTest {
  private static final Login LOGIN = new Login("server", new Secret("geheim"));

  @Test
  void anOwnSessionLastsAWeekAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Session.Own("server", Duration.ofDays(6)))
        .withMessageContaining("PT144H")
        .withMessageContaining("7 to 365 days");
    assertThat(new Session.Own("server", Duration.ofDays(7)).clientIds()).containsExactly("server");
  }

  @Test
  void aSharedSessionLastsAMinuteAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Session.Shared("server", "towns", Duration.ofSeconds(61), 1))
        .withMessageContaining("PT1M1S")
        .withMessageContaining("0 to 60 seconds");
    Session shared = new Session.Shared("server", "towns", Duration.ofSeconds(60), 2);
    assertThat(shared.clientIds()).containsExactly("server-towns-1", "server-towns-2");
    assertThat(shared.wire("gauges/#")).isEqualTo("$share/towns/gauges/#");
  }

  @Test
  void onlyASharedSessionHasSeveralConnections() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Session.Shared("server", "towns", Duration.ZERO, 0))
        .withMessageContaining("1 to 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Session.Shared("server", "to/wns", Duration.ZERO, 1))
        .withMessageContaining("to/wns");
  }

  @Test
  void filtersAreLookedAt() {
    assertThat(Subscription.to("gauges/+/水位/#").qos()).isEqualTo(1);
    for (String wrong : List.of("", "gauges/#/level", "gauges/a+/level", "gauges/a#", "a\0b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Subscription.to(wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscription.to("$share/towns/gauges/#"))
        .withMessageContaining("session");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Subscription("gauges/#", 2))
        .withMessageContaining("QoS 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topics.requireName("gauges/+"))
        .withMessageContaining("wildcard");
  }

  @Test
  void anAddressIsHostAndPortAndNothingElse() {
    for (String wrong :
        List.of("http://host", "mqtt:host", "tcp://host:1883", "mqtt://host/gauges", "mqtt:///x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Address.of(URI.create(wrong), LOGIN))
          .withMessageContaining(wrong);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Address.of(URI.create("mqtt://user:geheim@host"), LOGIN))
        .withMessageContaining("settings of their own")
        .withMessageNotContaining("geheim");
    assertThat(Address.of(URI.create("mqtt://host"), LOGIN).paho()).isEqualTo("tcp://host:1883");
    assertThat(Address.of(URI.create("mqtts://host"), LOGIN).paho()).isEqualTo("ssl://host:8883");
  }

  @Test
  void certificatesGoWithTlsAndAreThere() {
    Address plain = Address.of(URI.create("mqtt://host"), LOGIN);
    Address secure = Address.of(URI.create("mqtts://host"), LOGIN);
    Path missing = Path.of("no-such-file.pem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> secure.trusting(missing))
        .withMessageContaining("no-such-file.pem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.trusting(Path.of(System.getProperty("java.home"), "release")))
        .withMessageContaining("mqtts://");
  }

  @Test
  void figuresHaveBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.DEFAULT.withHeld(0))
        .withMessageContaining("held 0")
        .withMessageContaining("1 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.DEFAULT.withKeepAlive(Duration.ofMillis(10)))
        .withMessageContaining("keepAlive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retry(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }

  @Test
  void waitsDoubleUpToTheLongest() {
    Retry retry = new Retry(Duration.ofSeconds(1), Duration.ofSeconds(60));
    int[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};
    for (int failures = 1; failures <= seconds.length; failures++) {
      Duration longest = Duration.ofSeconds(seconds[failures - 1]);
      assertThat(retry.after(failures)).isBetween(longest.multipliedBy(4).dividedBy(5), longest);
    }
    assertThat(retry.after(1_000_000)).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void noPasswordIsPrinted() {
    BrokerSettings settings =
        new BrokerSettings(
            "town",
            new Address(
                URI.create("mqtt://host"), Optional.of(LOGIN), Optional.empty(), Optional.empty()),
            List.of(Subscription.to("gauges/#")),
            new Session.Own("server", Duration.ofDays(7)),
            Flow.DEFAULT);
    assertThat(settings.toString()).contains("server").doesNotContain("geheim");
  }

  @Test
  void aBrokerHasANameAndTopics() {
    Address address = Address.of(URI.create("mqtt://host"), LOGIN);
    Session session = new Session.Own("server", Duration.ofDays(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BrokerSettings("town", address, List.of(), session, Flow.DEFAULT))
        .withMessageContaining("town has no topics");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new BrokerSettings(" ", address, List.of(Subscription.to("#")), session, Flow.DEFAULT))
        .withMessageContaining("no name");
  }
}
