package org.machizu.hazard.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.LegalBasis.Status;

/** Reads profiles from YAML, whose form {@code profiles.yaml} beside this class shows and tells. */
final class ProfileReader {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Set<String> PARTS =
      Set.of(
          "id",
          "dataset",
          "marks",
          "hazard",
          "extent",
          "basis",
          "scale",
          "depth",
          "lasting",
          "zone",
          "phenomenon",
          "collapse",
          "cause",
          "number");

  private final Map<String, LegalBasis> bases = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> lists = new LinkedHashMap<>();

  private ProfileReader() {}

  /**
   * @throws IllegalArgumentException when it is no such YAML, naming the place and what is wrong
   */
  static List<Profile> read(String yaml) {
    return new ProfileReader().all(tree(yaml));
  }

  /**
   * Further profiles ({@code lists}, {@code profiles}), which may use the bases and lists of the
   * others.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  static List<Profile> readMore(String yaml, String more) {
    ProfileReader reader = new ProfileReader();
    List<Profile> known = reader.all(tree(yaml));
    JsonNode root = tree(more);
    onlyThese(root, Set.of("lists", "profiles"), "profiles");
    reader.takeLists(root);
    List<Profile> own = reader.profiles(root);
    for (Profile profile : own) {
      if (known.stream().anyMatch(other -> other.id().equals(profile.id()))) {
        throw wrong(profile.id(), "is the id of a profile that comes with the program");
      }
    }
    return own;
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the profiles are no YAML: " + e.getOriginalMessage(), e);
    }
  }

  private List<Profile> all(JsonNode root) {
    onlyThese(root, Set.of("reference", "bases", "lists", "profiles"), "profiles");
    Words reference = words(root.path("reference"), "reference");
    root.path("bases")
        .properties()
        .forEach(entry -> bases.put(entry.getKey(), basis(entry, reference)));
    takeLists(root);
    return profiles(root);
  }

  private void takeLists(JsonNode root) {
    root.path("lists")
        .properties()
        .forEach(entry -> {
          Map<String, String> list = new LinkedHashMap<>();
          entry
              .getValue()
              .properties()
              .forEach(code -> list.put(code.getKey(), code.getValue().asText()));
          lists.put(entry.getKey(), list);
        });
  }

  private List<Profile> profiles(JsonNode root) {
    List<Profile> profiles = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : root.path("profiles")) {
      Profile profile = profile(node);
      if (!ids.add(profile.id())) {
        throw wrong(profile.id(), "stands twice");
      }
      profiles.add(profile);
    }
    return profiles;
  }

  private static LegalBasis basis(Map.Entry<String, JsonNode> entry, Words reference) {
    String at = "bases." + entry.getKey();
    JsonNode node = entry.getValue();
    onlyThese(node, Set.of("basis", "name", "status", "text"), at);
    Words text = words(node.path("text"), at + ".text");
    return new LegalBasis(
        entry.getKey(),
        text(node, "basis", at),
        words(node.path("name"), at + ".name"),
        pick(Status.values(), Status::word, text(node, "status", at), at),
        new Words(
            text.ja() + reference.ja(),
            text.easy() + " " + reference.easy(),
            text.en() + " " + reference.en()));
  }

  private Profile profile(JsonNode node) {
    String id = text(node, "id", "profiles");
    onlyThese(node, PARTS, id);
    Set<String> marks = new LinkedHashSet<>(texts(node.path("marks")));
    if (marks.isEmpty()) {
      throw wrong(id, "has no marks, so that every layer would be of it");
    }
    Codes<LegalBasis> basis = codes(node.path("basis"), this::legal, false, id + ".basis");
    LegalBasis usual = basis.always();
    if (usual == null) {
      throw wrong(id + ".basis", "needs what counts without a code, as 'otherwise'");
    }
    return new Profile(
        id,
        words(node.path("dataset"), id + ".dataset"),
        Hazard.find(text(node, "hazard", id))
            .orElseThrow(() -> wrong(id + ".hazard", "is none of " + Hazard.words())),
        node.has("extent")
            ? Extent.valueOf(text(node, "extent", id).toUpperCase(Locale.ROOT))
            : Extent.ZONE,
        marks,
        new Profile.Rules(
            basis,
            usual,
            codes(
                node.path("scale"),
                word -> pick(Scale.values(), Scale::word, word, id),
                true,
                id + ".scale"),
            depth(node.path("depth"), id + ".depth"),
            lasting(node.path("lasting"), id + ".lasting"),
            codes(
                node.path("zone"),
                word -> pick(Zone.values(), Zone::word, word, id),
                true,
                id + ".zone"),
            codes(
                node.path("phenomenon"),
                word -> pick(Phenomenon.values(), Phenomenon::word, word, id),
                true,
                id + ".phenomenon"),
            codes(
                node.path("collapse"),
                word -> pick(Collapse.values(), Collapse::word, word, id),
                true,
                id + ".collapse"),
            texts(node.path("cause")),
            texts(node.path("number"))));
  }

  private LegalBasis legal(String id) {
    LegalBasis basis = bases.get(id);
    if (basis == null) {
      throw wrong(id, "is no basis; there are " + bases.keySet());
    }
    return basis;
  }

  private @Nullable DepthRule depth(JsonNode node, String at) {
    if (node.isMissingNode()) {
      return null;
    }
    onlyThese(node, Set.of("from", "to", "number", "text", "code", "list", "instead"), at);
    return new DepthRule(
        maybe(node, "from"),
        maybe(node, "to"),
        maybe(node, "number"),
        texts(node.path("text")),
        listed(node, at, RangeText::metres, Depth::new),
        texts(node.path("instead")));
  }

  private @Nullable LastingRule lasting(JsonNode node, String at) {
    if (node.isMissingNode()) {
      return null;
    }
    onlyThese(node, Set.of("text", "hours", "code", "list"), at);
    return new LastingRule(
        maybe(node, "text"),
        maybe(node, "hours"),
        listed(node, at, RangeText::hours, Lasting::new));
  }

  /** Makes a class of its bounds and words. */
  private interface Maker<T> {
    T make(double from, @Nullable Double to, String label);
  }

