package org.machizu.sensors.notify;

/** In which words somebody is told. */
public enum Language {
  JA,
  EN
}
