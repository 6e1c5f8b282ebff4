package org.machizu.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The words of a folder of templates in one language. */
final class PageWords {
  private PageWords() {}

  /**
   * @param folder on the class path, with {@code words_ja.properties} and its like
   * @return words by key
   * @throws IllegalStateException when the folder has no words in the language
   */
  static Map<String, String> read(String folder, PageLanguage language) {
    String file = folder + "/words_" + language.code() + ".properties";
    try (InputStream in = PageWords.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there are no words at " + file);
      }
      Properties properties = new Properties();
      Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      properties.load(text);
      Map<String, String> words = new HashMap<>();
      properties.forEach((key, word) -> words.put((String) key, (String) word));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
