package org.machizu.config;

import org.machizu.geo.feature.LayerId;

/** Reads {@link GuidanceSettings}; each setting is described here. */
final class GuidanceReader {
  private GuidanceReader() {}

  static GuidanceSettings read(SettingsReader reader) throws SettingsException {
    return new GuidanceSettings(
        layer(
            reader,
            "guidance.closuresLayer",
            "road_closures",
            "The layer of closed roads, as points, lines or areas, where the town has one: ways to refuges keep clear of them."),
        layer(
            reader,
            "guidance.underpassesLayer",
            "underpasses",
            "The layer of underpasses, as points: in rain and high water no way to a refuge leads through one."),
        layer(
            reader,
            "guidance.riversLayer",
            "rivers",
            "The layer of rivers: where no map has a river's floods, its banks by a gauge above danger are kept clear of."),
        reader
            .find(
                new SettingKey(
                    "guidance.columns",
                    "",
                    "pairs as 'closedFrom=開始, closedTo=終了' of closedFrom, closedTo, underpassName, underpassSection and riverName",
                    "How the columns of these layers are called where they are not called 規制開始, 規制終了, 名称, 区間番号 and 名称."),
                GuidanceColumns::parse)
            .orElse(GuidanceColumns.DEFAULT));
  }

  private static String layer(SettingsReader reader, String key, String usual, String description)
      throws SettingsException {
    return reader.read(
        new SettingKey(key, usual, "the short id of a layer", description),
        text -> {
          if (!LayerId.isValidName(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }
}
