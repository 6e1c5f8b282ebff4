package org.machizu.permits.site;

import java.util.Locale;

/** What a line comes to. */
public enum Result {
  /** It applies. */
  IN,
  /** It does not. */
  OUT,
  /** A boundary is closer than the map is exact: nobody can tell from it. */
  NEAR,
  /** There are no data to tell. */
  UNKNOWN;

  /** As it stands in answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
