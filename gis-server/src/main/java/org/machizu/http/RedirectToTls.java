package org.machizu.http;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Sends everybody who comes without TLS on to the server's first connector, which has it. */
final class RedirectToTls extends Handler.Wrapper {
  private static final int DEFAULT_PORT = 443;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.isSecure()) {
      return super.handle(request, response, callback);
    }
    int port = ((ServerConnector) getServer().getConnectors()[0]).getLocalPort();
    HttpURI there =
        HttpURI.build(request.getHttpURI())
            .scheme("https")
            .authority(Request.getServerName(request), port == DEFAULT_PORT ? -1 : port);
    Response.sendRedirect(request, response, callback, 308, there.asString(), true);
    return true;
  }
}
