package org.machizu.geo.feature;

import java.util.regex.Pattern;

/**
 * The key of a layer in the catalogue: municipality code and short id. Addresses, tiles, commands
 * and table names use the short id alone; the municipality comes from the host name.
 *
 * @param municipality 全国地方公共団体コード without check digit, five digits ("01585")
 * @param name short id: a lower-case letter, then letters, digits and underscores, at most 48 in
 *     all
 */
public record LayerId(String municipality, String name) {
  private static final Pattern MUNICIPALITY = Pattern.compile("[0-9]{5}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  public LayerId {
    if (!MUNICIPALITY.matcher(municipality).matches()) {
      throw new IllegalArgumentException(
          "municipality code '"
              + municipality
              + "' is not five digits; use the code without check digit, as 01585");
    }
    if (!isValidName(name)) {
      throw new IllegalArgumentException(
          "layer id '"
              + name
              + "' is not allowed; use a-z, 0-9 and _, beginning with a letter, at most 48 characters, as snow_routes");
    }
  }

  /** Whether {@code name} may be a layer's short id. */
  public static boolean isValidName(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public String toString() {
    return municipality + ":" + name;
  }
}
