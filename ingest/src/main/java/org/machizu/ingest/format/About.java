package org.machizu.ingest.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its data, where its format has a place for it.
 *
 * @param title of the layer as people read it; empty when not said
 * @param source credit line; empty when not said
 * @param licence name or address of the licence; empty when not said
 * @param date the day the data describe; null when not known
 */
public record About(String title, String source, String licence, @Nullable LocalDate date) {
  /** Nothing is said. */
  public static final About NOTHING = new About("", "", "", null);

  /** Source, licence and date in lines, those that are known. */
  String text() {
    List<String> lines = new ArrayList<>();
    if (!source.isBlank()) {
      lines.add("Source: " + source);
    }
    if (!licence.isBlank()) {
      lines.add("Licence: " + licence);
    }
    if (date != null) {
      lines.add("Date of the data: " + date);
    }
    return String.join("\n", lines);
  }

  /** As {@link #text}, below the title. */
  String titleAndText() {
    return (title + "\n" + text()).strip();
  }
}
