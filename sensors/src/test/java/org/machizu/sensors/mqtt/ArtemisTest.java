package org.machizu.sensors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtemisTest extends MqttContract {
  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    this.folder = folder;
    broker = new ArtemisBroker(folder);
    broker.start();
  }

  /** Mosquitto cannot: what it acknowledges is on the disk only later. */
  @Test
  void killedInTheMiddleItHasEverythingThatItAcknowledged() throws Exception {
    Kept kept = new Kept();
    try (BrokerReceiver receiver = listen(kept, next());
        Publisher device = publisher("device")) {
      connected(receiver);
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> sendAgainAndAgain(device, 0, 1500));
      for (int kills = 0; kills < 2; kills++) {
        int had = kept.texts().size();
        kept.await("some more", k -> k.texts().size() > had + 100);
        broker.kill();
        broker.start();
      }
      sending.get();
      kept.await("all", k -> k.texts().size() == 1500);
      assertThat(receiver.states().getFirst().sessionsLost()).isZero();
    }
    assertThat(kept.texts()).isEqualTo(numbers(0, 1500));
  }
}
