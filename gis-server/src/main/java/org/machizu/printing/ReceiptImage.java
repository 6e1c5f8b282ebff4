package org.machizu.printing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/**
 * A receipt as it comes out of the printer, dot by dot (203 dpi, 8 dots a millimetre), so that
 * every printer prints every name, whatever letters it has itself.
 */
final class ReceiptImage {
  private static final int MOST_ROWS = 6000;
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  /** Darker than this becomes black. */
  private static final int BLACK_BELOW = 144;

  private static final double TEXT = 24;
  private static final double SMALL = 22;
  private static final double TITLE = 52;
  private static final double TOTAL = 40;
  private static final double LINE = 1.35;
  private static final int QR_SIDE = 232;

  private final int width;
  private final boolean isJapanese;
  private final BufferedImage canvas;
  private final Graphics2D g;
  private double y = 16;

  private ReceiptImage(int width, String language) {
    this.width = width;
    this.isJapanese = language.equals("ja");
    canvas = new BufferedImage(width, MOST_ROWS, BufferedImage.TYPE_BYTE_GRAY);
    g = canvas.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, MOST_ROWS);
    g.setColor(Color.BLACK);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /**
   * Draws a receipt.
   *
   * @param widthDots 576 on paper of 80 mm, 384 on paper of 58 mm
   * @return one bit a dot
   * @throws IllegalArgumentException when it would be longer than 75 cm
   */
  static BufferedImage of(Receipt receipt, int widthDots) {
    ReceiptImage image = new ReceiptImage(widthDots, receipt.language());
    try {
      image.draw(receipt);
      return image.inBlackAndWhite();
    } finally {
      image.g.dispose();
    }
  }

  private void draw(Receipt receipt) {
    centred(receipt.title(), Glyphs.bold(), TITLE);
    if (receipt.isReissue()) {
      framed(isJapanese ? "再発行" : "REISSUED");
    }
    gap(10);
    pair(isJapanese ? "番号" : "No.", receipt.number());
    pair(isJapanese ? "日時" : "Date", time(receipt.at()));
    rule(2);
    for (Receipt.Item item : receipt.items()) {
      amount(item.text(), item.amountYen(), Glyphs.regular(), TEXT);
    }
    rule(2);
    amount(isJapanese ? "合計" : "Total", receipt.totalYen(), Glyphs.bold(), TOTAL);
    rule(2);
    receipt.notes().forEach(note -> paragraph(note, Glyphs.regular(), SMALL));
    gap(12);
    paragraph(receipt.issuer(), Glyphs.bold(), TEXT);
    receipt.issuerLines().forEach(line -> paragraph(line, Glyphs.regular(), SMALL));
    if (!receipt.place().isBlank()) {
      paragraph((isJapanese ? "発行場所　" : "Issued at: ") + receipt.place(), Glyphs.regular(), SMALL);
    }
    receipt.code().ifPresent(this::code);
    gap(16);
  }

  private String time(Instant at) {
    ZonedDateTime local = at.atZone(ZONE);
    if (!isJapanese) {
      return local.format(ENGLISH);
    }
    JapaneseDate date = JapaneseDate.from(local);
    int year = date.get(ChronoField.YEAR_OF_ERA);
    return "%s%s年%d月%d日 %d:%02d"
        .formatted(
            date.getEra().getDisplayName(TextStyle.FULL, Locale.JAPANESE),
            year == 1 ? "元" : year,
            local.getMonthValue(),
            local.getDayOfMonth(),
            local.getHour(),
            local.getMinute());
  }

  private void centred(String text, Glyphs glyphs, double size) {
    double fitting = size;
    String printable = glyphs.printable(text);
    while (glyphs.width(printable, fitting) > width && fitting > TEXT) {
      fitting -= 2;
    }
    for (String line : Lines.of(printable, glyphs, fitting, width)) {
      line(line, glyphs, fitting, (width - glyphs.width(line, fitting)) / 2);
    }
  }

  private void framed(String text) {
    double inner = Glyphs.bold().width(text, 32);
    int frame = (int) Math.ceil(inner) + 40;
    int left = (width - frame) / 2;
    int top = (int) y + 8;
    int height = 48;
    g.fillRect(left, top, frame, 3);
    g.fillRect(left, top + height - 3, frame, 3);
    g.fillRect(left, top, 3, height);
    g.fillRect(left + frame - 3, top, 3, height);
    g.fill(Glyphs.bold().outline(text, (width - inner) / 2, top + 35, 32));
    y = top + height + 4;
  }

  private void paragraph(String text, Glyphs glyphs, double size) {
    for (String line : Lines.of(glyphs.printable(text), glyphs, size, width)) {
      line(line, glyphs, size, 0);
    }
  }

  /** A label at the left, its value at the right; below it when there is no room. */
  private void pair(String label, String value) {
    rightOf(label, value, Glyphs.regular(), TEXT);
  }

  private void amount(String text, long yen, Glyphs glyphs, double size) {
    String sign = isJapanese ? "￥" : "¥";
    rightOf(text, sign + "%,d".formatted(yen), glyphs, size);
  }

  private void rightOf(String text, String right, Glyphs glyphs, double size) {
    String value = glyphs.printable(right);
    double taken = glyphs.width(value, size);
    List<String> lines = Lines.of(glyphs.printable(text), glyphs, size, width);
    for (int i = 0; i < lines.size(); i++) {
      boolean isLast = i == lines.size() - 1;
      boolean hasRoom = glyphs.width(lines.get(i), size) + taken + size <= width;
      if (isLast && hasRoom) {
        put(value, glyphs, size, width - taken);
      }
      line(lines.get(i), glyphs, size, 0);
      if (isLast && !hasRoom) {
        Lines.of(value, glyphs, size, width)
            .forEach(part -> line(part, glyphs, size, width - glyphs.width(part, size)));
      }
    }
  }

  private void code(String content) {
    QrDots qr = QrDots.of(content, QR_SIDE);
    if (qr.side() > width) {
      throw new IllegalArgumentException("'" + content + "' makes a QR code that is too wide");
    }
    gap(8);
    requireRoom(qr.side());
    qr.draw(g, (width - qr.side()) / 2, (int) y);
    gap(qr.side());
  }

  private void rule(int thickness) {
    gap(10);
    g.fillRect(0, (int) y, width, thickness);
    gap(10 + thickness);
  }

  private void line(String text, Glyphs glyphs, double size, double x) {
    put(text, glyphs, size, x);
    gap(size * LINE);
  }

  /** The baseline lies where a kanji of the size stands in the middle of the line. */
  private void put(String text, Glyphs glyphs, double size, double x) {
    double baseline = Math.rint(y + size * (LINE - 1) / 2 + size * 0.88);
    g.fill(glyphs.outline(text, x, baseline, size));
  }

  private void gap(double dots) {
    requireRoom(dots);
    y += dots;
  }

  private void requireRoom(double dots) {
    if (y + dots > MOST_ROWS - TITLE * 2) {
      throw new IllegalArgumentException(
          "the receipt would be longer than " + MOST_ROWS / 80 + " cm: leave lines out");
    }
  }

  private BufferedImage inBlackAndWhite() {
    int height = (int) Math.ceil(y);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
    WritableRaster to = image.getRaster();
    int[] row = new int[width];
    for (int line = 0; line < height; line++) {
      canvas.getRaster().getSamples(0, line, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        row[x] = row[x] < BLACK_BELOW ? 0 : 1;
      }
      to.setSamples(0, line, width, 1, 0, row);
    }
    return image;
  }
}
