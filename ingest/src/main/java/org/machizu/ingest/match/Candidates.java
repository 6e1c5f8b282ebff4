package org.machizu.ingest.match;

/** The directed segments on which a vehicle may be that was seen at a place. Reused, one thread. */
final class Candidates {
  /** Where two dual carriageways cross, a dozen roads meet within a few metres. */
  private static final int MAX_ROADS = 12;

  /** Directed segments; most roads in such places are one-way. */
  static final int MAX = 16;

  /** Roads farther than the nearest by more than this do not come into question. */
  private static final double FARTHER_M = 35;

  private final MatchNetwork network;
  private final PieceGrid grid;
  private final int[] bestPiece = new int[MAX_ROADS];
  private final double[] bestM = new double[MAX_ROADS];
  private int roads;

  int count;
  final int[] segment = new int[MAX];
  final double[] offsetM = new double[MAX];

  /** From the road to the place, east and north. */
  final double[] awayX = new double[MAX];

  final double[] awayY = new double[MAX];

  /** The direction of travel. */
  final double[] alongX = new double[MAX];

  final double[] alongY = new double[MAX];
  final double[] distanceM = new double[MAX];

  Candidates(MatchNetwork network) {
    this.network = network;
    grid = network.grid();
  }

  /** Finds those of a place on the plane. */
  void find(double x, double y) {
    roads = 0;
    count = 0;
    int cell = grid.cell(x, y);
    if (cell < 0) {
      return;
    }
    int owner = -1;
    int nearest = -1;
    double nearestSquare = 0;
    for (int at = grid.first(cell); at < grid.end(cell); at++) {
      int piece = grid.piece(at);
      double along = grid.alongM(piece, x, y);
      double dx = x - grid.x[piece] - along * grid.dx[piece];
      double dy = y - grid.y[piece] - along * grid.dy[piece];
      double square = dx * dx + dy * dy;
      if (grid.segment[piece] != owner) {
        keep(nearest, nearestSquare);
        owner = grid.segment[piece];
        nearest = piece;
        nearestSquare = square;
      } else if (square < nearestSquare) {
        nearest = piece;
        nearestSquare = square;
      }
    }
    keep(nearest, nearestSquare);
    for (int i = 0; i < roads && bestM[i] <= bestM[0] + FARTHER_M && count <= MAX - 2; i++) {
      add(bestPiece[i], bestM[i], x, y);
    }
  }

  private void keep(int piece, double square) {
    if (piece < 0 || square > PieceGrid.REACH_M * PieceGrid.REACH_M) {
      return;
    }
    double distance = Math.sqrt(square);
    int at = roads;
    while (at > 0 && distance < bestM[at - 1]) {
      at--;
    }
    if (at == MAX_ROADS) {
      return;
    }
    roads = Math.min(roads + 1, MAX_ROADS);
    for (int i = roads - 1; i > at; i--) {
      bestM[i] = bestM[i - 1];
      bestPiece[i] = bestPiece[i - 1];
    }
    bestM[at] = distance;
    bestPiece[at] = piece;
  }

  private void add(int piece, double distance, double x, double y) {
    int one = grid.segment[piece];
    double along = grid.alongM(piece, x, y);
    double lengthM = network.lengthM(one);
    double offset = Math.min(grid.fromM[piece] + along, lengthM);
    double dx = x - grid.x[piece] - along * grid.dx[piece];
    double dy = y - grid.y[piece] - along * grid.dy[piece];
    put(one, offset, distance, dx, dy, grid.dx[piece], grid.dy[piece]);
    int other = network.reverse(one);
    if (other >= 0) {
      put(other, lengthM - offset, distance, dx, dy, -grid.dx[piece], -grid.dy[piece]);
    }
  }

  private void put(
      int of, double offset, double distance, double dx, double dy, double ux, double uy) {
    segment[count] = of;
    offsetM[count] = offset;
    distanceM[count] = distance;
    awayX[count] = dx;
    awayY[count] = dy;
    alongX[count] = ux;
    alongY[count] = uy;
    count++;
  }
}
