package org.machizu.config;

import java.nio.file.Path;

/** Reads {@link HazardSettings}; each setting is described here. */
final class HazardReader {
  private HazardReader() {}

  static HazardSettings read(SettingsReader reader) throws SettingsException {
    return new HazardSettings(
        reader.find(
            new SettingKey(
                "hazards.maps",
                "",
                "the name of a file",
                "A YAML file in which the town says which of its layers are hazard maps, and what their"
                    + " attributes mean; see docs/hazards.md. Without it layers are recognised by their attributes."),
            text -> Path.of(text).toAbsolutePath().normalize()));
  }
}
