package org.machizu.permits.checklist;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a line is judged. Attributes in {@code show} are told of every feature that a finding names.
 */
public sealed interface Rule {

  /** Attributes of the features that are told. */
  List<String> show();

  /** The layer that is looked at; empty when there are no data. */
  Optional<String> data();

  /** Areas that the site lies in, wholly or in part. */
  record Inside(String layer, List<String> show, Optional<Strictest> strictest) implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /**
   * Areas that divide the site among them.
   *
   * @param majority the attribute that the largest share decides
   * @param weighted numbers that are weighted by the shares, per cent
   * @param cap how the front road caps one of those
   */
  record Share(
      String layer,
      List<String> show,
      String majority,
      List<String> weighted,
      Optional<RoadCap> cap)
      implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /** Areas or lines that reach into the site, each with how much of it they take. */
  record Overlap(String layer, List<String> show) implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /** Features no farther away than so much. */
  record Within(String layer, List<String> show, double distanceM) implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /**
   * Roads along the site.
   *
   * @param width the attribute with the road's width, m; the lines run along the middle
   * @param leastFrontageM how much of the site has to lie along one of them (接道)
   * @param only which of the layer's roads count
   * @param buildingLineM where the building line runs, from the middle (2項: 2 m); the strip between
   *     is told as set-back
   */
  record Adjoining(
      String layer,
      List<String> show,
      String width,
      double leastFrontageM,
      Optional<Match> only,
      OptionalDouble buildingLineM)
      implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /**
   * Pipes near the site, the nearest first.
   *
   * @param most how many are told
   */
  record Network(String layer, List<String> show, double withinM, int most) implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /**
   * Rows that belong to the site's lots.
   *
   * @param layer the lots' own layer, or another whose rows name a lot
   * @param by the attribute of both that leads from a lot to a row; empty: the lots themselves
   * @param unknown rows of which nothing is to be said (lots in 任意座標系)
   */
  record LookUp(String layer, List<String> show, Optional<String> by, Optional<Match> unknown)
      implements Rule {
    @Override
    public Optional<String> data() {
      return Optional.of(layer);
    }
  }

  /** No data: said plainly, with whom to ask. */
  record Nothing() implements Rule {
    @Override
    public List<String> show() {
      return List.of();
    }

    @Override
    public Optional<String> data() {
      return Optional.empty();
    }
  }
}
