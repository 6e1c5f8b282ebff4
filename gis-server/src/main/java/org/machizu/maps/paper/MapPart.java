package org.machizu.maps.paper;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.machizu.paper.Frame;
import org.machizu.paper.PaperWriter;

/** A map as a part of a paper that flows, with its legend below. */
public final class MapPart {
  private final PaperMaps maps;

  public MapPart(PaperMaps maps) {
    this.maps = maps;
  }

  /**
   * Draws a map across the page.
   *
   * @param frame of the writer
   */
  public Drawn draw(PaperWriter writer, Frame frame, MapRequest request) {
    AtomicReference<@Nullable Drawn> drawn = new AtomicReference<>();
    writer.draw(
        frame,
        (content, fonts, in) ->
            drawn.set(maps.draw(content, fonts.regular(), fonts.bold(), rect(in), request)));
    return Objects.requireNonNull(drawn.get(), "the writer draws at once");
  }

  /**
   * Draws the legend of a map.
   *
   * @param frame of the writer
   * @return how many entries found no room
   */
  public int legend(PaperWriter writer, Frame frame, List<LegendEntry> entries, String language) {
    AtomicInteger left = new AtomicInteger();
    writer.draw(
        frame,
        (content, fonts, in) ->
            left.set(
                maps.legend(content, fonts.regular(), fonts.bold(), rect(in), entries, language)));
    return left.get();
  }

  private static Rect rect(Frame frame) {
    return new Rect(frame.xMm(), frame.yMm(), frame.widthMm(), frame.heightMm());
  }
}
