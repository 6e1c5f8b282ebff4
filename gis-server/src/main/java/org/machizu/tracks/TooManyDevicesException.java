package org.machizu.tracks;

/** A town has as many devices as it may; no new one is noted. */
public final class TooManyDevicesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String device;

  /**
   * @param device the one that was not noted
   */
  public TooManyDevicesException(String device) {
    super(
        "the town has %d devices, and '%s' would be one more"
            .formatted(TrackStore.MOST_DEVICES, device));
    this.device = device;
  }

  public String device() {
    return device;
  }
}
