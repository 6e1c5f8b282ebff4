package org.machizu.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.fontbox.ttf.HeaderTable;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.util.Vector;

/**
 * A shared font file in one document: a composite font (ISO 32000-1, 9.7) whose codes are the
 * characters in the order of their first use.
 *
 * <p>PDFBox's own embedding reads the font anew for each document, and names a glyph by the first
 * of the characters that share it, so that a copied text may differ from what was written (U+29FD7
 * comes back as U+29FCE). Here the file is shared, and each character has a code of its own.
 */
final class EmbeddedFont extends PDFont {
  private static final int MOST_CODES = 0xFFFF;

  private final PDDocument document;
  private final FontFile file;

  /** Characters and their codes, from 1. */
  private final Map<Integer, Integer> codes = new LinkedHashMap<>();

  private final Map<Integer, Integer> characters = new HashMap<>();

  private final COSDictionary descendant = new COSDictionary();
  private final PDFontDescriptor description;

  /** Characters that the paper has to say something about, as 〓. */
  private final Set<Integer> watched = new HashSet<>(Set.of(Characters.GETA));

  private int watchedCount;

  EmbeddedFont(PDDocument document, FontFile file) throws IOException {
    super(typeZero(file.font().getName()));
    this.document = document;
    this.file = file;
    this.description = describe();
    descendant.setItem(COSName.TYPE, COSName.FONT);
    descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
    descendant.setName(COSName.BASE_FONT, getName());
    COSDictionary system = new COSDictionary();
    system.setString(COSName.REGISTRY, "Adobe");
    system.setString(COSName.ORDERING, "Identity");
    system.setInt(COSName.SUPPLEMENT, 0);
    descendant.setItem(COSName.CIDSYSTEMINFO, system);
    descendant.setItem(COSName.FONT_DESC, description);
    COSArray descendants = new COSArray();
    descendants.add(descendant);
    dict.setItem(COSName.DESCENDANT_FONTS, descendants);
  }

  private static COSDictionary typeZero(String name) {
    COSDictionary dictionary = new COSDictionary();
    dictionary.setItem(COSName.TYPE, COSName.FONT);
    dictionary.setItem(COSName.SUBTYPE, COSName.TYPE0);
    dictionary.setName(COSName.BASE_FONT, name);
    dictionary.setItem(COSName.ENCODING, COSName.IDENTITY_H);
    return dictionary;
  }

  private PDFontDescriptor describe() throws IOException {
    HeaderTable head = file.font().getHeader();
    float scale = 1000f / head.getUnitsPerEm();
    PDFontDescriptor about = new PDFontDescriptor(new COSDictionary());
    about.getCOSObject().setItem(COSName.TYPE, COSName.FONT_DESC);
    about.setFontName(getName());
    about.setSymbolic(true);
    about.setItalicAngle(file.font().getPostScript().getItalicAngle());
    PDRectangle box = new PDRectangle();
    box.setLowerLeftX(head.getXMin() * scale);
    box.setLowerLeftY(head.getYMin() * scale);
    box.setUpperRightX(head.getXMax() * scale);
    box.setUpperRightY(head.getYMax() * scale);
    about.setFontBoundingBox(box);
    about.setAscent(file.font().getHorizontalHeader().getAscender() * scale);
    about.setDescent(file.font().getHorizontalHeader().getDescender() * scale);
    about.setCapHeight(file.font().getOS2Windows().getCapHeight() * scale);
    about.setXHeight(file.font().getOS2Windows().getHeight() * scale);
    about.setFontWeight(file.font().getOS2Windows().getWeightClass());
    // TrueType does not tell the width of stems; this is what heavy and light faces have.
    about.setStemV(file.font().getOS2Windows().getWeightClass() >= 600 ? 140 : 80);
    return about;
  }

  /**
   * The code of a character, which has one from then on.
   *
   * @throws IllegalArgumentException when the font has no glyph for it
   */
  @Override
  protected byte[] encode(int codePoint) {
    Integer known = codes.get(codePoint);
    int code = known == null ? codes.size() + 1 : known;
    if (known == null) {
      if (file.glyphOf(codePoint) == 0) {
        throw new IllegalArgumentException(
            "the papers' font has no glyph for U+%04X; clean texts with PaperFonts.printable"
                .formatted(codePoint));
      }
      if (code > MOST_CODES) {
        throw new IllegalStateException("more characters than a font in a PDF can have");
      }
      codes.put(codePoint, code);
      characters.put(code, codePoint);
    }
    watchedCount += watched.contains(codePoint) ? 1 : 0;
    return new byte[] {(byte) (code >> 8), (byte) code};
  }

