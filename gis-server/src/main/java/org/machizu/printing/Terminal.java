package org.machizu.printing;

import java.net.URI;
import java.util.Optional;

/**
 * A terminal at the counter and its printers.
 *
 * @param name what the terminal's token stands for
 * @param placeJa where it stands, in Japanese
 * @param placeEn the same in English
 * @param papers the printer of papers, ipp or ipps
 * @param receipts the printer of receipts, as tcp://192.168.10.22:9100
 * @param receiptWidthMm of the receipts' paper, 80 or 58
 */
public record Terminal(
    String name,
    String placeJa,
    String placeEn,
    Optional<URI> papers,
    Optional<URI> receipts,
    int receiptWidthMm) {
  /** Dots across that a printer of this width prints, at 203 dpi. */
  public int receiptWidthDots() {
    return receiptWidthMm == 58 ? 384 : 576;
  }
}
