package org.machizu.permits.checklist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Words;
import org.machizu.permits.checklist.Checklist.Group;
import org.machizu.permits.checklist.Checklist.SiteWords;
import org.machizu.permits.checklist.ChecklistException.Fault;

/** Reads a checklist's YAML, whose form {@code checklist.yaml} beside this class shows. */
public final class ChecklistReader {
  /** The largest YAML that is read, in characters. */
  public static final int LONGEST = 1 << 18;

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final double FARTHEST_M = 1_000;

  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Department> departments = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();

  private ChecklistReader() {}

  /**
   * Reads a checklist.
   *
   * @throws ChecklistException with everything that is wrong, each with its place
   */
  public static Checklist read(String yaml) throws ChecklistException {
    return new ChecklistReader().checklist(tree(yaml));
  }

  private static JsonNode tree(String yaml) throws ChecklistException {
    if (yaml.length() > LONGEST) {
      throw new ChecklistException(
          List.of(
              Fault.of(
                  "",
                  "%d文字あります。読めるのは%d文字までです",
                  "it has %d characters; at most %d are read",
                  yaml.length(),
                  LONGEST)));
    }
    try {
      return YAML.readTree(yaml);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new ChecklistException(
          List.of(
              Fault.of(
                  at == null ? "" : "line " + at.getLineNr(),
                  "YAMLとして読めません（%s）",
                  "it is no YAML: %s",
                  e.getOriginalMessage())));
    }
  }

  private Checklist checklist(JsonNode tree) throws ChecklistException {
    Entry root = new Entry(tree, "", faults);
    root.allow(Set.of("site", "toleranceM", "departments", "texts", "groups", "papers"));
    root.named("departments")
        .forEach((id, entry) -> {
          entry.allow(Set.of("name", "phone"));
          departments.put(
              id, new Department(id, entry.words("name"), entry.maybe("phone").orElse("")));
        });
    if (departments.isEmpty()) {
      root.wrong(
          "departments",
          "ありません。name と phone のある課を一つ以上書いてください",
          "it is missing; give at least one, with name and phone");
    }
    Line.Texts texts = texts(root.child("texts"), Optional.empty());
    List<Group> groups = new ArrayList<>();
    for (Entry entry : root.children("groups")) {
      groups.add(group(entry, texts));
    }
    SiteWords site = site(root.child("site"));
    double toleranceM = root.number("toleranceM", 0, FARTHEST_M);
    PaperTerms papers = root.has("papers") ? papers(root.child("papers")) : PaperTerms.DEFAULT;
    if (!faults.isEmpty()) {
      throw new ChecklistException(faults);
    }
    return new Checklist(site, toleranceM, groups, papers);
  }

  private PaperTerms papers(Entry entry) {
    entry.allow(
        Set.of("title", "issuer", "department", "feeYen", "copyFeeYen", "payment", "map", "notes"));
    return new PaperTerms(
        entry.maybeWords("title").orElse(PaperTerms.DEFAULT.title()),
        entry.maybeWords("issuer"),
        entry.has("department") ? Optional.of(department(entry)) : Optional.empty(),
        yen(entry, "feeYen"),
        yen(entry, "copyFeeYen"),
        payment(entry),
        mapLayers(entry),
        entry.listOfWords("notes"));
  }

  private static List<String> mapLayers(Entry entry) {
    List<String> names = entry.texts("map");
    names.stream()
        .filter(name -> !LayerId.isValidName(name))
        .forEach(
            name -> entry.wrong("map", "'%s' はレイヤのIDになりません", "'%s' can be no layer's id", name));
    return names;
  }

  private static int yen(Entry entry, String member) {
    double yen = entry.maybeNumber(member, 0, PaperTerms.MOST_YEN).orElse(0);
    if (yen != Math.rint(yen)) {
      entry.wrong(member, "円は整数で書いてください（今は %s）", "yen have no fractions, but it is %s", yen);
    }
    return (int) yen;
  }

