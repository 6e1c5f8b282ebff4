package org.machizu.accounts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one can sign in here; the same for everybody.
 *
 * @param openIdName the OpenID provider's name on its button; empty when there is none
 * @param demoAccounts names whose password is {@code demo}; empty but in the demo
 */
public record SignInOffer(Optional<String> openIdName, List<String> demoAccounts) {
  public SignInOffer {
    demoAccounts = List.copyOf(demoAccounts);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    openIdName.ifPresent(
        name -> json.put("openId", Map.of("name", name, "href", OpenIdRoutes.PATH)));
    json.put("demoAccounts", demoAccounts);
    return json;
  }
}
