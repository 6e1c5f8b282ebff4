package org.machizu.maps.paper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.maps.expression.Rgba;

/** Border, scale bar, arrow to the north and plane coordinates of a map. */
final class FurnitureDrawing {
  private static final Rgba INK = new Rgba(0.1, 0.1, 0.1, 1);
  private static final Rgba GROUND = new Rgba(1, 1, 1, 0.88);

  private static final double BORDER_MM = 0.35;
  private static final double INSET_MM = 2;
  private static final double PAD_MM = 1.6;

  /** The bar is not longer, nor than a third of the map. */
  private static final double LONGEST_BAR_MM = 50;

  private static final double BAR_MM = 1.1;
  private static final double SMALL_MM = 2.1;
  private static final double LARGE_MM = 2.8;

  private static final double ARROW_MM = 9;
  private static final double ARROW_WIDTH_MM = 5;

  private static final LocalizedText NORTH = new LocalizedText("北（座標北）", "Grid north");
  private static final String EASY_NORTH = "北（きた）";

  private final Ink ink;
  private final TypeFace face;
  private final TypeFace bold;
  private final Sheet sheet;
  private final MapRequest request;

  FurnitureDrawing(Ink ink, TypeFace face, TypeFace bold, Sheet sheet, MapRequest request) {
    this.ink = ink;
    this.face = face;
    this.bold = bold;
    this.sheet = sheet;
    this.request = request;
  }

  /** What the furniture covers. */
  List<Envelope> room() {
    List<Envelope> room = new ArrayList<>();
    if (request.furniture().contains(Furniture.SCALE_BAR)) {
      room.add(box(scaleBoard()));
    }
    if (request.furniture().contains(Furniture.NORTH)) {
      room.add(box(northBoard()));
    }
    if (request.furniture().contains(Furniture.COORDINATES)) {
      room.add(box(cornerBoard(true)));
      room.add(box(cornerBoard(false)));
    }
    return room;
  }

  private static Envelope box(Rect rect) {
    return new Envelope(rect.xMm(), rect.rightMm(), rect.yMm(), rect.topMm());
  }

  void draw() {
    if (request.furniture().contains(Furniture.SCALE_BAR)) {
      drawScaleBar();
    }
    if (request.furniture().contains(Furniture.NORTH)) {
      drawNorth();
    }
    if (request.furniture().contains(Furniture.COORDINATES)) {
      drawCorner(true);
      drawCorner(false);
    }
  }

  void drawBorder() {
    ink.rectangle(sheet.frame());
    ink.pen(INK, BORDER_MM, 0, 0, List.of());
    ink.stroke();
  }

  /** The longest round length that is not too long: 1, 2 or 5 with noughts, in metres. */
  static double barMetres(int scale, double frameWidthMm) {
    double longest = Math.min(LONGEST_BAR_MM, frameWidthMm / 3) * scale / 1000;
    double power = Math.pow(10, Math.floor(Math.log10(longest)));
    for (int digit : new int[] {5, 2, 1}) {
      if (digit * power <= longest * (1 + 1e-9)) {
        return digit * power;
      }
    }
    return power;
  }

