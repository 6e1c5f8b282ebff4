package org.machizu.search.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The folding of single characters: width, hyphens, kana, old and new kanji. */
final class Spelling {
  /** Everything that people type for a hyphen; the long vowel mark is one only between numbers. */
  private static final String HYPHENS = "‐‑‒–—―⁃−─━﹘﹣〜～~";

  /** A voiced mark that stands between numbers was meant as a stroke. */
  private static final Pattern STROKE = Pattern.compile("(?<=\\p{Nd})[ﾞﾟ゛゜](?=\\p{Nd})");

  private static final String SMALL = "ぁぃぅぇぉっゃゅょゎゕゖ";
  private static final String LARGE = "あいうえおつやゆよわかけ";

  /** Old form and variants before new form, by turns. */
  private static final String KANJI =
      "髙高﨑崎嵜崎碕崎濵浜濱浜澤沢齋斉齊斉邊辺邉辺國国圀国廣広瀧滝龍竜嶋島嶌島櫻桜檜桧槇槙曾曽眞真冨富舘館礒磯莊荘臺台條条區区縣県號号壱一弐二參三關関學学會会榮栄圓円鹽塩惠恵縱縦橫横黃黄藏蔵驛駅佛仏"
          + "辨弁萬万與与驒騨當当德徳萠萌峯峰峽峡淺浅淵渕灣湾瀨瀬穗穂禮礼禪禅稻稲鐵鉄鑛鉱靑青靜静顯顕鷄鶏麥麦齡齢壽寿實実寬寛將将專専對対屆届彌弥應応戶戸數数晉晋曉暁樂楽樓楼檢検權権步歩歸帰殘残每毎氣気涉渉"
          + "淨浄溪渓爲為獨独獻献產産畫画盡尽硏研經経繩縄繪絵聲声舊旧藝芸處処蟲虫衞衛裝装覺覚觀観讀読豐豊賴頼轉転遙遥鄕郷醫医釋釈錢銭鎭鎮陷陥雜雑靈霊餘余驗験髮髪鬪闘點点黑黒巿市竈釜籠篭薮藪莵菟鴬鶯桝枡舩舟"
          + "埜野嶽岳亞亜來来倂併價価內内勞労勳勲勵励發発單単嚴厳囑嘱圍囲壯壮壹一夾夹奧奥妝粧姬姫孃嬢寳宝寶宝尙尚屬属巖巌帶帯廳庁廢廃彥彦徵徴恆恒悅悦拜拝攝摂敎教旣既歷歴泷滝淸清渊渕燈灯牀床狹狭甁瓶祿禄稱称"
          + "竝並續続綠緑緖緒聰聡艷艶蘆芦虛虚譽誉貳二辯弁郞郎鄰隣鑄鋳隱隠斎斉斈学船舟髮髪";

  private static final Map<Character, Character> NEW_KANJI = newKanji();

  private Spelling() {}

  private static Map<Character, Character> newKanji() {
    Map<Character, Character> forms = new HashMap<>();
    for (int i = 0; i + 1 < KANJI.length(); i += 2) {
      forms.put(KANJI.charAt(i), KANJI.charAt(i + 1));
    }
    return forms;
  }

  /**
   * Width variants and composed characters in one form, and every hyphen as {@code -}. The long
   * vowel mark stays.
   */
  static String wide(String text) {
    String strokes = STROKE.matcher(text).replaceAll("-");
    String composed = Normalizer.normalize(strokes, Normalizer.Form.NFKC);
    StringBuilder wide = new StringBuilder(composed.length());
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      wide.append(HYPHENS.indexOf(c) >= 0 ? '-' : c);
    }
    return wide.toString();
  }

  /**
   * The same length as {@code wide}, so that a position in one is a position in the other: lower
   * case, katakana as hiragana, small kana as large, old kanji as new.
   */
  static String fold(String wide) {
    StringBuilder folded = new StringBuilder(wide.length());
    for (int i = 0; i < wide.length(); i++) {
      folded.append(fold(wide.charAt(i)));
    }
    return folded.toString();
  }

  private static char fold(char c) {
    char kana = c >= 'ァ' && c <= 'ヶ' ? (char) (c - 'ァ' + 'ぁ') : c;
    int small = SMALL.indexOf(kana);
    if (small >= 0) {
      return LARGE.charAt(small);
    }
    char lower = Character.toLowerCase(kana);
    return NEW_KANJI.getOrDefault(lower, lower);
  }

  static boolean isKanji(char c) {
    return Character.isIdeographic(c) || c == '々';
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '　' || c == '、' || c == ',' || c == '，';
  }
}
