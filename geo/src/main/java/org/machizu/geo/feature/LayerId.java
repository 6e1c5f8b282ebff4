package org.machizu.geo.feature;

/**
 * The key of a layer in the catalogue: municipality code and short id. Addresses, tiles, commands
 * and table names use the short id alone; the municipality comes from the host name.
 *
 * @param municipality 全国地方公共団体コード without check digit, five digits ("01585")
 * @param name short id: a lower-case letter, then letters, digits and underscores, at most 48 in
 *     all
 */
public record LayerId(String municipality, String name) {
  private static final int MUNICIPALITY_DIGITS = 5;
  private static final int LONGEST_NAME = 48;

  public LayerId {
    if (municipality.length() != MUNICIPALITY_DIGITS
        || !municipality.chars().allMatch(LayerId::isDigit)) {
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
    if (name.isEmpty() || name.length() > LONGEST_NAME || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) { // asked for many times in each request
      char one = name.charAt(i);
      if (!isLetter(one) && !isDigit(one) && one != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(int one) {
    return one >= 'a' && one <= 'z';
  }

  private static boolean isDigit(int one) {
    return one >= '0' && one <= '9';
  }

  @Override
  public String toString() {
    return municipality + ":" + name;
  }
}
