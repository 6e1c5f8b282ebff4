package org.machizu.sensors.gauge;

/** What heights are counted from. */
public enum Reference {
  /** The station's zero (零点高). */
  ZERO,

  /** 東京湾平均海面. */
  TP,

  /** 氾濫開始水位 of a crisis gauge: what is below it is negative. */
  OVERFLOW
}
