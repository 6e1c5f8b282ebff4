package org.machizu.config;

import java.time.Duration;
import org.machizu.geo.feature.LayerId;

/** Reads {@link SnowSettings}; each setting is described here. */
final class SnowReader {
  private SnowReader() {}

  static SnowSettings read(SettingsReader reader) throws SettingsException {
    return new SnowSettings(
        layer(reader, "snow.roadsLayer", "roads", "The layer of roads that states are told of."),
        layer(
            reader,
            "snow.routesLayer",
            "snow_routes",
            "The layer of snow-clearing routes. Whoever may read it sees vehicles and daily reports; whoever may edit it enters snowfalls."),
        reader.read(
            new SettingKey(
                "snow.againAfterCm",
                "10",
                "a number from 1 to 100",
                "So much new snow since it was cleared, and a road has to be cleared again."),
            text -> decimal(text, 1, 100)),
        hours(
            reader,
            "snow.againAfterHours",
            "12",
            "After so many hours of snowfall without a measurement, a road has to be cleared again."),
        hours(
            reader,
            "snow.toldAfterHours",
            "72",
            "For so many hours after the end of a snowfall roads are told to be cleared of it or not."),
        reader.read(
            new SettingKey(
                "snow.oneLaneBelowM",
                "5.5",
                "a number from 0 to 20",
                "A road narrower than this has one lane: a pass in one direction clears it in both. Roads without a width have two."),
            text -> decimal(text, 0, 20)),
        reader
            .find(
                new SettingKey(
                    "snow.columns",
                    "",
                    "pairs as 'width=幅員, section=番号' of section, name, width, oneWay, district, course, priority, target and contractor",
                    "How the columns of both layers are called where they are not called 区間番号, 路線名, 幅員_m, 一方通行, 工区, コース, 優先度, 目標時刻 and 受託者."),
                SnowColumns::parse)
            .orElse(SnowColumns.DEFAULT));
  }

  private static String layer(SettingsReader reader, String key, String usual, String meaning)
      throws SettingsException {
    return reader.read(
        new SettingKey(key, usual, "the short id of a layer", meaning),
        text -> {
          if (!LayerId.isValidName(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  private static Duration hours(SettingsReader reader, String key, String usual, String meaning)
      throws SettingsException {
    return reader.read(
        new SettingKey(key, usual, "a number from 1 to 720", meaning),
        text -> Duration.ofHours(SettingsLoader.number(text, 1, 720)));
  }

  private static double decimal(String text, double from, double to) {
    double number = Double.parseDouble(text);
    if (!(number >= from && number <= to)) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
