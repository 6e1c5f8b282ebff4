package org.machizu.config;

import java.nio.file.Path;

/** Reads {@link CounterSettings}; each setting is described here. */
final class CounterReader {
  private CounterReader() {}

  static CounterSettings read(SettingsReader reader) throws SettingsException {
    return new CounterSettings(
        reader.find(
            new SettingKey(
                "counter.terminals",
                "",
                "the name of a file",
                "A YAML file that tells where the counter's terminals stand and on which printers they print; see docs/printers.md. Without it nothing is printed."),
            text -> Path.of(text).toAbsolutePath().normalize()));
  }
}