  private static String metres(double metres) {
    return metres >= 1000 && metres % 500 == 0
        ? plain(metres / 1000) + " km"
        : plain(metres) + " m";
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private double barMm() {
    return sheet.mm(barMetres(sheet.scale(), sheet.frame().widthMm()));
  }

  private Rect scaleBoard() {
    double last = SMALL_MM * face.width(metres(sheet.metres(barMm())), 0);
    double width = barMm() + 2 * PAD_MM + Math.max(1, last / 2);
    double height = LARGE_MM + BAR_MM + SMALL_MM + 2.4 + PAD_MM;
    return new Rect(sheet.frame().xMm() + INSET_MM, sheet.frame().yMm() + INSET_MM, width, height);
  }

  private void board(Rect rect) {
    ink.rectangle(rect);
    ink.fill(GROUND);
  }

  private void drawScaleBar() {
    Rect board = scaleBoard();
    board(board);
    double bar = barMm();
    double left = board.xMm() + PAD_MM;
    double bottom = board.yMm() + 0.8 + SMALL_MM + 0.6;
    for (int half = 0; half < 2; half++) {
      ink.rectangle(new Rect(left + half * bar / 2, bottom, bar / 2, BAR_MM));
      ink.fill(half == 0 ? INK : Rgba.WHITE);
    }
    ink.rectangle(new Rect(left, bottom, bar, BAR_MM));
    ink.pen(INK, 0.15, 0, 0, List.of());
    ink.stroke();
    double metres = sheet.metres(bar);
    ink.textColour(INK);
    centred("0", left, board.yMm() + 0.9, SMALL_MM);
    centred(plain(metres / 2), left + bar / 2, board.yMm() + 0.9, SMALL_MM);
    centred(metres(metres), left + bar, board.yMm() + 0.9, SMALL_MM);
    String scale = "1:" + sheet.scale();
    ink.text(bold.font(), LARGE_MM, 0, scale, left, bottom + BAR_MM + 0.9, 0);
  }

  private String north() {
    return request.language().equals("easy") ? EASY_NORTH : NORTH.in(request.language());
  }

  private Rect northBoard() {
    double width = Math.max(ARROW_WIDTH_MM, SMALL_MM * face.width(north(), 0)) + 2;
    double height = ARROW_MM + SMALL_MM + 2.6;
    return new Rect(
        sheet.frame().rightMm() - INSET_MM - width,
        sheet.frame().topMm() - INSET_MM - height,
        width,
        height);
  }

  private void drawNorth() {
    Rect board = northBoard();
    board(board);
    double middle = board.xMm() + board.widthMm() / 2;
    double top = board.topMm() - 0.8;
    double bottom = top - ARROW_MM;
    double notch = bottom + ARROW_MM * 0.25;
    double half = ARROW_WIDTH_MM / 2;
    ink.path(new double[] {middle, top, middle - half, bottom, middle, notch, middle, top});
    ink.fill(INK);
    ink.path(new double[] {middle, top, middle + half, bottom, middle, notch, middle, top});
    ink.fill(Rgba.WHITE);
    ink.path(
        new double[] {
          middle, top, middle - half, bottom, middle, notch, middle + half, bottom, middle, top
        });
    ink.pen(INK, 0.2, 0, 1, List.of());
    ink.stroke();
    ink.textColour(INK);
    centred(north(), middle, board.yMm() + 0.9, SMALL_MM);
  }

  /** X counts to the north and Y to the east, as the surveyors of Japan have it. */
  private String corner(boolean isLower) {
    double halfWidth = sheet.metres(sheet.frame().widthMm() / 2);
    double halfHeight = sheet.metres(sheet.frame().heightMm() / 2);
    double north = sheet.centreNorthM() + (isLower ? -halfHeight : halfHeight);
    double east = sheet.centreEastM() + (isLower ? -halfWidth : halfWidth);
    return String.format(Locale.ROOT, "X=%.2f Y=%.2f", north, east);
  }

  /** Below left and above right, beside the corner that they tell of. */
  private Rect cornerBoard(boolean isLower) {
    double width = SMALL_MM * face.width(corner(isLower), 0) + 1.6;
    double height = SMALL_MM + 1.2;
    Rect frame = sheet.frame();
    boolean isAboveScale = isLower && request.furniture().contains(Furniture.SCALE_BAR);
    boolean isBesideNorth = !isLower && request.furniture().contains(Furniture.NORTH);
    double right = isBesideNorth ? northBoard().xMm() - 1 : frame.rightMm() - BORDER_MM;
    double left = isAboveScale ? scaleBoard().rightMm() + 1 : frame.xMm() + BORDER_MM;
    return isLower
        ? new Rect(left, frame.yMm() + BORDER_MM, width, height)
        : new Rect(right - width, frame.topMm() - BORDER_MM - height, width, height);
  }

  private void drawCorner(boolean isLower) {
    Rect board = cornerBoard(isLower);
    board(board);
    ink.textColour(INK);
    write(corner(isLower), board.xMm() + 0.8, board.yMm() + 0.9, SMALL_MM);
  }

  private void centred(String text, double x, double y, double sizeMm) {
    write(text, x - sizeMm * face.width(face.printable(text), 0) / 2, y, sizeMm);
  }

  private void write(String text, double x, double y, double sizeMm) {
    ink.text(face.font(), sizeMm, 0, face.printable(text), x, y, 0);
  }
}
