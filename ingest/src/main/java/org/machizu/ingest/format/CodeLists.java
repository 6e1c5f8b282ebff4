package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The code lists of a CityGML data set (GML simple dictionaries: a code in {@code gml:name}, its
 * words in {@code gml:description}), read when they are first asked for. A list is found by its
 * file's name among those that came along; the path that the file gives is not followed. Lists that
 * are the same for every town are known without.
 */
final class CodeLists {
  private static final long LARGEST_BYTES = 16 << 20;
  private static final int MOST_CODES = 20_000;
  private static final int MOST_LISTS = 200;
  private static final int LONGEST = 1_000;
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_.-]{1,120}\\.xml");

  private final CityGmlFiles files;
  private final Map<String, Optional<Map<String, String>>> byFile = new HashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private int found;

  CodeLists(CityGmlFiles files) {
    this.files = files;
  }

  /** Lists that came along and were used. */
  int found() {
    return found;
  }

  /** Names of lists that neither came along nor are known, in the order in which they were met. */
  Set<String> missing() {
    return missing;
  }

  /** Whether the words of a list's codes are known. */
  boolean has(String codeSpace) throws IOException, FormatException {
    String file = fileOf(codeSpace);
    return list(file).isPresent() || CityGmlWords.hasList(nameOf(file));
  }

  /** The words of a code; empty when the list, or the code in it, is not known. */
  Optional<String> find(String codeSpace, String code) throws IOException, FormatException {
    String file = fileOf(codeSpace);
    Optional<Map<String, String>> list = list(file);
    if (list.isPresent()) {
      return Optional.ofNullable(list.get().get(code));
    }
    return CityGmlWords.find(nameOf(file), code);
  }

  private static String fileOf(String codeSpace) {
    String path = codeSpace.strip().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String nameOf(String file) {
    return file.endsWith(".xml") ? file.substring(0, file.length() - 4) : file;
  }

  private Optional<Map<String, String>> list(String file) throws IOException, FormatException {
    Optional<Map<String, String>> known = byFile.get(file);
    if (known != null) {
      return known;
    }
    if (byFile.size() >= MOST_LISTS) {
      return Optional.empty(); // no data set has so many; its codes stay codes
    }
    Path path = FILE.matcher(file).matches() ? files.findCodeList(file).orElse(null) : null;
    Optional<Map<String, String>> read = path == null ? Optional.empty() : read(path, file);
    if (read.isPresent()) {
      found++;
    } else if (!CityGmlWords.hasList(nameOf(file))) {
      missing.add(nameOf(file));
    }
    byFile.put(file, read);
    return read;
  }

  private static Optional<Map<String, String>> read(Path path, String file)
      throws IOException, FormatException {
    if (Files.size(path) > LARGEST_BYTES) {
      throw new FormatException(
          "code-list-too-large",
          "the code list %s has more than %d MB".formatted(file, LARGEST_BYTES >> 20),
          "Take it out of the folder; its values stay codes then.");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return Optional.of(CityGmlParser.XML.guarded(() -> codes(CityGmlParser.XML.open(in))));
    } catch (FormatException e) {
      throw new FormatException(e.code(), "code list " + file + ": " + e.getMessage(), e.advice());
    }
  }

  private static Map<String, String> codes(XMLStreamReader xml)
      throws XMLStreamException, FormatException {
    Map<String, String> codes = new HashMap<>();
    String words = null;
    String code = null;
    while (xml.hasNext()) {
      int event = CityGmlParser.next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "Definition" -> {
            words = null;
            code = null;
          }
          case "description" -> words = text(xml);
          case "name" -> code = text(xml);
          default -> {
            // entries and what else holds definitions
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("Definition")
          && code != null
          && words != null
          && codes.size() < MOST_CODES) {
        codes.putIfAbsent(code, words);
      }
    }
    return codes;
  }

  /** The text of the element at whose start the reader stands; null when it has none. */
  private static @Nullable String text(XMLStreamReader xml)
      throws XMLStreamException, FormatException {
    StringBuilder text = new StringBuilder();
    for (int open = 1; open > 0; ) {
      switch (CityGmlParser.next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> open++;
        case XMLStreamConstants.END_ELEMENT -> open--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < LONGEST) {
            text.append(xml.getText());
          }
        }
        default -> {
          // comments
        }
      }
    }
    String stripped = text.toString().strip();
    return stripped.isEmpty() || stripped.length() > LONGEST ? null : stripped;
  }
}
