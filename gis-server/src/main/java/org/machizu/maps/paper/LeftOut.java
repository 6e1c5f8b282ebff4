package org.machizu.maps.paper;

import org.machizu.geo.feature.LocalizedText;

/**
 * Something that the screen shows and the paper does not.
 *
 * @param layer short id; empty when it is of no one layer
 * @param title of the layer; empty when it is of no one layer
 * @param detail what exactly, as an operator or a name of a sign; may be empty
 */
public record LeftOut(String layer, String title, Reason reason, String detail) {
  /** Why it is not drawn. */
  public enum Reason {
    /** Pictures and grids. */
    PIXELS("画像は図にしていません", "がぞうは かいていません", "pictures are not drawn"),
    /** Kinds of style layers that only a screen draws. */
    KIND("この表し方は図にしていません", "この かきかたは できません", "this way of drawing is for screens only"),
    /** An expression that is not known here: the property has its default. */
    EXPRESSION(
        "式を読めないため標準の表し方です", "ふつうの かきかたに しています", "an expression is not known; drawn by default"),
    /** A pattern or sign that is not built in, or too fine for so large a map. */
    IMAGE("この模様・記号は図にしていません", "この もようは かいていません", "a pattern or sign is not drawn"),
    /** Who asks may not look back. */
    PAST("過去の状態を見る権限がありません", "まえの ようすは 見られません", "its past is not shown to you"),
    /** The layer shows nothing at this scale. */
    SCALE("この縮尺では表示しません", "この おおきさでは かきません", "it is not shown at this scale"),
    /** More labels than there is time to place. */
    LABELS("文字の一部を省いています", "もじの いくつかは ありません", "some labels are left out"),
    /** Characters that the font does not have; 〓 stands for them. */
    CHARACTERS("書体にない文字を〓としています", "かけない もじは 〓です", "characters not in the font are 〓");

    private final LocalizedText words;
    private final String easy;

    Reason(String ja, String easy, String en) {
      this.words = new LocalizedText(ja, en);
      this.easy = easy;
    }

    /** In words. */
    public String in(String language) {
      return language.equals("easy") ? easy : words.in(language);
    }
  }
}
