package org.machizu.shelters;

import org.machizu.geo.feature.Words;

/** What the town has designated a place as; many are both. */
public enum Kind implements Coded {
  /** 災害対策基本法第四十九条の四: where people flee to for their lives, by kind of disaster. */
  EMERGENCY_SITE(new Words("指定緊急避難場所", "あぶない ときに すぐ にげる 場所", "Emergency evacuation site")),
  /** 災害対策基本法第四十九条の七: where people stay who cannot go home. */
  SHELTER(new Words("指定避難所", "家に 帰れない 人が とまる 場所", "Shelter to stay in"));

  private final Words title;

  Kind(Words title) {
    this.title = title;
  }

  /** As people call it. */
  public Words title() {
    return title;
  }
}
