package org.machizu.html;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheNotFoundException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The templates of a feature, each a whole page: it begins with <code>{{&lt;frame}}{{$main}}</code>
 * and ends with <code>{{/main}}{{/frame}}</code>. In a template <code>{{t.key}}</code> is a word of
 * the page's language, everything else comes from the page's model. Safe for use by many threads.
 */
public final class PageTemplates {
  private static final String FRAME_FOLDER = "/org/machizu/html";
  private static final String FRAME_STYLE = "src/document/document.css";

  private final DefaultMustacheFactory factory;
  private final Map<PageLanguage, Map<String, String>> words = new EnumMap<>(PageLanguage.class);
  private final BuiltAssets assets;

  /**
   * @param folder of the feature's templates and words, on the class path: {@code
   *     /org/machizu/ogc/pages}
   * @param web folder of the built pages, on the class path
   * @throws IllegalStateException when the folder lacks words in a language
   */
  public PageTemplates(String folder, String web) {
    assets = BuiltAssets.of(web);
    for (PageLanguage language : PageLanguage.values()) {
      Map<String, String> all = new HashMap<>(PageWords.read(FRAME_FOLDER, language));
      all.putAll(PageWords.read(folder, language));
      words.put(language, Map.copyOf(all));
    }
    factory =
        new DefaultMustacheFactory(name -> {
          String file = name.endsWith(".mustache") ? name : name + ".mustache";
          InputStream in = PageTemplates.class.getResourceAsStream(folder + "/" + file);
          InputStream found =
              in != null ? in : PageTemplates.class.getResourceAsStream(FRAME_FOLDER + "/" + file);
          if (found == null) {
            throw new MustacheNotFoundException(name);
          }
          return new InputStreamReader(found, StandardCharsets.UTF_8);
        });
  }

  /** A word of the feature, for titles and what a model says. */
  public String word(PageLanguage language, String key) {
    return findWord(language, key)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no word '" + key + "' in " + language));
  }

  /** As {@link #word}, for keys that come from data; empty when there is none. */
  public Optional<String> findWord(PageLanguage language, String key) {
    return Optional.ofNullable(words.getOrDefault(language, Map.of()).get(key));
  }

  /**
   * The page's HTML, as UTF-8.
   *
   * @throws com.github.mustachejava.MustacheException when there is no such template
   */
  public byte[] write(HtmlPage page, PageLanguage language) {
    Map<String, Object> model = new HashMap<>(page.model());
    model.put("t", words.getOrDefault(language, Map.of()));
    model.put("frame", frame(page, language));
    Mustache template = factory.compile(page.template());
    StringWriter text = new StringWriter();
    template.execute(text, model);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> frame(HtmlPage page, PageLanguage language) {
    List<String> entries = new ArrayList<>(List.of(FRAME_STYLE));
    entries.addAll(page.entries());
    return Map.of(
        "title", page.title(),
        "lang", language.ofTexts(),
        "languages", languages(page.address(), language),
        "trail", page.trail(),
        "styles", distinct(entries.stream().flatMap(entry -> assets.styles(entry).stream())),
        "scripts", distinct(entries.stream().flatMap(entry -> assets.scripts(entry).stream())));
  }

  private static List<String> distinct(Stream<String> addresses) {
    return addresses.distinct().toList();
  }

  private static List<Map<String, Object>> languages(String address, PageLanguage current) {
    String and = address.contains("?") ? "&" : "?";
    return Arrays.stream(PageLanguage.values())
        .map(language ->
            Map.<String, Object>of(
                "name",
                language.ownName(),
                "lang",
                language.ofTexts(),
                "href",
                address + and + "lang=" + language.code(),
                "current",
                language == current))
        .toList();
  }
}
