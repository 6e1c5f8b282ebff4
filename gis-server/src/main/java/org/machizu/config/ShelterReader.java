package org.machizu.config;

import org.machizu.geo.feature.LayerId;

/** Reads {@link ShelterSettings}; each setting is described here. */
final class ShelterReader {
  private ShelterReader() {}

  static ShelterSettings read(SettingsReader reader) throws SettingsException {
    return new ShelterSettings(
        reader.read(
            new SettingKey(
                "shelters.layer",
                "shelters",
                "the short id of a layer",
                "The layer of shelters. Whoever sees a row sees how the shelter stands; whoever may edit the layer opens and closes them, as the duty desk does."),
            ShelterReader::layer),
        reader.find(
            new SettingKey(
                "shelters.evacuationLayer",
                "",
                "the short id of a layer",
                "A layer of 指定避難所, where the town keeps them apart from 指定緊急避難場所. A place that stands in both is one shelter."),
            ShelterReader::layer),
        reader
            .find(
                new SettingKey(
                    "shelters.columns",
                    "",
                    "pairs as 'capacity=定員, flood=洪水時' of " + ShelterColumns.known(),
                    "How the columns of these layers are called where they have none of the headings that docs/shelters.md tells."),
                ShelterColumns::parse)
            .orElse(ShelterColumns.USUAL));
  }

  private static String layer(String text) {
    if (!LayerId.isValidName(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
