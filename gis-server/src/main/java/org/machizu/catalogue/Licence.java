package org.machizu.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Licences as other catalogues name them. */
public final class Licence {
  /** Names by which layers are marked, and the addresses that name the licence everywhere. */
  private static final Map<String, String> ADDRESSES =
      Map.of(
          "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/",
          "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/",
          "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/",
          "CC-BY-2.1-JP", "https://creativecommons.org/licenses/by/2.1/jp/",
          "ODBL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/",
          "PDL1.0", "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0");

  private Licence() {}

  /** The address of a licence; empty when the text is none and no name that is known. */
  public static Optional<String> address(String licence) {
    if (licence.startsWith("http://") || licence.startsWith("https://")) {
      return Optional.of(licence);
    }
    String name = licence.strip().toUpperCase(Locale.ROOT).replace(' ', '-');
    return Optional.ofNullable(ADDRESSES.get(name));
  }
}
