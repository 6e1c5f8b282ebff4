package org.machizu.maps.paper;

/** A map with more in it than one paper can show; the message says what to do. */
public final class MapTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String layer;
  private final long number;
  private final long allowed;

  private MapTooLargeException(String layer, long number, long allowed, String message) {
    super(message);
    this.layer = layer;
    this.number = number;
    this.allowed = allowed;
  }

  static MapTooLargeException layers(int number, int allowed) {
    return new MapTooLargeException(
        "",
        number,
        allowed,
        "a map of %d layers is not drawn; at most %d are: switch some off"
            .formatted(number, allowed));
  }

  /**
   * @param what "features" or "vertices"
   */
  static MapTooLargeException in(String layer, String what, long number, long allowed) {
    return new MapTooLargeException(
        layer,
        number,
        allowed,
        "with layer '%s' the map has %d %s or more; at most %d are drawn: choose a larger scale or leave the layer out"
            .formatted(layer, number, what, allowed));
  }

  /** The short id of the layer with which it became too much; empty when it is the layers. */
  public String layer() {
    return layer;
  }

  public long number() {
    return number;
  }

  public long allowed() {
    return allowed;
  }
}
