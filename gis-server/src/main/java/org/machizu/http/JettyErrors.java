package org.machizu.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The answers that Jetty makes itself, to what is no HTTP or has no sound address, as problems.
 * Neither its message nor any exception goes out.
 */
final class JettyErrors extends ErrorHandler {
  private static final HttpField TYPE = new HttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
  private static final HttpField NO_STORE = new HttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private static final int USUAL_MOST = new HttpConfiguration().getRequestHeaderSize();
  private final SecureHeaders secure;

  JettyErrors(SecureHeaders secure) {
    this.secure = secure;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    secure.put(response.getHeaders(), request.isSecure());
    response.getHeaders().put(TYPE).put(NO_STORE);
    response.write(true, ByteBuffer.wrap(body(response.getStatus(), most(request))), callback);
    return true;
  }

  private static int most(Request request) {
    return request.getConnectionMetaData().getHttpConfiguration().getRequestHeaderSize();
  }

  @Override
  public ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable headers) {
    secure.put(headers, false);
    headers.put(TYPE).put(NO_STORE);
    return ByteBuffer.wrap(body(status, USUAL_MOST));
  }

  private static byte[] body(int status, int most) {
    return ProblemAnswers.body(
        switch (status) {
          case HttpStatus.URI_TOO_LONG_414 ->
              ProblemAnswers.ofStatus(
                  status,
                  "the address of the request has more than the allowed %d bytes".formatted(most),
                  "Ask with shorter or fewer parameters.");
          case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
              ProblemAnswers.ofStatus(
                  status,
                  "the address and the headers of the request have more than the allowed %d bytes"
                      .formatted(most),
                  "Send fewer or shorter headers and cookies.");
          default ->
              ProblemAnswers.ofStatus(
                  status,
                  String.valueOf(HttpStatus.getMessage(status)),
                  "See /ogc/api for how to ask.");
        });
  }
}
