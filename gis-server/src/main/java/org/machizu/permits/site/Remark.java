package org.machizu.permits.site;

import java.util.Locale;

/** Why a finding is as it is, where its result alone does not tell. */
public enum Remark {
  /** The checklist has no data for it. */
  NO_DATA,
  /** The layer is not there, or not for whoever asks. */
  NO_LAYER,
  /** The layer lacks an attribute that the rule needs. */
  NO_ATTRIBUTE,
  /** A lot has no true place. */
  NO_PLACE,
  /** Nothing touches the site as drawn, but something may. */
  MAY_REACH,
  /** A stricter area may reach the site. */
  MAY_BE_STRICTER,
  /** Which area has the larger share cannot be told from the map. */
  MAJORITY_UNSURE,
  /** A part of the site lies in none of the areas. */
  PARTLY_OUTSIDE,
  /** The width of the front road caps the ratio. */
  CAPPED_BY_ROAD,
  /** No road along the site is known, so nothing was capped. */
  NO_FRONT_ROAD,
  /** A road is there, but whether along enough of the site cannot be told from the map. */
  FRONT_UNSURE;

  /** As it stands in answers, {@code no-data}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
