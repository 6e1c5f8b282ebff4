package org.machizu.ingest.match;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;

/**
 * The straight pieces of all roads in square cells. A piece stands in every cell that it comes near
 * to, so that one cell tells all roads near a place.
 */
final class PieceGrid {
  /** Roads farther from a position are none of its candidates. */
  static final double REACH_M = 60;

  private static final double CELL_M = 64;

  /** So that a network over half the country does not become an endless table. */
  private static final int MAX_CELLS = 4_000_000;

  private final double cellM;
  private final double minX;
  private final double minY;
  private final int columns;
  private final int rows;

  /** Where the pieces of a cell begin in {@link #pieces}. */
  private final int[] firstOfCell;

  private final int[] pieces;

  /** By piece: the directed segment along whose line it lies, its ends, and where it begins. */
  final int[] segment;

  final double[] x;
  final double[] y;
  final double[] dx;
  final double[] dy;
  final double[] lengthM;
  final double[] fromM;

  private PieceGrid(RoadNetwork network) {
    List<double[]> all = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (Segment road : network.segments()) {
      boolean first =
          network.reverseOf(road).map(reverse -> road.index() < reverse.index()).orElse(true);
      if (first) {
        addPieces(all, owners, network.planeLine(road), road.index());
      }
    }
    int count = all.size();
    segment = owners.stream().mapToInt(Integer::intValue).toArray();
    x = new double[count];
    y = new double[count];
    dx = new double[count];
    dy = new double[count];
    lengthM = new double[count];
    fromM = new double[count];
    double lowX = 0;
    double lowY = 0;
    double highX = 0;
    double highY = 0;
    for (int i = 0; i < count; i++) {
      double[] piece = all.get(i);
      x[i] = piece[0];
      y[i] = piece[1];
      lengthM[i] = Math.hypot(piece[2] - piece[0], piece[3] - piece[1]);
      dx[i] = (piece[2] - piece[0]) / lengthM[i];
      dy[i] = (piece[3] - piece[1]) / lengthM[i];
      fromM[i] = piece[4];
      lowX = i == 0 ? Math.min(piece[0], piece[2]) : Math.min(lowX, Math.min(piece[0], piece[2]));
      lowY = i == 0 ? Math.min(piece[1], piece[3]) : Math.min(lowY, Math.min(piece[1], piece[3]));
      highX = i == 0 ? Math.max(piece[0], piece[2]) : Math.max(highX, Math.max(piece[0], piece[2]));
      highY = i == 0 ? Math.max(piece[1], piece[3]) : Math.max(highY, Math.max(piece[1], piece[3]));
    }
    minX = lowX - REACH_M;
    minY = lowY - REACH_M;
    double width = highX - lowX + 2 * REACH_M;
    double height = highY - lowY + 2 * REACH_M;
    cellM = Math.max(CELL_M, Math.sqrt(width * height / MAX_CELLS));
    columns = (int) (width / cellM) + 1;
    rows = (int) (height / cellM) + 1;
    firstOfCell = new int[columns * rows + 1];
    pieces = fill(count);
  }

  static PieceGrid of(RoadNetwork network) {
    return new PieceGrid(network);
  }

  private static void addPieces(
      List<double[]> all, List<Integer> owners, List<Coordinate> line, int owner) {
    double runM = 0;
    for (int i = 1; i < line.size(); i++) {
      Coordinate a = line.get(i - 1);
      Coordinate b = line.get(i);
      double length = a.distance(b);
      if (length > 0) {
        all.add(new double[] {a.x, a.y, b.x, b.y, runM});
        owners.add(owner);
      }
      runM += length;
    }
  }

  /** Counts first and places then; pieces of one road stay together in each cell. */
  private int[] fill(int count) {
    int[] filled = new int[firstOfCell.length];
    for (int i = 0; i < count; i++) {
      visit(i, cell -> firstOfCell[cell + 1]++);
    }
    for (int cell = 0; cell + 1 < firstOfCell.length; cell++) {
      firstOfCell[cell + 1] += firstOfCell[cell];
    }
    int[] placed = new int[firstOfCell[firstOfCell.length - 1]];
    for (int i = 0; i < count; i++) {
      int piece = i;
      visit(i, cell -> placed[firstOfCell[cell] + filled[cell]++] = piece);
    }
    return placed;
  }

  private interface CellVisitor {
    void visit(int cell);
  }

  private void visit(int i, CellVisitor visitor) {
    double endX = x[i] + dx[i] * lengthM[i];
    double endY = y[i] + dy[i] * lengthM[i];
    int firstColumn = column(Math.min(x[i], endX) - REACH_M);
    int lastColumn = column(Math.max(x[i], endX) + REACH_M);
    int firstRow = row(Math.min(y[i], endY) - REACH_M);
    int lastRow = row(Math.max(y[i], endY) + REACH_M);
    double farM = REACH_M + cellM * Math.sqrt(0.5);
    for (int row = Math.max(firstRow, 0); row <= Math.min(lastRow, rows - 1); row++) {
      for (int c = Math.max(firstColumn, 0); c <= Math.min(lastColumn, columns - 1); c++) {
        double middleX = minX + (c + 0.5) * cellM;
        double middleY = minY + (row + 0.5) * cellM;
        if (distanceM(i, middleX, middleY) <= farM) {
          visitor.visit(row * columns + c);
        }
      }
    }
  }

  private int column(double atX) {
    return (int) Math.floor((atX - minX) / cellM);
  }

  private int row(double atY) {
    return (int) Math.floor((atY - minY) / cellM);
  }

  /** The share of a piece's length at which it is nearest to a place, in metres from its start. */
  double alongM(int piece, double atX, double atY) {
    double along = (atX - x[piece]) * dx[piece] + (atY - y[piece]) * dy[piece];
    return along < 0 ? 0 : Math.min(along, lengthM[piece]);
  }

  private double distanceM(int piece, double atX, double atY) {
    double along = alongM(piece, atX, atY);
    return Math.hypot(atX - x[piece] - along * dx[piece], atY - y[piece] - along * dy[piece]);
  }

  /** The cell of a place, or −1 when no road can be near. */
  int cell(double atX, double atY) {
    int column = column(atX);
    int row = row(atY);
    boolean inside = column >= 0 && column < columns && row >= 0 && row < rows;
    return inside ? row * columns + column : -1;
  }

  int first(int cell) {
    return firstOfCell[cell];
  }

  int end(int cell) {
    return firstOfCell[cell + 1];
  }

  /** The piece at a place of the list of all cells. */
  int piece(int at) {
    return pieces[at];
  }
}
