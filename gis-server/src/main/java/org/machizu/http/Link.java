package org.machizu.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A link of an answer, as RFC 8288 and the OGC APIs have them. */
public final class Link {
  private Link() {}

  public static Map<String, Object> of(String href, String rel, String mediaType, String title) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", href);
    link.put("rel", rel);
    link.put("type", mediaType);
    link.put("title", title);
    return link;
  }

  /** The link to the next page: this address, going on after a token. */
  public static Map<String, Object> next(Context ctx, String token, String mediaType) {
    Query parameters = Query.of(ctx);
    StringBuilder query = new StringBuilder();
    for (String name : parameters.names()) {
      if (!name.equals("after")) {
        parameters
            .text(name)
            .ifPresent(
                value -> query.append(encode(name)).append('=').append(encode(value)).append('&'));
      }
    }
    query.append("after=").append(encode(token));
    return of(Requests.baseUrl(ctx) + ctx.path() + "?" + query, "next", mediaType, "the next page");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
