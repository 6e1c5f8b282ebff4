package org.machizu.guidance;

/** What is safer, as far as maps and gauges tell. Never an order: these the mayor gives. */
public enum Advice {
  GO("go"),
  STAY("stay"),
  GO_UP("go_up"),
  LEAVE_NOW_UNSAFE("leave_now_unsafe");

  private final String word;

  Advice(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
