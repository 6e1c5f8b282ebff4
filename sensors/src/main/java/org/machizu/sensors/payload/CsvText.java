package org.machizu.sensors.payload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Rows of a table, each as an object with the columns' names. */
final class CsvText {
  private static final ObjectReader ROWS =
      new CsvMapper()
          .readerFor(String[].class)
          .with(CsvParser.Feature.WRAP_AS_ARRAY)
          .with(CsvParser.Feature.SKIP_EMPTY_LINES);

  private CsvText() {}

  static MessageTree read(String text, Form.Csv form) throws UnusableException {
    List<String[]> rows = rows(text, form.separator());
    List<String> names = new ArrayList<>();
    if (form.header() && !rows.isEmpty()) {
      for (String name : rows.removeFirst()) {
        names.add(name.strip());
      }
      if (new HashSet<>(names).size() < names.size()) {
        throw new UnusableException(
            Reason.CSV_BROKEN,
            "two columns have one name in " + UnusableException.quoted(names.toString()));
      }
    } else if (!rows.isEmpty()) {
      for (int i = 1; i <= rows.getFirst().length; i++) {
        names.add(String.valueOf(i));
      }
    }
    List<JsonNode> elements = new ArrayList<>();
    List<UnusableException> broken = new ArrayList<>();
    for (String[] row : MessageTree.bounded(rows)) {
      if (row.length == names.size()) {
        elements.add(named(row, names));
      } else {
        broken.add(
            new UnusableException(
                Reason.CSV_BROKEN,
                "the row %s has %d columns, not %d"
                    .formatted(
                        UnusableException.quoted(
                            String.join(String.valueOf(form.separator()), row)),
                        row.length,
                        names.size())));
      }
    }
    return new MessageTree(JsonNodeFactory.instance.nullNode(), elements, broken);
  }

  private static ObjectNode named(String[] row, List<String> names) {
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.length; i++) {
      element.put(names.get(i), row[i]);
    }
    return element;
  }

  private static List<String[]> rows(String text, char separator) throws UnusableException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
    List<String[]> rows = new ArrayList<>();
    try (MappingIterator<String[]> read = ROWS.with(schema).readValues(text)) {
      while (read.hasNextValue()) {
        rows.add(read.nextValue());
      }
    } catch (JacksonException broken) {
      throw new UnusableException(
          Reason.CSV_BROKEN, "not CSV: " + UnusableException.quoted(broken.getOriginalMessage()));
    } catch (IOException fromText) {
      throw new UncheckedIOException(fromText); // a String has no disk behind it
    }
    return rows;
  }
}