  private static PaperTerms.Payment payment(Entry entry) {
    String word = entry.maybe("payment").orElse("after");
    return switch (word) {
      case "after" -> PaperTerms.Payment.AFTER;
      case "before" -> PaperTerms.Payment.BEFORE;
      default -> {
        entry.wrong(
            "payment",
            "after（先に印刷し、窓口で払う）か before（払ってから印刷する）にしてください（今は '%s'）",
            "it has to be after (printed at once, paid at the desk) or before (printed when paid),"
                + " but is '%s'",
            word);
        yield PaperTerms.Payment.AFTER;
      }
    };
  }

  private SiteWords site(Entry entry) {
    entry.allow(Set.of("layer", "number", "address", "accuracy", "accuraciesM"));
    List<String> address = entry.texts("address");
    if (address.isEmpty()) {
      entry.wrong(
          "address",
          "ありません。所在を表す属性を並べてください",
          "it is missing; give the attributes that make a lot's address");
    }
    return new SiteWords(
        layer(entry, "layer"),
        entry.text("number"),
        address,
        entry.maybe("accuracy"),
        entry.numbers("accuraciesM", 0, FARTHEST_M));
  }

  private Group group(Entry entry, Line.Texts usual) {
    entry.allow(Set.of("id", "title", "lines"));
    List<Line> lines = new ArrayList<>();
    for (Entry line : entry.children("lines")) {
      lines.add(line(line, usual));
    }
    return new Group(id(entry), entry.words("title"), lines);
  }

  private Line line(Entry entry, Line.Texts usual) {
    Rules rules = new Rules(entry);
    Rule rule = rules.rule();
    return new Line(
        id(entry),
        entry.words("title"),
        entry.text("basis"),
        rule,
        texts(entry.child("texts"), Optional.of(usual)),
        department(entry),
        entry.maybeNumber("toleranceM", 0, FARTHEST_M),
        entry.truth("certified", false));
  }

  private Department department(Entry entry) {
    String id = entry.text("department");
    Department found = departments.get(id);
    if (found == null) {
      if (entry.has("department")) {
        entry.wrong(
            "department",
            "課 '%s' はありません。書けるのは %s です",
            "there is no department '%s'; there are %s",
            id,
            departments.keySet());
      }
      return new Department(id, Words.same("?"), "");
    }
    return found;
  }

  /** Groups and lines alike, so that a link to one of them is clear. */
  private String id(Entry entry) {
    String id = entry.text("id");
    if (entry.has("id") && !id.matches("[a-z][a-z0-9_]{0,39}")) {
      entry.wrong(
          "id",
          "英小文字で始まる、英小文字・数字・_ の40文字までにしてください（今は '%s'）",
          "it has to be 1 to 40 of a-z, 0-9 and _, but is '%s'",
          id);
    } else if (entry.has("id") && !ids.add(id)) {
      entry.wrong("id", "'%s' が二つあります", "'%s' is there twice", id);
    }
    return id;
  }

  private static Line.Texts texts(Entry entry, Optional<Line.Texts> usual) {
    entry.allow(Set.of("in", "out", "near", "unknown"));
    return new Line.Texts(
        words(entry, "in", usual.map(Line.Texts::in)),
        words(entry, "out", usual.map(Line.Texts::out)),
        words(entry, "near", usual.map(Line.Texts::near)),
        words(entry, "unknown", usual.map(Line.Texts::unknown)));
  }

  private static Words words(Entry entry, String name, Optional<Words> usual) {
    return usual.isEmpty() ? entry.words(name) : entry.maybeWords(name).orElse(usual.get());
  }

  /** A layer's short id. */
  static String layer(Entry entry, String member) {
    String name = entry.text(member);
    if (entry.has(member) && !LayerId.isValidName(name)) {
      entry.wrong(member, "'%s' はレイヤのIDになりません", "'%s' can be no layer's id", name);
    }
    return name;
  }
}
