package org.machizu.sensors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MosquittoTest extends MqttContract {
  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    assumeTrue(Mosquitto.isHere(), "no Mosquitto here; apt-get install mosquitto");
    this.folder = folder;
    broker = new Mosquitto(folder);
    broker.start();
  }

  /**
   * With an ACL file Mosquitto takes every subscription, and sends nothing where it is not allowed.
   */
  @Override
  protected void refusalTold(BrokerReceiver receiver) {
    assertThat(receiver.states().getFirst().trouble()).isEmpty();
  }
}
