package org.machizu.samples.streets;

/** Who keeps a road. */
public enum Manager {
  NATION("国"),
  PREFECTURE("道"),
  TOWN("町"),
  PRIVATE("私");

  private final String label;

  Manager(String label) {
    this.label = label;
  }

  /** As it stands in the data. */
  public String label() {
    return label;
  }
}
