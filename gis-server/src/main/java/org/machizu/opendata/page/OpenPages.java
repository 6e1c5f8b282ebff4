package org.machizu.opendata.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.html.HtmlPage;
import org.machizu.html.PageLanguage;
import org.machizu.html.PageTemplates;

/** The open pages' templates and words. */
public final class OpenPages {
  public static final String HTML = "text/html; charset=utf-8";

  private static final String FOLDER = "/org/machizu/opendata";
  private static final String WEB = "/web";
  private static final String STYLE = "src/opendata/open.css";
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter JAPANESE_DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter JAPANESE_MOMENT =
      DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.JAPAN);
  private static final DateTimeFormatter ENGLISH_MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private final PageTemplates templates = new PageTemplates(FOLDER, WEB);
  private final LocalizedText town;

  /**
   * @param town its name
   */
  public OpenPages(LocalizedText town) {
    this.town = town;
  }

  /** One page to write, below the start page or that page itself. */
  public record Page(
      String template,
      String title,
      String address,
      List<HtmlPage.Step> above,
      Map<String, Object> model,
      List<String> entries) {

    /** A page that needs no script. */
    public Page(
        String template,
        String title,
        String address,
        List<HtmlPage.Step> above,
        Map<String, Object> model) {
      this(template, title, address, above, model, List.of());
    }
  }

  /** The page as UTF-8. */
  public byte[] write(Page page, PageLanguage language) {
    Map<String, Object> model = new HashMap<>(page.model());
    model.put("lang", language.code());
    model.put("langQuery", "lang=" + language.code());
    model.put("town", town(language));
    List<String> entries = new ArrayList<>(List.of(STYLE));
    entries.addAll(page.entries());
    return templates.write(
        new HtmlPage(page.template(), page.title(), page.address(), page.above(), model, entries),
        language);
  }

  public String town(PageLanguage language) {
    return town.in(language.ofTexts());
  }

  /** The step to the start page, in the language of the page. */
  public HtmlPage.Step start(PageLanguage language) {
    return new HtmlPage.Step(word(language, "title"), "/open?lang=" + language.code());
  }

  public String word(PageLanguage language, String key) {
    return templates.word(language, key);
  }

  /**
   * What the pages call something that data name by a key.
   *
   * @param kind of the keys: "group", "format", "theme", "section"
   * @return the key itself when it has no name
   */
  public String named(PageLanguage language, String kind, String key) {
    return templates
        .findWord(language, kind + "_" + key)
        .orElse(key.isEmpty() ? word(language, "unnamed") : key);
  }

  /** A day in Japan. */
  public static String day(Instant moment, PageLanguage language) {
    return day(moment.atZone(JAPAN).toLocalDate(), language);
  }

  public static String day(LocalDate day, PageLanguage language) {
    return (language == PageLanguage.EN ? ENGLISH_DAY : JAPANESE_DAY).format(day);
  }

  /** A moment in Japan, to the minute. */
  public static String moment(Instant moment, PageLanguage language) {
    return (language == PageLanguage.EN ? ENGLISH_MOMENT : JAPANESE_MOMENT)
        .format(moment.atZone(JAPAN));
  }

  /**
   * What other sites write into their pages to show a map.
   *
   * @param address of the map for frames
   */
  public static String embedCode(String address, String title) {
    return "<iframe src=\"%s\" title=\"%s\" width=\"640\" height=\"480\" loading=\"lazy\" style=\"border:0;max-width:100%%\"></iframe>"
        .formatted(escaped(address), escaped(title));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** A whole number with its thousands apart. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
