package org.machizu.samples.buildings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.parcels.Use;

/** Gives each institution of the list a parcel. */
public final class Institutions {
  private static final double LEAST_M2 = 260;

  private Institutions() {}

  public static List<Institution> on(List<Parcel> parcels) {
    Set<Integer> taken = new HashSet<>();
    List<Institution> placed = new ArrayList<>();
    for (InstitutionList.Wanted wanted : InstitutionList.read()) {
      Parcel parcel =
          wanted.site().isEmpty() ? nearest(parcels, wanted, taken) : site(parcels, wanted);
      taken.add(parcel.index());
      placed.add(
          new Institution(
              wanted.name(),
              wanted.kana(),
              wanted.kind(),
              wanted.use(),
              wanted.opens(),
              wanted.closes(),
              wanted.remark(),
              wanted.capacity(),
              wanted.hazards(),
              parcel));
    }
    return placed;
  }

  private static Parcel site(List<Parcel> parcels, InstitutionList.Wanted wanted) {
    return parcels.stream()
        .filter(parcel -> parcel.site().equals(wanted.site()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no ground for " + wanted.name()));
  }

  private static Parcel nearest(
      List<Parcel> parcels, InstitutionList.Wanted wanted, Set<Integer> taken) {
    Coordinate near = wanted.near();
    Parcel best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Parcel parcel : parcels) {
      double distance = parcel.shape().getEnvelopeInternal().centre().distance(near);
      if (distance < least && isFree(parcel) && !taken.contains(parcel.index())) {
        least = distance;
        best = parcel;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no parcel for " + wanted.name());
    }
    return best;
  }

  private static boolean isFree(Parcel parcel) {
    boolean built =
        switch (parcel.use()) {
          case HOUSE, SHOP, WORKS, VACANT, FARMSTEAD -> true;
          default -> false;
        };
    return built
        && parcel.placed()
        && parcel.front() != null
        && parcel.shape().getArea() > LEAST_M2
        && parcel.use() != Use.SITE;
  }
}
