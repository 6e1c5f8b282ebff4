package org.machizu.http;

/**
 * One query parameter of a route, for the check against unknown names and for the OpenAPI document.
 *
 * @param description one sentence with the form and what is allowed
 */
public record Parameter(String name, Type type, String description) {

  /** The name of a token's parameter, for clients that cannot send headers. */
  static final String TOKEN = "token";

  /** The parameter's JSON schema type. */
  public enum Type {
    STRING("string"),
    INTEGER("integer"),
    BOOLEAN("boolean");

    private final String jsonName;

    Type(String jsonName) {
      this.jsonName = jsonName;
    }

    String jsonName() {
      return jsonName;
    }
  }

  /**
   * A token in the address. Addresses are logged on the way, so only routes for clients that can
   * send no header take one.
   */
  public static Parameter token() {
    return text(TOKEN, "a device's token, for clients that cannot send it as a header");
  }

  public static Parameter text(String name, String description) {
    return new Parameter(name, Type.STRING, description);
  }

  public static Parameter integer(String name, String description) {
    return new Parameter(name, Type.INTEGER, description);
  }

  public static Parameter truth(String name, String description) {
    return new Parameter(name, Type.BOOLEAN, description);
  }
}
