package org.machizu.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /**
   * The links that an answer has about itself: where it is, and the same as a page. More may be
   * added.
   */
  public static List<Map<String, Object>> ofAnswer(Context ctx, String mediaType) {
    String path = Requests.baseUrl(ctx) + ctx.path();
    String query = ctx.queryString();
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(of(query == null ? path : path + "?" + query, "self", mediaType, "this answer"));
    links.add(page(address(ctx, Negotiation.FORMAT.name(), "html")));
    return links;
  }

  /** The link to an answer as a page. */
  public static Map<String, Object> page(String address) {
    return of(address, "alternate", "text/html", "this answer as a page");
  }

  /** The link to the next page: this address, going on after a token. */
  public static Map<String, Object> next(Context ctx, String token, String mediaType) {
    return of(address(ctx, "after", token), "next", mediaType, "the next page");
  }

  /** This request's address with one parameter set, in place of what it was. */
  public static String address(Context ctx, String parameter, String value) {
    StringBuilder query = parameters(ctx, parameter);
    return Requests.baseUrl(ctx)
        + ctx.path()
        + "?"
        + query.append(parameter).append('=').append(encode(value));
  }

  /** This request's address without one parameter. */
  public static String addressWithout(Context ctx, String parameter) {
    StringBuilder query = parameters(ctx, parameter);
    String path = Requests.baseUrl(ctx) + ctx.path();
    return query.isEmpty() ? path : path + "?" + query.substring(0, query.length() - 1);
  }

  private static StringBuilder parameters(Context ctx, String without) {
    Query parameters = Query.of(ctx);
    StringBuilder query = new StringBuilder();
    for (String name : parameters.names()) {
      if (!name.equals(without)) {
        parameters
            .text(name)
            .ifPresent(
                value -> query.append(encode(name)).append('=').append(encode(value)).append('&'));
      }
    }
    return query;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
