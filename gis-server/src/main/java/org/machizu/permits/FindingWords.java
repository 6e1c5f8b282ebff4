package org.machizu.permits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Provenance;
import org.machizu.permits.checklist.Department;
import org.machizu.permits.checklist.Line;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Named;

/** A finding in the words of a paper, line by line. */
final class FindingWords {
  /** A paper names so many features of a line; the answer behind it has all of them. */
  private static final int MOST_NAMED = 8;

  private final Finding finding;
  private final PaperWords words;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();

  FindingWords(Finding finding, PaperWords words) {
    this.finding = finding;
    this.words = words;
    finding
        .source()
        .map(source -> source.layer().schema().attributes())
        .orElse(List.of())
        .forEach(attribute -> attributes.put(attribute.name(), attribute));
  }

  String title() {
    return finding.line().title().in(words.language());
  }

  String result() {
    return words.say("result." + finding.result().word());
  }

  String status() {
    return words.say(finding.line().certified() ? "certified" : "reference");
  }

  /** What it means, what holds, and the features it rests on. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    String text = finding.text().in(words.language());
    lines.add(text);
    finding
        .remark()
        .map(remark -> "remark." + remark.code())
        .filter(words::has)
        .map(words::say)
        .filter(remark -> !remark.equals(text))
        .ifPresent(lines::add);
    List<String> values = new ArrayList<>();
    for (String name : finding.line().rule().show()) {
      Object value = finding.values().get(name);
      if (value != null) {
        values.add(named(name, value));
      }
    }
    finding
        .values()
        .forEach((name, value) -> {
          if (value instanceof Number number && words.has("measure." + name)) {
            values.add(measured(name, number.doubleValue()));
          }
        });
    if (!values.isEmpty()) {
      lines.add(String.join(words.say("between"), values));
    }
    // Of one feature everything stands there already.
    if (finding.named().size() != 1 || values.isEmpty()) {
      finding.named().stream().limit(MOST_NAMED).map(this::line).forEach(lines::add);
    }
    if (finding.named().size() > MOST_NAMED) {
      lines.add(words.say("more", finding.named().size() - MOST_NAMED));
    }
    return lines;
  }

  private String line(Named named) {
    List<String> parts = new ArrayList<>();
    for (String name : finding.line().rule().show()) {
      Object value = named.feature().get(name);
      if (value != null && !value.toString().equals(named.label())) {
        parts.add(named(name, value));
      }
    }
    named.measures().entrySet().stream()
        .filter(measure -> !measure.getKey().equals("distanceM") || measure.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(measure -> parts.add(measured(measure.getKey(), measure.getValue())));
    String label =
        named.certain() ? named.label() : named.label() + "（" + words.say("doubtful") + "）";
    return parts.isEmpty()
        ? "・" + label
        : "・" + label + "：" + String.join(words.say("between"), parts);
  }

  private String named(String name, Object value) {
    Attribute attribute = attributes.get(name);
    return attribute == null
        ? name + " " + words.value(value, null)
        : words.of(attribute.title()) + " " + words.value(value, attribute.unit());
  }

  private String measured(String name, double value) {
    return words.say("measure." + name) + " " + words.measure(name, value);
  }

  /** By what law, from which data, how exact, and whom to ask. */
  List<String> ground() {
    Line line = finding.line();
    List<String> lines = new ArrayList<>();
    lines.add(words.say("basis", line.basis()));
    finding
        .source()
        .ifPresent(source -> {
          lines.add(words.say("source", source(source)));
          if (finding.toleranceM() > 0) {
            lines.add(words.say("tolerance", words.number(finding.toleranceM())));
          }
        });
    lines.add(words.say("desk", desk(line.department())));
    return lines;
  }

  private String source(Finding.Source source) {
    Layer layer = source.layer();
    Provenance from = layer.provenance();
    List<String> parts = new ArrayList<>();
    parts.add(words.of(layer.title()));
    Optional.ofNullable(from.date()).ifPresent(date -> parts.add(words.say("source.date", date)));
    Optional.ofNullable(from.accuracyM())
        .ifPresent(metres -> parts.add(words.say("source.accuracy", words.number(metres))));
    parts.add(words.say("source.revision", source.revision().number()));
    return String.join(words.say("between"), parts);
  }

  private String desk(Department department) {
    String name = department.name().in(words.language());
    return department.phone().isEmpty() ? name : name + " " + department.phone();
  }
}