  void watch(int codePoint) {
    watched.add(codePoint);
  }

  /** How often a watched character was written. */
  int watchedCount() {
    return watchedCount;
  }

  /** All characters that were written, in the order of their codes. */
  String used() {
    StringBuilder all = new StringBuilder();
    codes.keySet().forEach(all::appendCodePoint);
    return all.toString();
  }

  @Override
  public int readCode(InputStream in) throws IOException {
    int high = in.read();
    int low = in.read();
    return high < 0 || low < 0 ? -1 : high << 8 | low;
  }

  /** PDFBox calls it when the document is saved. */
  @Override
  public void subset() throws IOException {
    TreeSet<Integer> glyphs = new TreeSet<>();
    codes.keySet().forEach(character -> glyphs.add(file.glyphOf(character)));
    Map<Integer, Integer> newToOld = new TreeMap<>();
    byte[] small = file.cutOut(glyphs, newToOld);
    Map<Integer, Integer> oldToNew = new HashMap<>();
    newToOld.forEach((made, old) -> oldToNew.put(old, made));

    PDStream program = flate(small);
    program.getCOSObject().setInt(COSName.LENGTH1, small.length);
    description.setFontFile2(program);
    String name = tagOf(small) + "+" + file.font().getName();
    description.setFontName(name);
    descendant.setName(COSName.BASE_FONT, name);
    dict.setName(COSName.BASE_FONT, name);

    byte[] glyphOfCode = new byte[2 * (codes.size() + 1)];
    COSArray widths = new COSArray();
    codes.forEach((character, code) -> {
      int glyph = oldToNew.getOrDefault(file.glyphOf(character), 0);
      glyphOfCode[2 * code] = (byte) (glyph >> 8);
      glyphOfCode[2 * code + 1] = (byte) glyph;
      widths.add(COSInteger.get(file.widthOf(character)));
    });
    COSArray fromOne = new COSArray();
    fromOne.add(COSInteger.ONE);
    fromOne.add(widths);
    descendant.setItem(COSName.W, fromOne);
    descendant.setItem(COSName.CID_TO_GID_MAP, flate(glyphOfCode));
    dict.setItem(COSName.TO_UNICODE, flate(ToUnicode.of(codes, file.forms()::meaningOf)));
  }

  private PDStream flate(byte[] bytes) throws IOException {
    return new PDStream(document, new ByteArrayInputStream(bytes), COSName.FLATE_DECODE);
  }

  /** Six capital letters that tell one subset from another (ISO 32000-1, 9.6.4). */
  private static String tagOf(byte[] subset) {
    CRC32 sum = new CRC32();
    sum.update(subset);
    long rest = sum.getValue();
    byte[] tag = new byte[6];
    for (int i = 0; i < tag.length; i++) {
      tag[i] = (byte) ('A' + rest % 26);
      rest /= 26;
    }
    return new String(tag, StandardCharsets.US_ASCII);
  }

  @Override
  public boolean willBeSubset() {
    return true;
  }

  /** Nothing to do: a character is noted when it gets its code. */
  @Override
  public void addToSubset(int codePoint) {}

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public boolean isDamaged() {
    return false;
  }

  @Override
  public boolean isVertical() {
    return false;
  }

  @Override
  public String getName() {
    return dict.getNameAsString(COSName.BASE_FONT);
  }

  @Override
  public PDFontDescriptor getFontDescriptor() {
    return description;
  }

  @Override
  public BoundingBox getBoundingBox() throws IOException {
    return file.font().getFontBBox();
  }

  @Override
  public float getWidthFromFont(int code) {
    Integer character = characters.get(code);
    return character == null ? 0 : file.widthOf(character);
  }

  @Override
  public boolean hasExplicitWidth(int code) {
    return characters.containsKey(code);
  }

  @Override
  public float getHeight(int code) {
    return description.getAscent() - description.getDescent();
  }

  @Override
  public float getAverageFontWidth() {
    return 1000;
  }

  @Override
  public Vector getPositionVector(int code) {
    throw new UnsupportedOperationException("horizontal text only");
  }

  @Override
  protected float getStandard14Width(int code) {
    throw new UnsupportedOperationException("none of the standard 14 fonts");
  }
}
