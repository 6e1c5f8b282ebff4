package org.machizu.http;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What every answer tells browsers to leave alone. The headers are set before anybody handles the
 * request, so that pages, problems, redirects and Jetty's own answers have them alike.
 */
final class SecureHeaders implements HttpConfiguration.Customizer {
  /** One year; without subdomains, which are not ours to speak for. */
  private static final HttpField BY_TLS_ONLY =
      new HttpField("Strict-Transport-Security", "max-age=31536000");

  private final List<HttpField> always;

  /**
   * @param imageOrigins other servers that pages may load images from ("https://tiles.example")
   */
  SecureHeaders(Collection<String> imageOrigins) {
    always =
        List.of(
            new HttpField("Content-Security-Policy", contentPolicy(imageOrigins)),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("Referrer-Policy", "same-origin"),
            new HttpField(
                "Permissions-Policy",
                "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"),
            new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new HttpField("Cross-Origin-Resource-Policy", "same-origin"));
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    put(responseHeaders, request.isSecure());
    return request;
  }

  /** Sets the headers of one answer. */
  void put(HttpFields.Mutable headers, boolean byTls) {
    always.forEach(headers::put);
    if (byTls) {
      headers.put(BY_TLS_ONLY);
    }
  }

  /** The map library fetches image tiles as data, so images need a connection too. */
  private static String contentPolicy(Collection<String> imageOrigins) {
    String others =
        imageOrigins.stream()
            .distinct()
            .sorted()
            .map(origin -> " " + origin)
            .collect(Collectors.joining());
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'"
        + "; img-src 'self' data: blob:"
        + others
        + "; worker-src 'self'; connect-src 'self'"
        + others
        + "; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
  }
}
