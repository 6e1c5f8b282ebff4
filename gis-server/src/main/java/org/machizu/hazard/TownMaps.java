package org.machizu.hazard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.LegalBasis;
import org.machizu.hazard.profile.LegalBasis.Status;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Profiles;
import org.machizu.hazard.profile.Scale;

/**
 * What a town says about its own hazard maps: the file that the setting {@code hazards.maps} names.
 *
 * <pre>{@code
 * maps:
 *   kouzui_l2:                      # short id of a layer
 *     profile: our_flood            # one below, or of the program's; without it the layer is recognised
 *     hazard: flood                 # needed where no profile fits, and for a grid without 浸水深 in its title
 *     scale: largest
 *     title: {ja: 緑川の洪水, easy: 緑川の 洪水, en: Midori river flood}
 *   ponds: ignore                   # is no hazard map, although it looks like one
 * profiles:                         # own names of attributes, in the form of profiles.yaml
 *   - id: our_flood
 *     …
 * }</pre>
 */
public final class TownMaps {
  private static final long MOST_BYTES = 1 << 18;
  private static final int MOST_MAPS = 200;
  private static final int LONGEST_TITLE = 100;
  private static final int MOST_FAULTS = 20;

  private final Map<String, Named> maps;
  private final Profiles profiles;

  /**
   * A layer that the town has named.
   *
   * @param isIgnored whether it is to be taken for no hazard map; all else is empty then
   */
  record Named(
      boolean isIgnored,
      Optional<Profile> profile,
      Optional<Hazard> hazard,
      Optional<Scale> scale,
      Optional<Words> title) {
    private static final Named IGNORED =
        new Named(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private TownMaps(Map<String, Named> maps, Profiles profiles) {
    this.maps = Map.copyOf(maps);
    this.profiles = profiles;
  }

  /** The town has said nothing: layers are recognised by what they are. */
  public static TownMaps none() {
    return new TownMaps(Map.of(), Profiles.standard());
  }

  /**
   * Reads the file.
   *
   * @throws TownMapsException telling everything that is wrong, where, and what is allowed
   */
  public static TownMaps read(Path path) throws TownMapsException {
    List<String> faults = new ArrayList<>();
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new TownMapsException(path, List.of("it has more than " + MOST_BYTES + " bytes"));
      }
      return new Reading(faults).maps(path, Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      throw new TownMapsException(path, List.of("it is no YAML: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new TownMapsException(path, List.of("it cannot be read: " + e));
    }
  }

  /** What the town says of a layer; empty when it says nothing. */
  Optional<Named> find(String layer) {
    return Optional.ofNullable(maps.get(layer));
  }

  /** By which layers are recognised: the town's before the program's. */
  Profiles profiles() {
    return profiles;
  }

  /** On what a map rests that the town has named without a profile. */
  static LegalBasis basis() {
    Sentences sentences = Sentences.shipped();
    return new LegalBasis(
        "town", "", sentences.get("town.name"), Status.REFERENCE, sentences.get("town.text"));
  }

  /** The file, being read; what is wrong is noted, so that all of it is told at once. */
  private record Reading(List<String> faults) {
    private static final Set<String> OF_MAP = Set.of("profile", "hazard", "scale", "title");
    private static final Set<String> OF_FILE = Set.of("maps", "profiles", "lists");

    TownMaps maps(Path path, byte[] bytes) throws IOException, TownMapsException {
      YAMLMapper yaml =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      JsonNode root = yaml.readTree(bytes);
      knows("the file", root, OF_FILE);
      Profiles profiles = profiles(yaml, root);
      Map<String, Named> maps = new HashMap<>();
      JsonNode all = root.path("maps");
      if (all.size() > MOST_MAPS || !all.isObject() && !all.isMissingNode()) {
        faults.add("maps: give at most " + MOST_MAPS + " layers, each under its short id");
      } else {
        all.properties()
            .forEach(entry ->
                maps.put(entry.getKey(), named(entry.getKey(), entry.getValue(), profiles)));
      }
      if (!faults.isEmpty()) {
        throw new TownMapsException(path, faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
      }
      return new TownMaps(maps, profiles);
    }

    private Profiles profiles(YAMLMapper yaml, JsonNode root) {
      ObjectNode own = yaml.createObjectNode();
      own.set(
          "lists",
          root.path("lists").isMissingNode() ? yaml.createObjectNode() : root.path("lists"));
      own.set(
          "profiles",
          root.path("profiles").isMissingNode() ? yaml.createArrayNode() : root.path("profiles"));
      try {
        return Profiles.withOwn(own.toString());
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
        return Profiles.standard();
      }
    }

    private Named named(String layer, JsonNode node, Profiles profiles) {
      String at = "maps." + layer;
      if (!LayerId.isValidName(layer)) {
        faults.add(at + ": '" + layer + "' can be no layer's short id");
      }
      if (node.isTextual() && node.asText().equals("ignore")) {
        return Named.IGNORED;
      }
      if (!node.isObject()) {
        faults.add(at + ": give profile, hazard, scale and title, or the word 'ignore'");
        return Named.IGNORED;
      }
      knows(at, node, OF_MAP);
      Optional<Profile> profile = one(at, node, "profile", profiles::find, "the id of a profile");
      Optional<Hazard> hazard = one(at, node, "hazard", Hazard::find, "one of " + Hazard.words());
      if (profile.isPresent() && hazard.isPresent() && hazard.get() != profile.get().hazard()) {
        faults.add(
            "%s.hazard: the profile '%s' is one of %s"
                .formatted(at, profile.get().id(), profile.get().hazard().word()));
      }
      return new Named(
          false,
          profile,
          hazard,
          one(at, node, "scale", Scale::find, "largest, planned or frequent"),
          title(at, node.path("title")));
    }

    private <T> Optional<T> one(
        String at,
        JsonNode node,
        String member,
        Function<String, Optional<T>> find,
        String allowed) {
      if (!node.has(member)) {
        return Optional.empty();
      }
      Optional<T> found = find.apply(node.path(member).asText());
      if (found.isEmpty()) {
        faults.add(
            "%s.%s: '%s' is not known; give %s"
                .formatted(at, member, node.path(member).asText(), allowed));
      }
      return found;
    }

    private Optional<Words> title(String at, JsonNode node) {
      if (node.isMissingNode()) {
        return Optional.empty();
      }
      @Nullable String ja = text(node.isTextual() ? node : node.path("ja"));
      if (ja == null) {
        faults.add(
            at
                + ".title: give a title of 1 to "
                + LONGEST_TITLE
                + " characters, or ja, easy and en");
        return Optional.empty();
      }
      @Nullable String easy = text(node.path("easy"));
      @Nullable String en = text(node.path("en"));
      return Optional.of(new Words(ja, easy == null ? ja : easy, en == null ? ja : en));
    }

    private static @Nullable String text(JsonNode node) {
      String text = node.isTextual() ? node.asText().strip() : "";
      return text.isEmpty() || text.length() > LONGEST_TITLE ? null : text;
    }

    private void knows(String at, JsonNode node, Set<String> known) {
      node.fieldNames()
          .forEachRemaining(name -> {
            if (!known.contains(name)) {
              faults.add(
                  "%s: '%s' is not known; there are %s"
                      .formatted(at, name, known.stream().sorted().toList()));
            }
          });
    }
  }
}
