package org.machizu.rasters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.raster.Placement;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StagedRaster;
import org.machizu.rasters.GridPictures.At;

class HeldGridsTest {
  /** In the grid, in its second block, and outside. */
  private static final double[] PLACES = {141.0005, 42.9995, 141.3, 42.9995, 140.9, 42.9995};

  private final Hand store = new Hand();
  private final HeldGrids grids = new HeldGrids(store, new GridPictures(store, GridShifts.NONE));
  private final View view = view();

  @Test
  void aBlockIsReadOnceForEachRevision() {
    List<At> first = grids.valuesAt(view, new Revision(1), PLACES);
    assertThat(first.get(0)).isEqualTo(new At(true, OptionalDouble.of(2.5)));
    assertThat(first.get(1)).isEqualTo(new At(true, OptionalDouble.empty()));
    assertThat(first.get(2)).isEqualTo(new At(false, OptionalDouble.empty()));
    assertThat(store.blocks).isEqualTo(2);
    assertThat(grids.valuesAt(view, new Revision(1), PLACES)).isEqualTo(first);
    assertThat(store.blocks).isEqualTo(2);

    store.depth = 4;
    assertThat(grids.valuesAt(view, new Revision(2), PLACES).getFirst().value()).hasValue(4);
    assertThat(store.blocks).isEqualTo(4);
  }

  @Test
  void itSaysWhatTheStoreSays() {
    assertThat(grids.valuesAt(view, new Revision(1), PLACES))
        .isEqualTo(new GridPictures(store, GridShifts.NONE).valuesAt(view, PLACES));
  }

  /** Between the look into the catalogue and the reading somebody imports another grid. */
  @Test
  void aGridThatLiesElsewhereNowIsNeverReadByTheOldOnesPlaces() {
    grids.valuesAt(view, new Revision(1), new double[] {141.0005, 42.9995});
    store.west = 141.2;
    List<At> moved = grids.valuesAt(view, new Revision(1), new double[] {141.3, 42.9995});
    assertThat(moved.getFirst().value()).hasValue(2.5); // in the new one's first block
    assertThat(grids.valuesAt(view, new Revision(1), new double[] {141.45, 42.9995}).getFirst())
        .isEqualTo(new At(true, OptionalDouble.of(2.5)));
  }

  @Test
  void aLayerWithoutContentReachesNowhere() {
    store.isEmpty = true;
    assertThat(grids.valuesAt(view, new Revision(1), PLACES))
        .containsOnly(new At(false, OptionalDouble.empty()));
  }

  private static View view() {
    Layer layer =
        new Layer(
            new LayerId("01999", "depth"),
            LayerKind.GRID,
            LocalizedText.same("浸水深"),
            "disaster",
            new Schema(GeometryType.NONE, List.of()),
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    LayerAccess access = new LayerAccess(Sensitivity.ORDINARY, true, LayerRule.PLANNERS);
    return new Rights().viewOf(Actor.PUBLIC, layer, access).orElseThrow();
  }

  /** 512 by 256 cells of a thousandth of a degree; the eastern block has nothing in it. */
  private static final class Hand implements RasterStore {
    private double west = 141;
    private float depth = 2.5f;
    private boolean isEmpty;
    private int blocks;

    @Override
    public <T> T read(View view, Read<T> read) {
      return read.from(
          new Pixels() {
            @Override
            public Optional<RasterContent> content() {
              return isEmpty ? Optional.empty() : Optional.of(grid());
            }

            @Override
            public Optional<byte[]> tile(org.machizu.tiles.grid.TileAddress address) {
              return Optional.empty();
            }

            @Override
            public Optional<float[]> block(int level, int column, int row) {
              blocks++;
              if (column == 1) {
                return Optional.empty();
              }
              float[] numbers = new float[RasterContent.SIDE * RasterContent.SIDE];
              Arrays.fill(numbers, depth);
              return Optional.of(numbers);
            }
          });
    }

    private Grid grid() {
      return new Grid(
          new Envelope(west, 42.744, west + 0.512, 43),
          new ZoomRange(0, 10),
          new Placement(Crs.JGD2011, west, 43, 0.001, 0.001, 512, 256),
          2);
    }

    @Override
    public StagedRaster stage(EditRight right, RasterContent content) {
      throw new UnsupportedOperationException();
    }
  }
}
