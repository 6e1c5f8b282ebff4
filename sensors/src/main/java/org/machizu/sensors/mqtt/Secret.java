package org.machizu.sensors.mqtt;

/** A password, which nobody can print by mistake. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
