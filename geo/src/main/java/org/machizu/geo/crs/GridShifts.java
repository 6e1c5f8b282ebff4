package org.machizu.geo.crs;

import java.util.Optional;

/**
 * The parameter grids that the operator supplies; they are the survey authority's and not part of
 * Machizu.
 *
 * @param tky2jgd Tokyo datum to JGD2000
 * @param patchJgd JGD2000 to JGD2011
 */
public record GridShifts(Optional<GridShift> tky2jgd, Optional<GridShift> patchJgd) {
  /** No grids: Tokyo datum by three parameters, JGD2000 taken as JGD2011. */
  public static final GridShifts NONE = new GridShifts(Optional.empty(), Optional.empty());

  /**
   * Tokyo datum and JGD2000 differ by 6 to 15 seconds of latitude, an earthquake moves less than 1.
   */
  private static final double BETWEEN_SECONDS = 2;

  /**
   * @throws IllegalArgumentException when a grid's values show that it is of the other kind
   */
  public GridShifts {
    tky2jgd
        .filter(grid -> grid.meanLatSeconds() < BETWEEN_SECONDS)
        .ifPresent(grid -> {
          throw new IllegalArgumentException(
              grid.name()
                  + " shifts by less than 2 seconds; it is no TKY2JGD grid. Is it one of PatchJGD?");
        });
    patchJgd
        .filter(grid -> grid.meanLatSeconds() >= BETWEEN_SECONDS)
        .ifPresent(grid -> {
          throw new IllegalArgumentException(
              grid.name()
                  + " shifts by 2 seconds and more; it is no PatchJGD grid. Is it TKY2JGD.par?");
        });
  }
}
