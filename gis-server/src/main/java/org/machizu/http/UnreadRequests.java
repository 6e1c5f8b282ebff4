package org.machizu.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Jetty itself refuses before any route sees them: an address or headers that
 * are too long, or what is no HTTP. Without it they would get a page of Jetty's.
 */
final class UnreadRequests extends ErrorHandler {
  private static final int URI_TOO_LONG = 414;
  private static final int HEADERS_TOO_LARGE = 431;

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    int most = request.getConnectionMetaData().getHttpConfiguration().getRequestHeaderSize();
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, "en"); // the caller's is not known yet
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(
        true, ByteBuffer.wrap(ProblemAnswers.body(problem(code, message, most))), callback);
  }

  /**
   * @param most bytes that the address and the headers may have together
   */
  private static Problem problem(int status, @Nullable String message, int most) {
    return switch (status) {
      case URI_TOO_LONG ->
          ProblemAnswers.ofStatus(
              status,
              "the address of the request has more than the allowed %d bytes".formatted(most),
              "Ask with shorter or fewer parameters.");
      case HEADERS_TOO_LARGE ->
          ProblemAnswers.ofStatus(
              status,
              "the address and the headers of the request have more than the allowed %d bytes"
                  .formatted(most),
              "Send fewer or shorter headers and cookies.");
      default ->
          ProblemAnswers.ofStatus(
              status, String.valueOf(message), "Send a request as HTTP has it.");
    };
  }
}
