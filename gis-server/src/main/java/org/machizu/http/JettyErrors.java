package org.machizu.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
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

  private final SecureHeaders secure;

  JettyErrors(SecureHeaders secure) {
    this.secure = secure;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    secure.put(response.getHeaders(), request.isSecure());
    response.getHeaders().put(TYPE).put(NO_STORE);
    response.write(true, ByteBuffer.wrap(body(response.getStatus())), callback);
    return true;
  }

  @Override
  public ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable headers) {
    secure.put(headers, false);
    headers.put(TYPE).put(NO_STORE);
    return ByteBuffer.wrap(body(status));
  }

  private static byte[] body(int status) {
    return ProblemAnswers.body(
        Problem.of(
            status,
            "http-" + status,
            "The request cannot be answered",
            String.valueOf(HttpStatus.getMessage(status)),
            "See /ogc/api for how to ask."));
  }
}
