package org.machizu.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the settings of the OpenID provider. */
final class OpenIdReader {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:./-]{1,100}");
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final int LONGEST = 200;
  private static final String ISSUER = "oidc.issuer";
  private static final String CLIENT = "oidc.clientId";
  private static final String ADDRESS =
      "an address as https://login.town.example/realms/town; http only on this machine";

  private OpenIdReader() {}

  static Optional<OpenIdSettings> read(SettingsReader reader) throws SettingsException {
    Optional<URI> issuer =
        reader.find(
            new SettingKey(
                ISSUER,
                "",
                ADDRESS,
                "The OpenID provider at which staff sign in, as it names itself. Without it they sign in by the passwords kept here alone."),
            OpenIdReader::address);
    Optional<String> client =
        reader.find(
            new SettingKey(
                CLIENT,
                "",
                "a text of 1 to 200 characters",
                "How the provider knows this server. Register PUBLIC-URL/api/session/openid/callback there as its address to return to."),
            OpenIdReader::text);
    Optional<Secret> secret =
        reader.findSecret(
            new SettingKey(
                "oidc.clientSecret",
                "",
                "a text of 1 to 200 characters",
                "The secret that the provider has given to this server; none for a public client."),
            text -> new Secret(text(text)));
    String name =
        reader.read(
            new SettingKey(
                "oidc.name",
                "OpenID Connect",
                "a text of 1 to 200 characters",
                "The provider's name on the button, as 庁内認証."),
            OpenIdReader::text);
    String userClaim =
        reader.read(
            new SettingKey(
                "oidc.userClaim",
                "preferred_username",
                "the name of a claim",
                "The claim that names the account."),
            OpenIdReader::claim);
    String groupsClaim =
        reader.read(
            new SettingKey(
                "oidc.groupsClaim",
                "groups",
                "the name of a claim",
                "The claim of the ID token that lists the groups."),
            OpenIdReader::claim);
    Map<String, String> roles =
        reader.read(
            new SettingKey(
                "oidc.roles",
                "",
                "pairs as 'gis-planners=planner, gis-admins=admin'",
                "Which group has which role. When it is set, an account has at each sign-in the roles of its groups, and nobody without one comes in; when it is not, accounts keep the roles that administrators give them."),
            OpenIdReader::roles);
    boolean creates =
        reader.read(
            new SettingKey(
                "oidc.accounts",
                "known",
                "known or create",
                "Whether only accounts that an administrator has made may come from the provider (known), or whoever has a role gets one at first sign-in (create)."),
            OpenIdReader::creates);
    List<URI> alsoAsk =
        reader.read(
            new SettingKey(
                "oidc.alsoAsk",
                "",
                "addresses as https://keys.town.example, with commas between",
                "Further servers of the provider that may be asked, when its endpoints do not all lie at the issuer's."),
            OpenIdReader::addresses);
    if (issuer.isEmpty() && client.isEmpty()) {
      return Optional.empty();
    }
    if (issuer.isEmpty() || client.isEmpty()) {
      throw new SettingsException(
          issuer.isPresent()
              ? ISSUER + " is set, but " + CLIENT + " is not"
              : CLIENT + " is set, but " + ISSUER + " is not",
          "give both, or neither when nobody signs in elsewhere");
    }
    if (creates && roles.isEmpty()) {
      throw new SettingsException(
          "oidc.accounts is 'create', but oidc.roles gives no group a role",
          "give oidc.roles, or let oidc.accounts be 'known'");
    }
    return Optional.of(
        new OpenIdSettings(
            issuer.get(),
            client.get(),
            secret,
            name,
            userClaim,
            groupsClaim,
            roles,
            creates,
            alsoAsk));
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    boolean isSafe =
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost()));
    if (!isSafe || address.getHost() == null || address.getQuery() != null) {
      throw new IllegalArgumentException();
    }
    return address;
  }

  private static List<URI> addresses(String text) {
    List<URI> found = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        found.add(address(part.strip()));
      }
    }
    return List.copyOf(found);
  }

  private static Map<String, String> roles(String text) {
    Map<String, String> roles = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int at = pair.lastIndexOf('='); // a group may hold the sign itself
      String group = at < 0 ? "" : pair.substring(0, at).strip();
      String role = pair.substring(at + 1).strip();
      if (group.isEmpty() || !ROLE.matcher(role).matches() || roles.containsKey(group)) {
        throw new IllegalArgumentException();
      }
      roles.put(group, role);
    }
    return Map.copyOf(roles);
  }

  private static boolean creates(String text) {
    return switch (text) {
      case "known" -> false;
      case "create" -> true;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String claim(String text) {
    if (!CLAIM.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String text(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
