package org.machizu.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.machizu.geo.feature.LayerId;

/** Reads {@link SensorSettings}; each setting is described here. */
final class SensorReader {
  private static final int MINUTES_OF_DAY = 1_440;

  private SensorReader() {}

  static SensorSettings read(SettingsReader reader) throws SettingsException {
    return new SensorSettings(
        reader.read(
            new SettingKey(
                "gauges.layer",
                "gauges",
                "the short id of a layer",
                "The layer of water level gauges. Whoever sees it sees readings; whoever may edit it sees all of them with what is thought of them, and sees to alerts and maintenance."),
            SensorReader::layer),
        reader
            .find(
                new SettingKey(
                    "gauges.columns",
                    "",
                    "pairs as 'water=河川名, interval=間隔' of " + GaugeColumns.known(),
                    "How the columns of that layer are called where they are not called "
                        + GaugeColumns.usualNames()
                        + "."),
                GaugeColumns::parse)
            .orElse(GaugeColumns.DEFAULT),
        reader.find(
            new SettingKey(
                "gauges.sources",
                "",
                "the name of a file",
                "A YAML file that tells from which MQTT brokers messages of gauges come, and how they are read; see docs/gauges.md. Without it they come from the server's own broker alone."),
            text -> Path.of(text).toAbsolutePath().normalize()),
        port(reader),
        reader.read(
            new SettingKey(
                "mqtt.host",
                "127.0.0.1",
                "an address of this machine, or 0.0.0.0 for all of them",
                "The address on which the server's own MQTT broker listens. Nobody gets in without a device's token."),
            SensorReader::host),
        reader.read(
            new SettingKey(
                "gauges.lateMinutes",
                "30",
                "a number from 1 to 1440",
                "A reading that came so many minutes after it was measured is shown as late, and not as the present level."),
            text -> Duration.ofMinutes(SettingsLoader.number(text, 1, MINUTES_OF_DAY))));
  }

  private static OptionalInt port(SettingsReader reader) throws SettingsException {
    return reader
        .find(
            new SettingKey(
                "mqtt.port",
                "",
                "a number from 0 to 65535; 0 takes any free port",
                "Where the server's own MQTT broker listens, for towns without another. The demo has it on 1883."),
            text -> OptionalInt.of((int) SettingsLoader.number(text, 0, 65_535)))
        .orElse(OptionalInt.empty());
  }

  private static String layer(String text) {
    if (!LayerId.isValidName(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String host(String text) {
    if (!text.matches("[0-9A-Za-z.:_-]{1,253}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
