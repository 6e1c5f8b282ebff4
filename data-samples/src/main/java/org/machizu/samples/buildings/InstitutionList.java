package org.machizu.samples.buildings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.Hamlet;

/** Reads {@code institutions.tsv}: what the town has, and where it is to stand. */
final class InstitutionList {
  private InstitutionList() {}

  /**
   * A row of the list.
   *
   * @param place {@code site KEY}, {@code centre P Q}, {@code hamlet NAME} or {@code at X Y}
   */
  record Wanted(
      String place,
      String name,
      String kana,
      String kind,
      String use,
      String opens,
      String closes,
      int capacity,
      String hazards,
      String remark) {

    /** The key of the large site that it stands on; empty for others. */
    String site() {
      return place.startsWith("site ") ? place.substring(5) : "";
    }

    /** Where a parcel is looked for. */
    Coordinate near() {
      String[] words = place.split(" ");
      return switch (words[0]) {
        case "centre" -> CentreFrame.at(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        case "at" -> Shapes.at(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        case "hamlet" ->
            Hamlet.all().stream()
                .filter(h -> h.name().equals(words[1]))
                .findFirst()
                .orElseThrow()
                .centre();
        default -> throw new IllegalArgumentException("institutions.tsv has the place " + place);
      };
    }
  }

  static List<Wanted> read() {
    try (InputStream in = InstitutionList.class.getResourceAsStream("institutions.tsv")) {
      if (in == null) {
        throw new IOException("institutions.tsv is missing from the program");
      }
      List<Wanted> all = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] cell = line.split("\t", -1);
        all.add(
            new Wanted(
                cell[0],
                cell[1],
                cell[2],
                cell[3],
                cell[4],
                cell[5],
                cell[6],
                cell[7].isEmpty() ? 0 : Integer.parseInt(cell[7]),
                cell[8],
                cell[9]));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
