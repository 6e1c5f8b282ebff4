package org.machizu.hazard.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.machizu.geo.feature.Schema;

/** The data sets that are known, in the order in which a layer is compared with them. */
public final class Profiles {
  private static final Profiles STANDARD = read();

  private final List<Profile> profiles;

  /**
   * @param profiles those with more marks before those with fewer: the first that fits counts
   */
  public Profiles(List<Profile> profiles) {
    this.profiles = List.copyOf(profiles);
  }

  /** What {@code profiles.yaml} beside this class knows. */
  public static Profiles standard() {
    return STANDARD;
  }

  /**
   * The standard ones with a town's own before them.
   *
   * @param yaml {@code lists} and {@code profiles} in the form of {@code profiles.yaml}, whose
   *     bases and lists they may use
   * @throws IllegalArgumentException when it is no such YAML, naming the place and what is wrong
   */
  public static Profiles withOwn(String yaml) {
    List<Profile> all = new ArrayList<>(ProfileReader.readMore(text(), yaml));
    all.addAll(STANDARD.profiles);
    return new Profiles(all);
  }

  private static Profiles read() {
    return new Profiles(ProfileReader.read(text()));
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(Profiles.class.getResourceAsStream("profiles.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data set of which a layer of this form is; empty when it is of none that is known. */
  public Optional<Profile> recognise(Schema schema) {
    return profiles.stream().filter(profile -> profile.fits(schema)).findFirst();
  }

  /** The profile of that id; empty when there is none. */
  public Optional<Profile> find(String id) {
    return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }

  public List<Profile> list() {
    return profiles;
  }
}
