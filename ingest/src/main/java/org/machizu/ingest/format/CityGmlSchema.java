package org.machizu.ingest.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;

/**
 * The attributes of the city objects of a layer, found by looking through all of them. A code has
 * two: itself, and under its name with {@code _label} the words of its list, where that is known.
 *
 * <p>Rates (容積率, 建蔽率) stand in the files as fractions, 2 for 200 %; they become per cent.
 */
final class CityGmlSchema {
  static final String ID = "gml_id";
  static final String TYPE = "type";
  static final String LABEL = "_label";

  private static final List<String> RATES = List.of("floorAreaRate", "buildingCoverageRate");

  /** No ground has a floor area ratio of 2,000 %: such a number is per cent already. */
  private static final double LARGEST_FRACTION = 20;

  /** One attribute of the file, as it was met. */
  private static final class Column {
    private final ColumnScan scan = new ColumnScan();
    private @Nullable String codeSpace;
    private @Nullable String unit;
    private boolean isMixed;

    /** Numbers are REAL, so that no file of a data set has another form than its neighbours. */
    AttributeType type() {
      AttributeType found = isMixed ? AttributeType.TEXT : scan.type();
      return found == AttributeType.INTEGER ? AttributeType.REAL : found;
    }
  }

  private final ReadLimits limits;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private long rows;

  CityGmlSchema(ReadLimits limits) {
    this.limits = limits;
  }

  /** City objects seen. */
  long rows() {
    return rows;
  }

  /** How many of which kind, as "81 SedimentDisasterProneArea". */
  String kinds() {
    return String.join(
        ", ",
        kinds.entrySet().stream()
            .limit(10)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .toList());
  }

  void see(CityObject object) throws FormatException {
    if (++rows > limits.maxRows()) {
      throw new FormatException(
          "too-many-rows",
          "the file has more than %d city objects".formatted(limits.maxRows()),
          "Split the file.");
    }
    kinds.merge(object.type(), 1, Integer::sum);
    for (Map.Entry<String, CityObject.Leaf> entry : object.leaves().entrySet()) {
      see(entry.getKey(), entry.getValue());
    }
  }

  private void see(String name, CityObject.Leaf leaf) throws FormatException {
    Column column = columns.get(name);
    if (column == null) {
      if (2 * columns.size() + 2 >= limits.maxAttributes()) {
        throw new FormatException(
            "too-many-attributes",
            "the file has more than %d different attributes".formatted(limits.maxAttributes() / 2),
            "Leave out the attributes that are not needed.");
      }
      column = new Column();
      column.codeSpace = leaf.codeSpace();
      column.unit = leaf.unit();
      columns.put(name, column);
    }
    column.isMixed |= !Objects.equals(column.unit, leaf.unit());
    if (leaf.codeSpace() != null) {
      column.codeSpace = leaf.codeSpace();
      column.scan.seeOther(); // a code is a text, also where it looks like a number
    } else if (leaf.unit() != null || RATES.contains(name)) {
      column.scan.seeCell(leaf.text());
    } else {
      column.scan.seeText(leaf.text());
    }
  }

  /** The form of the layer's rows. */
  Rows rows(CodeLists lists, ReadOptions options, Consumer<Problem> problems)
      throws IOException, FormatException {
    List<Planned> planned = new ArrayList<>();
    planned.add(new Planned(ID, AttributeType.TEXT, null));
    planned.add(new Planned(TYPE, AttributeType.TEXT, null));
    for (Map.Entry<String, Column> entry : columns.entrySet()) {
      String name = entry.getKey();
      Column column = entry.getValue();
      AttributeType type = column.type();
      String unit = RATES.contains(name) ? "%" : shown(column.unit);
      planned.add(new Planned(name, type, type == AttributeType.REAL ? unit : null));
      if (column.codeSpace != null && lists.has(column.codeSpace)) {
        planned.add(new Planned(name + LABEL, AttributeType.TEXT, null));
      }
    }
    List<String> inFile = planned.stream().map(Planned::name).toList();
    List<String> names = ColumnNames.attributeNames(inFile, options.columns(), problems);
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Planned each = planned.get(i);
      attributes.add(
          new Attribute(
              names.get(i),
              each.type(),
              titleOf(each.name()),
              each.unit(),
              AttributeVisibility.OPEN));
    }
    return new Rows(new Schema(GeometryType.POLYGON, attributes), inFile, lists, problems);
  }

  private record Planned(String name, AttributeType type, @Nullable String unit) {}

  /** A code and its words have the same title. */
  private static LocalizedText titleOf(String name) {
    return CityGmlWords.title(
        name.endsWith(LABEL) ? name.substring(0, name.length() - LABEL.length()) : name);
  }

  private static @Nullable String shown(@Nullable String unit) {
    return unit == null || unit.length() > 20 ? null : unit.equals("hour") ? "時間" : unit;
  }

  /** Makes attributes of city objects. */
  static final class Rows {
    private final Schema schema;
    private final List<String> inFile;
    private final CodeLists lists;
    private final Consumer<Problem> problems;
    private boolean toldRate;

    private Rows(Schema schema, List<String> inFile, CodeLists lists, Consumer<Problem> problems) {
      this.schema = schema;
      this.inFile = List.copyOf(inFile);
      this.lists = lists;
      this.problems = problems;
    }

    Schema schema() {
      return schema;
    }

    /**
     * @param number of the row, for what is told of it
     */
    Attributes of(CityObject object, long number) throws IOException, FormatException {
      @Nullable Object[] values = new @Nullable Object[schema.size()];
      values[0] = object.id();
      values[1] = object.type();
      for (int i = 2; i < values.length; i++) {
        String name = inFile.get(i);
        AttributeType type = schema.attributes().get(i).type();
        CityObject.Leaf leaf = object.leaves().get(name);
        if (leaf != null) {
          Object value = ColumnScan.convert(leaf.text(), type);
          values[i] =
              RATES.contains(name) && value instanceof Double rate
                  ? perCent(name, rate, object, number)
                  : value;
        } else if (name.endsWith(LABEL)) {
          values[i] = words(object.leaves().get(name.substring(0, name.length() - LABEL.length())));
        }
      }
      return Attributes.of(schema, values);
    }

    /** Per cent of a fraction, without what binary numbers add to it. */
    private Double perCent(String name, double rate, CityObject object, long number) {
      if (rate <= LARGEST_FRACTION) {
        return Math.round(rate * 1e8) / 1e6;
      }
      if (!toldRate) {
        toldRate = true;
        problems.accept(
            new Problem(
                Problem.Severity.NOTE,
                number,
                object.id(),
                name,
                "rate-not-fraction",
                "%s is %s, which is no fraction; it was taken for per cent".formatted(name, rate),
                "Look whether the rates of this file are right."));
      }
      return rate;
    }

    private @Nullable String words(CityObject.@Nullable Leaf leaf)
        throws IOException, FormatException {
      String codeSpace = leaf == null ? null : leaf.codeSpace();
      if (leaf == null || codeSpace == null) {
        return null;
      }
      List<String> words = new ArrayList<>();
      for (String code : leaf.text().split(";", -1)) {
        Optional<String> known = lists.find(codeSpace, code.strip());
        if (known.isEmpty()) {
          return null;
        }
        words.add(known.get());
      }
      return String.join("、", words);
    }
  }
}
