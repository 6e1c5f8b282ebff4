package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/**
 * The value of a GeoJSON {@code coordinates} member, read before its {@code type} may be known: a
 * position, a row of positions, or a group of these (RFC 7946, 3.1).
 */
sealed interface CoordinateNode {
  record Position(CoordinateXY at) implements CoordinateNode {}

  record Positions(Coordinate[] at) implements CoordinateNode {}

  /** Also an empty array. */
  record Group(List<CoordinateNode> members) implements CoordinateNode {}

  /** Counts the vertices of one geometry and notes heights. One for each feature. */
  final class Reading {
    private final int maxVertices;
    private int vertices;
    private boolean hasHeights;

    Reading(int maxVertices) {
      this.maxVertices = maxVertices;
    }

    /** Whether a position had more than two numbers; the others were left out. */
    boolean hasHeights() {
      return hasHeights;
    }

    /** Reads the value that the parser stands at, to its end. */
    CoordinateNode read(JsonParser parser) throws IOException, RowRejected {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw notNumbers("coordinates are " + parser.getText() + " and no array");
      }
      JsonToken first = parser.nextToken();
      if (first == JsonToken.END_ARRAY) {
        return new Group(List.of());
      }
      return first == JsonToken.START_ARRAY ? readChildren(parser) : readPosition(parser);
    }

    private CoordinateNode readChildren(JsonParser parser) throws IOException, RowRejected {
      List<Coordinate> positions = new ArrayList<>();
      List<CoordinateNode> groups = new ArrayList<>();
      while (parser.currentToken() != JsonToken.END_ARRAY) {
        switch (read(parser)) {
          case Position(CoordinateXY at) -> positions.add(at);
          case CoordinateNode other -> groups.add(other);
        }
        parser.nextToken();
      }
      if (groups.isEmpty()) {
        return new Positions(positions.toArray(new Coordinate[0]));
      }
      if (!positions.isEmpty()) {
        throw notNumbers("coordinates mix positions with rows of positions");
      }
      return new Group(groups);
    }

    private Position readPosition(JsonParser parser) throws IOException, RowRejected {
      if (++vertices > maxVertices) {
        throw new RowRejected(
            "too-many-vertices",
            "the geometry has more than " + maxVertices + " vertices",
            "Split the feature into several.",
            null);
      }
      double x = number(parser);
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        throw new RowRejected(
            "position-incomplete",
            "a position has only the number " + x + "; it needs longitude and latitude",
            "Mend the coordinates of this feature.",
            null);
      }
      double y = number(parser);
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new RowRejected(
            "coordinate-not-finite",
            "the position %s,%s is no place".formatted(x, y),
            "Mend or remove the coordinates of this feature.",
            x + "," + y);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        hasHeights = true;
        if (parser.currentToken().isStructStart()) {
          throw notNumbers("a position holds another array");
        }
      }
      return new Position(new CoordinateXY(x, y));
    }

    private static double number(JsonParser parser) throws IOException, RowRejected {
      if (!isNumber(parser.currentToken())) {
        throw notNumbers("a position holds " + InputFile.quoted(parser.getText()));
      }
      return parser.getDoubleValue();
    }

    private static boolean isNumber(@Nullable JsonToken token) {
      return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
    }

    private static RowRejected notNumbers(String reason) {
      return new RowRejected(
          "coordinates-not-numbers",
          reason,
          "Write positions as [longitude, latitude], nested as RFC 7946 says for the type.",
          null);
    }
  }
}
