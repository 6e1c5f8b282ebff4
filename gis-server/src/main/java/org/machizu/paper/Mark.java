package org.machizu.paper;

/**
 * A sign before a cell's text. The shapes differ as well as the colours, so that a mark is read in
 * grey, too; the text beside it says the same in words.
 */
public record Mark(Shape shape, Colour colour) {
  /** What a mark looks like. */
  public enum Shape {
    DOT,
    RING,
    SQUARE,
    TRIANGLE,
    CROSS,
    DASH
  }
}
