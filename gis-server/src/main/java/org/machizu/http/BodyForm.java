package org.machizu.http;

import org.jspecify.annotations.Nullable;

/**
 * A form in which a body is sent or answered, for the OpenAPI document.
 *
 * @param schema the name of its schema among the document's components; null when nothing is said
 *     of what it holds
 */
public record BodyForm(String mediaType, @Nullable String schema) {
  public static final BodyForm HTML = new BodyForm("text/html", null);

  /** JSON by a schema. */
  public static BodyForm json(String schema) {
    return new BodyForm("application/json", schema);
  }
}
