package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;

/** Imports of numbered parcels, for the contracts that need much data. */
public abstract class ParcelTesting extends StoreTesting {
  protected static final StagedImport.Mode REPLACE = new StagedImport.Mode.ReplaceAll();

  /** Few rows are written one by one, many in another way; both must do the same. */
  protected static final int MANY = 12_000;

  protected static final Schema PARCELS =
      new Schema(
          GeometryType.POLYGON,
          List.of(
              Attribute.open("lot", AttributeType.TEXT),
              Attribute.open("area", AttributeType.INTEGER)));

  protected static StagedImport.Mode byKey(boolean removeMissing) {
    return new StagedImport.Mode.ByKey("lot", removeMissing);
  }

  protected static Geometry lot(int n) {
    return square(144 + n % 200 * 0.001, 44 + n / 200 * 0.001, 0.0009);
  }

  protected static Attributes parcel(@Nullable String lot, @Nullable Long area) {
    return Attributes.of(PARCELS, lot, area);
  }

  protected StagedImport stage(StagedImport.Mode mode) {
    return store.features().stage(right("parcels"), PARCELS, mode);
  }

  /** Parcels 0 to count - 1 with their number as area. */
  protected StagedImport.Outcome load(int count, StagedImport.Mode mode) {
    try (StagedImport staged = stage(mode)) {
      for (int n = 0; n < count; n++) {
        assertThat(staged.add(lot(n), parcel("lot" + n, (long) n))).isTrue();
      }
      return staged.publish();
    }
  }

  /** One more parcel, at the place of a number. */
  protected long addLot(int n, String lot) {
    return add("parcels", lot(n), parcel(lot, (long) n));
  }

  protected void rename(long id, String lot) {
    apply("parcels", new Change.Update(id, null, null, values("lot", lot)));
  }

  protected static Predicate around(int n) {
    return new Predicate.IntersectsBox(Envelope.of(lot(n).buffer(-0.0001)).orElseThrow());
  }
}
