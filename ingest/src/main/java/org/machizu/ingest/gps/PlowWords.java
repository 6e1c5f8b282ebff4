package org.machizu.ingest.gps;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.gps.PlowState.Working;

/** What plows' equipment is called in attributes, and how it is said to work or not. */
final class PlowWords {
  /** What an attribute tells about. */
  enum Role {
    BLADE(
        "blade plow plough plowdown bladedown plowblade snowplow frontplow sideplow wing ブレード"
            + " 排土板 除雪板 プラウ スノープラウ グレーダブレード サイドウイング"),
    BLADE_UP("bladeup plowup plowraised bladeraised"),
    SPREADER(
        "spreader spreading spreaderon salting gritting gritter saltspreader 散布 散布機 散布装置"
            + " 散布中 薬剤散布 凍結防止剤散布"),
    RATE("spreadrate spreaderrate saltrate gm2 gramsperm2 dosage 散布量 散布率"),
    MATERIAL("material spreadmaterial agent 薬剤 散布剤 散布材 材料 凍結防止剤"),
    WORK(
        "working work workstate plowing ploughing clearing auger rotary blower 作業 作業中 除雪 除雪中"
            + " 稼働 ロータリ ロータリー オーガ"),
    INPUT(""),
    ENGINE("ignition engine engineon エンジン イグニッション"),
    NONE("");

    private final String names;

    Role(String names) {
      this.names = names;
    }
  }

  private static final Map<String, Role> ROLES = roles();

  /** Names come again with every position; at most this many are remembered. */
  private static final int REMEMBERED = 2_000;

  private static final Map<String, Role> BY_NAME = new ConcurrentHashMap<>();

  private static final Pattern INPUT = Pattern.compile("(in|out|di|do|din|dout|input|output)\\d");
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)\\s*(g/m2|g/㎡|gm2|g/m\\^2|グラム)?");

  private static final Set<String> ON =
      Set.of(
          "true", "1", "on", "yes", "y", "active", "working", "入", "オン", "有", "作業中", "稼働", "稼働中",
          "作業", "除雪中", "散布中", "散布", "はい");
  private static final Set<String> OFF =
      Set.of(
          "false",
          "0",
          "off",
          "no",
          "n",
          "inactive",
          "idle",
          "切",
          "オフ",
          "無",
          "停止",
          "停止中",
          "待機",
          "待機中",
          "回送",
          "回送中",
          "移動",
          "いいえ");
  private static final Set<String> DOWN =
      Set.of("down", "lowered", "low", "lower", "下", "下げ", "下降", "下がり", "接地", "降");
  private static final Set<String> UP =
      Set.of("up", "raised", "lifted", "high", "raise", "上", "上げ", "上昇", "上がり", "格納");

  private static final Map<String, String> MATERIALS =
      Map.ofEntries(
          Map.entry("salt", "salt"),
          Map.entry("nacl", "salt"),
          Map.entry("塩", "salt"),
          Map.entry("塩化ナトリウム", "salt"),
          Map.entry("塩ナト", "salt"),
          Map.entry("cacl2", "calcium-chloride"),
          Map.entry("calciumchloride", "calcium-chloride"),
          Map.entry("塩化カルシウム", "calcium-chloride"),
          Map.entry("塩カル", "calcium-chloride"),
          Map.entry("mgcl2", "magnesium-chloride"),
          Map.entry("magnesiumchloride", "magnesium-chloride"),
          Map.entry("塩化マグネシウム", "magnesium-chloride"),
          Map.entry("塩マグ", "magnesium-chloride"),
          Map.entry("urea", "urea"),
          Map.entry("尿素", "urea"),
          Map.entry("sand", "sand"),
          Map.entry("grit", "sand"),
          Map.entry("砂", "sand"),
          Map.entry("焼砂", "sand"),
          Map.entry("砕石", "sand"),
          Map.entry("brine", "brine"),
          Map.entry("塩水", "brine"));

  private PlowWords() {}

  private static Map<String, Role> roles() {
    Map<String, Role> roles = new HashMap<>();
    for (Role role : Role.values()) {
      for (String name : role.names.split(" ")) {
        roles.put(name, role);
      }
    }
    roles.put("", Role.NONE);
    return roles;
  }

  static Role roleOf(String name) {
    Role known = BY_NAME.get(name);
    if (known == null) {
      known = findRole(name);
      if (BY_NAME.size() < REMEMBERED) {
        BY_NAME.put(name, known);
      }
    }
    return known;
  }

  private static Role findRole(String name) {
    String last = key(name.substring(name.lastIndexOf('.') + 1));
    return INPUT.matcher(last).matches() ? Role.INPUT : ROLES.getOrDefault(last, Role.NONE);
  }

  private static String key(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_\\-()・:/]", "");
  }

  /** Whether something that is on or off is on. */
  static Working on(Object value) {
    String said = said(value);
    return ON.contains(said) ? Working.YES : OFF.contains(said) ? Working.NO : Working.UNKNOWN;
  }

  static Working bladeDown(Object value) {
    String said = said(value);
    if (DOWN.contains(said)) {
      return Working.YES;
    }
    return UP.contains(said) ? Working.NO : on(value);
  }

  /** On, off, an amount, or the name of what it spreads. */
  static Working spreading(Object value) {
    Working on = on(value);
    if (on != Working.UNKNOWN) {
      return on;
    }
    Double grams = gramsPerM2(value, true);
    if (grams != null) {
      return grams > 0 ? Working.YES : Working.NO;
    }
    return MATERIALS.containsKey(said(value)) ? Working.YES : Working.UNKNOWN;
  }

  /**
   * @param isRate whether a bare number is an amount and not on or off
   */
  static @Nullable Double gramsPerM2(Object value, boolean isRate) {
    if (value instanceof Boolean) {
      return null;
    }
    Matcher amount = AMOUNT.matcher(narrow(value.toString()));
    if (!amount.matches()) {
      return null;
    }
    Double grams = Numbers.find(amount.group(1));
    boolean isSwitch = amount.group(2) == null && grams != null && grams <= 1;
    return isSwitch && !isRate ? null : grams;
  }

  static String material(Object value) {
    return MATERIALS.getOrDefault(said(value), Text.cut(value.toString().strip(), 60));
  }

  private static String narrow(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static String said(Object value) {
    return switch (value) {
      case Boolean truth -> truth.toString();
      case Double real when real == Math.rint(real) && Math.abs(real) < 1e9 ->
          Long.toString(real.longValue());
      default -> key(value.toString());
    };
  }
}