  private <T> @Nullable Codes<T> listed(
      JsonNode node,
      String at,
      Function<String, java.util.Optional<RangeText>> read,
      Maker<T> maker) {
    String attribute = maybe(node, "code");
    if (attribute == null) {
      return null;
    }
    Map<String, String> list = lists.get(text(node, "list", at));
    if (list == null) {
      throw wrong(at + ".list", "is none of " + lists.keySet());
    }
    Map<String, T> meanings = new LinkedHashMap<>();
    list.forEach((code, label) -> {
      RangeText range = read.apply(label).orElseThrow(() -> wrong(at, "cannot be read: " + label));
      meanings.put(code, maker.make(range.from(), range.to(), label));
    });
    return Codes.of(attribute, meanings, null, true);
  }

  /** A word for every feature, or {@code attribute}, {@code codes} and maybe {@code otherwise}. */
  private static <T> Codes<T> codes(
      JsonNode node, Function<String, T> meaning, boolean needed, String at) {
    if (node.isMissingNode()) {
      return Codes.always(null);
    }
    if (node.isTextual()) {
      return Codes.always(meaning.apply(node.asText()));
    }
    onlyThese(node, Set.of("attribute", "codes", "otherwise"), at);
    Map<String, T> meanings = new LinkedHashMap<>();
    node.path("codes")
        .properties()
        .forEach(code -> meanings.put(code.getKey(), meaning.apply(code.getValue().asText())));
    String otherwise = maybe(node, "otherwise");
    return Codes.of(
        text(node, "attribute", at),
        meanings,
        otherwise == null ? null : meaning.apply(otherwise),
        needed);
  }

  private static <T> T pick(T[] all, Function<T, String> word, String wanted, String at) {
    for (T one : all) {
      if (word.apply(one).equals(wanted)) {
        return one;
      }
    }
    throw wrong(at, "does not know '%s'".formatted(wanted));
  }

  private static Words words(JsonNode node, String at) {
    return new Words(text(node, "ja", at), text(node, "easy", at), text(node, "en", at));
  }

  private static String text(JsonNode node, String member, String at) {
    String text = maybe(node, member);
    if (text == null) {
      throw wrong(at + "." + member, "is missing");
    }
    return text;
  }

  private static @Nullable String maybe(JsonNode node, String member) {
    return node.hasNonNull(member) ? node.get(member).asText() : null;
  }

  /** One text or a list of them. */
  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(one -> texts.add(one.asText()));
    return List.copyOf(texts);
  }

  private static void onlyThese(JsonNode node, Set<String> known, String at) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw wrong(at + "." + name, "is not known; there are " + known);
          }
        });
  }

  private static IllegalArgumentException wrong(String at, String what) {
    return new IllegalArgumentException("profiles: '%s' %s".formatted(at, what));
  }
}
