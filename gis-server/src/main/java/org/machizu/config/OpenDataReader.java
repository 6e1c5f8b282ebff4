package org.machizu.config;

import java.time.Duration;

/** Reads {@link OpenDataSettings}; each setting is described here. */
final class OpenDataReader {
  private static final int MOST_DAYS = 3_660;

  private OpenDataReader() {}

  static OpenDataSettings read(SettingsReader reader) throws SettingsException {
    return new OpenDataSettings(
        reader.read(
            new SettingKey(
                "feedback.addressDays",
                "30",
                "days, 1 to 366",
                "So long after a resident's message about an open layer was answered or closed the address that it gave for the answer is kept."),
            text -> days(text, 366)),
        reader.read(
            new SettingKey(
                "feedback.messageDays",
                "366",
                "days, 1 to " + MOST_DAYS,
                "So long after it was answered or closed the words of a resident's message and its answer are kept; after that only what it was about and when."),
            text -> days(text, MOST_DAYS)));
  }

  private static Duration days(String text, int most) {
    int days = Integer.parseInt(text);
    if (days < 1 || days > most) {
      throw new IllegalArgumentException(text);
    }
    return Duration.ofDays(days);
  }
}
