package org.machizu.config;

import java.nio.file.Path;

/** Reads {@link HazardSettings}; each setting is described here. */
final class HazardReader {
  private static final int LONGEST_PHONE = 60;

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
            text -> Path.of(text).toAbsolutePath().normalize()),
        reader.find(
            new SettingKey(
                "hazards.phone",
                "",
                "a text of up to 60 characters",
                "Whom to call, as it stands on the hazard sheet (\"総務課 0123-00-0000\"); see docs/hazard-sheet.md."
                    + " Without it the sheet has a line to write on."),
            HazardReader::phone));
  }

  private static String phone(String text) {
    String phone = text.strip();
    if (phone.isEmpty() || phone.length() > LONGEST_PHONE) {
      throw new IllegalArgumentException("too long");
    }
    return phone;
  }
}
