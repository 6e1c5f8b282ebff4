package org.machizu.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of other servers and their layers does. */
public abstract class HarvestStoreContract {
  private static final Instant NOW = Instant.parse("2026-02-01T03:04:05.678Z");

  protected abstract HarvestStore store();

  /** Closes the store and opens it again over the same data. */
  protected abstract void reopen();

  @Test
  void ofThoseWhoWantToAskAServerOneDoes() {
    Instant hourAgo = NOW.minus(Duration.ofHours(1));

    assertThat(store().claim("kitahara", NOW, hourAgo)).isTrue();
    assertThat(store().claim("kitahara", NOW.plusSeconds(20), hourAgo.plusSeconds(20))).isFalse();
    assertThat(store().claim("minami", NOW.plusSeconds(20), hourAgo.plusSeconds(20))).isTrue();
    assertThat(store().claim("kitahara", NOW.plusSeconds(3_600), NOW)).isTrue();
  }

  @Test
  void howAServerWasFoundIsKept() {
    ServerState reached = new ServerState("kitahara", NOW, NOW.plusSeconds(3), null);
    ServerState away = new ServerState("minami", NOW, null, "no connection to minami.example");
    store().save(reached);
    store().save(away);
    reopen();

    assertThat(store().servers()).containsExactly(reached, away);
    store().claim("kitahara", NOW.plusSeconds(60), NOW);
    assertThat(store().servers().getFirst())
        .as("taking it on leaves what was known")
        .isEqualTo(new ServerState("kitahara", NOW.plusSeconds(60), NOW.plusSeconds(3), null));
  }

  @Test
  void aMountIsKeptWithWhatBecameOfIt() {
    Mount begun = Mount.begun("kitahara_shelters", "kitahara", "shelters");
    store().save(begun);
    assertThat(store().mounts()).containsExactly(begun);

    Mount filled = begun.filled("17", NOW, 3_000_000_000L).described("{\"group\":\"x\"}");
    store().save(filled);
    reopen();

    assertThat(store().mounts()).containsExactly(filled);
    store().save(filled.failed("its server is away"));
    assertThat(store().mounts().getFirst().fault()).isEqualTo("its server is away");
    assertThat(store().mounts().getFirst().harvested()).isEqualTo(NOW);
  }
}
