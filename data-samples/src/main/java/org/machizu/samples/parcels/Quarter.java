package org.machizu.samples.parcels;

/**
 * A 地番区域: within it every lot number stands once.
 *
 * @param name 大字 ("本町", "字鈴沢")
 * @param chome 丁目 ("一丁目"); empty in the countryside
 * @param fullWidth whether its register writes figures in full width
 */
public record Quarter(String name, String chome, boolean fullWidth) {
  /** As people write it: 本町一丁目. */
  public String fullName() {
    return name + chome;
  }
}
