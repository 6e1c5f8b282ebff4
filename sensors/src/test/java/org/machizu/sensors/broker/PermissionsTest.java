package org.machizu.sensors.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static Permissions hearing(String filter) {
    return new Permissions(List.of(), List.of(filter), false);
  }

  @Test
  void aDeviceMayPublishToItsTopicsOnly() {
    Permissions device = Permissions.toPublish("gauges/a1/level", "gauges/a1/battery/+");
    assertThat(device.mayPublish("gauges/a1/level")).isTrue();
    assertThat(device.mayPublish("gauges/a1/battery/volt")).isTrue();
    for (String other :
        List.of(
            "gauges/a2/level", "gauges/a1", "gauges/a1/level/x", "gauges/a1/battery", "", "/")) {
      assertThat(device.mayPublish(other)).as(other).isFalse();
    }
    assertThat(device.maySubscribe("gauges/a1/level")).isFalse();
  }

  @Test
  void aFilterMayBeSubscribedWhenEverythingItMeansIsAllowed() {
    assertThat(hearing("gauges/+/level").maySubscribe("gauges/+/level")).isTrue();
    assertThat(hearing("gauges/+/level").maySubscribe("gauges/a1/level")).isTrue();
    assertThat(hearing("gauges/#").maySubscribe("gauges/+/level")).isTrue();
    assertThat(hearing("gauges/#").maySubscribe("gauges/#")).isTrue();
    assertThat(hearing("gauges/#").maySubscribe("gauges")).isTrue();
    assertThat(hearing("gauges/+/level").maySubscribe("gauges/#")).isFalse();
    assertThat(hearing("gauges/+/level").maySubscribe("gauges/+/#")).isFalse();
    assertThat(hearing("gauges/a1/level").maySubscribe("gauges/+/level")).isFalse();
    assertThat(hearing("gauges/+").maySubscribe("#")).isFalse();
  }

  @Test
  void nobodyHearsTheBrokersOwnTopics() {
    assertThat(hearing("#").maySubscribe("$sys.mqtt.sessions")).isFalse();
    assertThat(hearing("#").maySubscribe("gauges/a")).isTrue();
  }

  @Test
  void aClientIdBelongsToOneUser() {
    assertThat(Doorway.isOf("緑川1号", "緑川1号")).isTrue();
    assertThat(Doorway.isOf("a1", "a1:backup")).isTrue();
    for (String id : List.of("a2", "a1-x", "a11", "a1:x'y", "a1:x.y", "a1:", "")) {
      if (!id.equals("a1:")) {
        assertThat(Doorway.isOf("a1", id)).as(id).isFalse();
      }
    }
    assertThat(Doorway.isOf("a1:x", "a1:x")).isFalse();
  }

  @Test
  void sessionsAreNotLongerThanArtemisCanCount() {
    assertThat(Bounds.LONGEST_SESSION.toMillis()).isLessThan(Integer.MAX_VALUE);
    Bounds usual = Bounds.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Bounds(
                usual.connections(),
                usual.packetBytes(),
                usual.topics(),
                usual.subscriptions(),
                usual.memoryBytes(),
                usual.diskBytesPerTopic(),
                usual.freeBytes(),
                Duration.ofDays(25)))
        .withMessageContaining("24 days");
  }
}
