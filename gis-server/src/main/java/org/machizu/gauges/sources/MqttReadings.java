package org.machizu.gauges.sources;

import java.util.ArrayList;
import java.util.List;
import org.machizu.gauges.GaugeIntake;
import org.machizu.gauges.GaugeStore;
import org.machizu.gauges.MessageReader;
import org.machizu.gauges.MessageReader.Came;
import org.machizu.gauges.MessageReader.Read;
import org.machizu.sensors.mqtt.Intake;
import org.machizu.sensors.mqtt.MqttMessage;
import org.machizu.sensors.payload.Decoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages of a broker: reads them, and gives what they hold to the intake in lots. A
 * message that nobody can read is kept as refused. What fails in our own code keeps no other
 * message from being kept: the messages are then tried one by one, and the one that fails is
 * refused.
 */
final class MqttReadings implements Intake {
  private static final Logger LOG = LoggerFactory.getLogger(MqttReadings.class);

  private final Source source;
  private final MessageReader reader;
  private final GaugeIntake intake;

  MqttReadings(Source source, MessageReader reader, GaugeIntake intake) {
    this.source = source;
    this.reader = reader;
    this.intake = intake;
  }

  @Override
  public void take(List<MqttMessage> messages) throws NotNow {
    List<Read> lot = new ArrayList<>();
    int readings = 0;
    for (MqttMessage message : messages) {
      Read read = read(message);
      if (readings + read.arrivals().size() > GaugeStore.MOST_AT_ONCE) {
        keep(lot);
        lot = new ArrayList<>();
        readings = 0;
      }
      lot.add(read);
      readings += read.arrivals().size();
    }
    keep(lot);
  }

  private Read read(MqttMessage message) {
    Came came = came(message);
    if (message.retained()) {
      return reader.passedOver(came, "retained: a copy that the broker keeps is no new reading");
    }
    if (message.payload().length > Decoder.MOST_BYTES) {
      return reader.refused(came, "too-large: at most " + Decoder.MOST_BYTES + " bytes");
    }
    try {
      return reader.read(
          came,
          source
              .readerOf(message.topic())
              .decode(message.topic(), message.payload(), message.received()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.error("a message of {} could not be read", message.topic(), e);
      return reader.refused(came, "internal-error: see the server's log");
    }
  }

  private static Came came(MqttMessage message) {
    return new Came(
        "mqtt " + message.broker(),
        message.topic(),
        message.payload(),
        message.received(),
        message.qos() == 0,
        null);
  }

  private void keep(List<Read> lot) throws NotNow {
    try {
      give(lot);
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.error("messages of gauges could not be kept together", e);
      keepOneByOne(lot);
    } catch (RuntimeException e) {
      throw new NotNow(String.valueOf(e.getMessage()), e);
    }
  }

  private void keepOneByOne(List<Read> lot) throws NotNow {
    for (Read read : lot) {
      try {
        give(List.of(read));
      } catch (IllegalArgumentException | IllegalStateException e) {
        LOG.error("a message of a gauge could not be kept", e);
        give(List.of(new Read(List.of(), refused(read))));
      } catch (RuntimeException e) {
        throw new NotNow(String.valueOf(e.getMessage()), e);
      }
    }
  }

  private static List<GaugeStore.Noted> refused(Read read) {
    return read.noted().stream()
        .map(noted ->
            new GaugeStore.Noted(
                noted.message().refused("internal-error: see the server's log"), null, List.of()))
        .toList();
  }

  private void give(List<Read> lot) {
    List<GaugeIntake.Arrival> arrivals = new ArrayList<>();
    List<GaugeStore.Noted> noted = new ArrayList<>();
    for (Read read : lot) {
      arrivals.addAll(read.arrivals());
      noted.addAll(read.noted());
    }
    var unused = intake.take(arrivals, noted);
  }
}
