package org.machizu.sensors.gauge;

/** What kind of station it is: it decides what its silence means. */
public enum Kind {
  /** Reports always (テレメータ水位計). */
  TELEMETERED,

  /** 危機管理型水位計: once a day until 観測開始水位 is reached, then every few minutes. */
  CRISIS,

  /** Of an irrigation pond (ため池): its levels are an open list. */
  POND
}
