package org.machizu.search.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.search.text.Gazetteer.City;
import org.machizu.search.text.Gazetteer.Town;

/** Reads an address in any usual spelling into its parts, with a gazetteer. */
public final class AddressParser {
  private static final List<String> PREFECTURES =
      Arrays.asList(
          ("北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 "
                  + "岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 "
                  + "佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県")
              .split(" "));

  private static final Pattern NUMBER = Pattern.compile("^\\d+(?:-\\d+)*");

  /** 郡 that the gazetteer does not tell. */
  private static final Pattern COUNTY = Pattern.compile("^[^0-9]{1,5}?郡");

  /** In Kyoto the way along the streets stands before the town: 西中筋通北小路通上る丸屋町. */
  private static final Pattern STREETS = Pattern.compile("通|上る|下る|上が|下が|東入|西入|上ル|下ル");

  private final Gazetteer gazetteer;

  public AddressParser(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /** The parts of an address; what is not recognised is in {@link ParsedAddress#rest()}. */
  public ParsedAddress parse(String address) {
    String wide = withoutSpacesInNames(Spelling.wide(address));
    String folded = Spelling.fold(wide);
    Optional<String> prefecture = prefecture(folded);
    int at = prefecture.map(String::length).orElse(0);
    Optional<Found> found = city(folded, at, prefecture.orElse(""));
    if (found.isEmpty()) {
      return numbered(prefecture.orElse(""), "", "", wide, folded, at);
    }
    City city = found.get().city();
    String name = city.prefecture().isEmpty() ? prefecture.orElse("") : city.prefecture();
    return inCity(city, name, wide, folded, found.get().end());
  }

  /** What stands after prefecture, 郡 and city, in the form of {@link AddressKey}. */
  public String localKey(String address) {
    String folded = Spelling.fold(withoutSpacesInNames(Spelling.wide(address)));
    int at = prefecture(folded).map(String::length).orElse(0);
    int end = city(folded, at, "").map(Found::end).orElse(at);
    // The town's name alone is what was meant, not what stands before it.
    return AddressKey.ofFolded(end < folded.length() ? folded.substring(end) : folded).key();
  }

  private record Found(City city, int end) {}

  /** Spaces before the first number separate parts that the names themselves tell apart. */
  private static String withoutSpacesInNames(String wide) {
    int number = 0;
    while (number < wide.length() && !Numerals.isArabic(wide.charAt(number))) {
      number++;
    }
    return wide.substring(0, number).replaceAll("[\\s　]", "") + wide.substring(number);
  }

  private static Optional<String> prefecture(String folded) {
    return PREFECTURES.stream().filter(folded::startsWith).findFirst();
  }

  private Optional<Found> city(String folded, int at, String prefecture) {
    Optional<Found> found = cityAt(folded, at, prefecture);
    if (found.isPresent()) {
      return found;
    }
    Matcher county = COUNTY.matcher(folded).region(at, folded.length());
    if (county.find()) {
      found = cityAt(folded, county.end(), prefecture);
    }
    // 岩手花巻市: the prefecture without 県.
    return found.isPresent() || at > 0 ? found : afterShortPrefecture(folded);
  }

  private Optional<Found> afterShortPrefecture(String folded) {
    for (String full : PREFECTURES) {
      String brief = full.substring(0, full.length() - 1);
      if (folded.startsWith(brief)) {
        return cityAt(folded, brief.length(), full);
      }
    }
    return Optional.empty();
  }

  private Optional<Found> cityAt(String folded, int at, String prefecture) {
    for (City city : gazetteer.cities()) {
      boolean possible =
          prefecture.isEmpty()
              || city.prefecture().isEmpty()
              || city.prefecture().equals(prefecture);
      for (String form : possible ? city.forms() : List.<String>of()) {
        if (folded.startsWith(form, at)) {
          return Optional.of(new Found(city, at + form.length()));
        }
      }
    }
    return Optional.empty();
  }

  private static ParsedAddress inCity(
      City city, String prefecture, String wide, String folded, int from) {
    String rest = folded.substring(from);
    AddressKey key = AddressKey.ofFolded(rest);
    for (Town town : city.towns()) {
      if (startsWith(key.key(), town.key())) {
        return numbered(
            prefecture, city.name(), town.name(), wide, folded, from, key, town.key().length());
      }
    }
    if (STREETS.matcher(rest).find()) {
      for (Town town : city.towns()) {
        int at = key.key().lastIndexOf(town.key());
        if (at > 0 && startsWith(key.key().substring(at), town.key())) {
          int end = at + town.key().length();
          return numbered(prefecture, city.name(), town.name(), wide, folded, from, key, end);
        }
      }
    }
    return numbered(prefecture, city.name(), "", wide, folded, from);
  }

  /** A town that ends in a number must not be cut out of a longer number. */
  private static boolean startsWith(String key, String town) {
    return key.startsWith(town)
        && (key.length() == town.length()
            || !Numerals.isArabic(town.charAt(town.length() - 1))
            || !Numerals.isArabic(key.charAt(town.length())));
  }

  private static ParsedAddress numbered(
      String prefecture, String city, String town, String wide, String folded, int from) {
    AddressKey key = AddressKey.ofFolded(folded.substring(from));
    return numbered(prefecture, city, town, wide, folded, from, key, 0);
  }

  private static ParsedAddress numbered(
      String prefecture,
      String city,
      String town,
      String wide,
      String folded,
      int from,
      AddressKey key,
      int keyEnd) {
    int at = keyEnd < key.key().length() && key.key().charAt(keyEnd) == '-' ? keyEnd + 1 : keyEnd;
    Matcher number = NUMBER.matcher(key.key().substring(at));
    String digits = number.find() ? number.group() : "";
    int end = from + key.sourceEnd(at + digits.length());
    String rest = at + digits.length() < key.key().length() ? wide.substring(end).strip() : "";
    return new ParsedAddress(prefecture, city, town, digits, rest);
  }
}
