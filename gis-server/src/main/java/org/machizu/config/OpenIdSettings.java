package org.machizu.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How people sign in at another server by OpenID Connect.
 *
 * @param issuer as the provider names itself; discovery begins there
 * @param clientSecret empty for a public client, which PKCE protects alone
 * @param name of the provider, on the button
 * @param userClaim names the account
 * @param groupsClaim lists the groups
 * @param roles names of roles by group; empty when accounts keep the roles they have here
 * @param createsAccounts whether whoever has a role gets an account at first sign-in
 * @param alsoAsk further origins of the provider, when its endpoints lie on other hosts
 */
public record OpenIdSettings(
    URI issuer,
    String clientId,
    Optional<Secret> clientSecret,
    String name,
    String userClaim,
    String groupsClaim,
    Map<String, String> roles,
    boolean createsAccounts,
    List<URI> alsoAsk) {}
