package org.machizu.guidance.rules;

/** What a hazard zone means for whoever stands or walks in it. */
public enum Danger {
  /** Water less than half a metre deep. */
  SHALLOW,
  /** Half a metre or deeper, or nobody says how deep. */
  DEEP,
  /** 家屋倒壊等氾濫想定区域: houses are washed away. */
  COLLAPSE,
  /** 土砂災害警戒区域. */
  YELLOW,
  /** 土砂災害特別警戒区域. */
  RED
}
