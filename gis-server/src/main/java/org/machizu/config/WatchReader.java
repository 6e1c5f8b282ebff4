package org.machizu.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.config.WatchSettings.Flag;
import org.machizu.geo.feature.LayerId;

/** Reads the settings of the watch over households. */
final class WatchReader {
  private static final int LONGEST = 100;

  /** households.独居=alone*2 */
  private static final Pattern FLAG =
      Pattern.compile("(households|residents)\\.([^=*,]{1,100})=([a-z][a-z-]{0,39})\\*([1-9])");

  private WatchReader() {}

  static WatchSettings read(SettingsReader reader) throws SettingsException {
    return new WatchSettings(
        layer(
            reader,
            "watch.households",
            "households",
            "The layer of households, with their places."),
        layer(reader, "watch.residents", "residents", "The layer of residents."),
        attribute(
            reader,
            "watch.key",
            "世帯番号",
            "The attribute of both layers that says who belongs to which household."),
        attribute(
            reader, "watch.address", "住所", "The attribute of households that holds their address."),
        reader.read(
            new SettingKey(
                "watch.flags",
                "households.独居=alone*2, households.高齢者のみ=aged*2, residents.避難行動要支援者=needs-help*3, residents.要介護度=care*2, residents.障害=disability*3",
                "a list as 'households.独居=alone*2, residents.障害=disability*3': layer, attribute, code and weight 1 to 9",
                "What says that somebody cannot clear their entrance alone. An attribute counts where it holds a mark (not where it is empty, なし, 非該当 and the like); what a layer does not have is passed over."),
            WatchReader::flags),
        number(
            reader,
            "watch.reportMetres",
            "30",
            5,
            200,
            "How many metres from a household a report of a blocked entrance counts for it."),
        number(
            reader,
            "watch.hintDays",
            "120",
            7,
            400,
            "How many days the hints to crews stay as they are. Whoever could see them change with one household's data would know which household is meant: shorter is less safe."),
        attribute(
            reader,
            "register.resident",
            "住民番号",
            "The attribute of the layer of residents by which an extract of the register tells people apart."),
        reader.read(
            new SettingKey(
                "register.columns",
                "住民番号=宛名番号, 世帯番号=世帯番号, 氏名=氏名, 生年月日=生年月日, 住所=住所, 続柄=続柄, 性別=性別, 支援措置=支援措置",
                "pairs as '住民番号=宛名番号, 氏名=氏名漢字': an attribute and the extract's heading for it",
                "Which column of the extract fills which attribute of the layers of residents and households. A heading that is the attribute's own name is found too."),
            WatchReader::columns),
        reader.read(
            new SettingKey(
                "register.placeColumns",
                "建物番号, 筆番号, 区間番号, 自治会",
                "names of attributes with commas between",
                "Attributes of households that belong to the place: a household that moves to an address gets them from the household that stands there."),
            WatchReader::names));
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1)).map(WatchReader::name).toList();
  }

  private static String layer(SettingsReader reader, String key, String fallback, String meaning)
      throws SettingsException {
    return reader.read(
        new SettingKey(key, fallback, "a layer's id", meaning),
        text -> {
          if (!LayerId.isValidName(text)) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  private static String attribute(
      SettingsReader reader, String key, String fallback, String meaning) throws SettingsException {
    return reader.read(
        new SettingKey(key, fallback, "the name of an attribute", meaning), WatchReader::name);
  }

  private static int number(
      SettingsReader reader, String key, String fallback, int from, int to, String meaning)
      throws SettingsException {
    return reader.read(
        new SettingKey(key, fallback, "a number from " + from + " to " + to, meaning),
        text -> (int) SettingsLoader.number(text, from, to));
  }

  private static String name(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException();
    }
    return text.strip();
  }

  private static List<Flag> flags(String text) {
    List<Flag> flags = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher flag = FLAG.matcher(part.strip());
      if (!flag.matches()) {
        throw new IllegalArgumentException();
      }
      flags.add(
          new Flag(
              flag.group(1).equals("residents"),
              flag.group(2).strip(),
              flag.group(3),
              Integer.parseInt(flag.group(4))));
    }
    return flags;
  }

  private static Map<String, String> columns(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int at = pair.indexOf('=');
      if (at < 0
          || columns.put(name(pair.substring(0, at)), name(pair.substring(at + 1))) != null) {
        throw new IllegalArgumentException();
      }
    }
    return columns;
  }
}
