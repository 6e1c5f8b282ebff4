package org.machizu.geo.crs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * The way of positions into or out of JGD2011 lon/lat, datum shifts included, and how good it is.
 * An exact {@link CrsConversion} on the foreign side, then one shift for each datum between.
 *
 * <p>Where a grid does not cover every position of a geometry, the whole geometry goes by the
 * coarser way, so that it is not torn at the border. Immutable and safe for use by many threads.
 */
public final class CrsPath {
  private final Crs foreign;
  private final boolean inward;
  private final CrsConversion conversion;
  private final List<Step> steps;

  /** A shift and what stands in for it where it knows nothing. */
  private record Step(Optional<DatumShift> fine, DatumShift coarse) {}

  /** A geometry in its new system. */
  public record Placed(Geometry geometry, ShiftAccuracy accuracy) {}

  private CrsPath(Crs foreign, boolean inward, GridShifts grids) {
    this.foreign = foreign;
    this.inward = inward;
    Crs base = foreign.geographicBase();
    this.conversion =
        inward ? CrsConversion.between(foreign, base) : CrsConversion.between(base, foreign);
    this.steps = steps(foreign.datum(), grids);
  }

  /** From a system into JGD2011 lon/lat. */
  public static CrsPath toJgd2011(Crs source, GridShifts grids) {
    return new CrsPath(source, true, grids);
  }

  /** From JGD2011 lon/lat into a system. */
  public static CrsPath fromJgd2011(Crs target, GridShifts grids) {
    return new CrsPath(target, false, grids);
  }

  /** From old to new, whichever way the path goes. */
  private static List<Step> steps(Crs.Datum datum, GridShifts grids) {
    List<Step> steps = new ArrayList<>();
    if (datum == Crs.Datum.TOKYO) {
      steps.add(
          new Step(
              grids.tky2jgd().map(DatumShift.Grid::tky2jgd), DatumShift.ThreeParameters.INSTANCE));
    }
    if (datum == Crs.Datum.TOKYO || datum == Crs.Datum.JGD2000) {
      steps.add(
          new Step(grids.patchJgd().map(DatumShift.Grid::patchJgd), DatumShift.LeftOut.INSTANCE));
    }
    return List.copyOf(steps);
  }

  /** The system that is not JGD2011 lon/lat. */
  public Crs foreign() {
    return foreign;
  }

  /**
   * The worst that can happen anywhere, for telling before the data are read: outside the grids.
   * {@link #place} says what did happen.
   */
  public ShiftAccuracy worst() {
    ShiftAccuracy sum = ShiftAccuracy.EXACT;
    for (Step step : steps) {
      ShiftAccuracy coarse = step.coarse().worst();
      sum = sum.then(step.fine().map(fine -> fine.worst().worse(coarse)).orElse(coarse));
    }
    return sum;
  }

  /**
   * A copy of the geometry in the other system; Z and M are kept.
   *
   * @throws CoordinateOutOfRangeException when a position cannot be converted
   */
  public Placed place(Geometry geometry) {
    double[] xy = Ordinates.of(geometry);
    ShiftAccuracy accuracy = place(xy);
    Geometry placed = Ordinates.replace(geometry, xy);
    placed.setSRID(inward ? Crs.JGD2011.epsg() : foreign.epsg());
    return new Placed(placed, accuracy);
  }

  /**
   * The same for positions that belong together.
   *
   * @param xy x and y by turns, changed in place
   * @throws CoordinateOutOfRangeException when a position cannot be converted; the array is then
   *     spoilt
   */
  public ShiftAccuracy place(double[] xy) {
    if (inward) {
      conversion.apply(xy);
    }
    ShiftAccuracy accuracy = ShiftAccuracy.EXACT;
    for (Step step : inward ? steps : steps.reversed()) {
      accuracy = accuracy.then(shift(step, xy));
    }
    if (!inward) {
      conversion.apply(xy);
    }
    return accuracy;
  }

  private ShiftAccuracy shift(Step step, double[] lonLat) {
    if (step.fine().isPresent()) {
      DatumShift fine = step.fine().get();
      double[] shifted = lonLat.clone();
      if (move(fine, shifted)) {
        System.arraycopy(shifted, 0, lonLat, 0, lonLat.length);
        return fine.accuracyAt(lonLat);
      }
    }
    move(step.coarse(), lonLat);
    return step.coarse().accuracyAt(lonLat);
  }

  private boolean move(DatumShift shift, double[] lonLat) {
    return inward ? shift.forward(lonLat) : shift.backward(lonLat);
  }

  @Override
  public String toString() {
    return inward ? foreign + " -> " + Crs.JGD2011 : Crs.JGD2011 + " -> " + foreign;
  }
}
