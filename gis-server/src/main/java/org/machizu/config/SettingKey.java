package org.machizu.config;

import java.util.Locale;

/**
 * One setting as it is documented.
 *
 * @param key in the file, dots between the levels ("municipality.code")
 * @param fallback what holds when it is not given; "" for nothing
 * @param allowed which values may be given
 */
public record SettingKey(String key, String fallback, String allowed, String meaning) {

  /** The environment variable that sets it: MACHIZU_MUNICIPALITY_CODE. */
  public String environmentVariable() {
    return SettingsReader.PREFIX
        + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
