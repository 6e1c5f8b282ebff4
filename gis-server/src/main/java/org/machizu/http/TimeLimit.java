package org.machizu.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connection of a request that takes longer than its {@link RequestTimes}. Jetty itself
 * bounds only the pauses, and its data rate handler knows no grace for small requests and would end
 * event streams.
 */
final class TimeLimit extends Handler.Wrapper {
  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

  private final RequestTimes times;

  TimeLimit(RequestTimes times) {
    this.times = times;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Watch watch = new Watch(request, response);
    watch.lookIn(times.allowedNanos(0));
    boolean taken = false;
    try {
      taken = super.handle(request, response, Callback.from(callback, watch::end));
      return taken;
    } finally {
      if (!taken) { // somebody else answers, and the connection may serve others
        watch.end();
      }
    }
  }

  /** Looks at one request whenever its time could be over. */
  private final class Watch implements Runnable {
    private final Request request;
    private final Response response;
    private final Connection connection;
    private final long bytesBefore;
    private final long begunNanos = System.nanoTime();
    private volatile boolean ended;
    private volatile Scheduler.@Nullable Task next;

    Watch(Request request, Response response) {
      this.request = request;
      this.response = response;
      this.connection = request.getConnectionMetaData().getConnection();
      this.bytesBefore = bytes();
    }

    private long bytes() {
      return connection.getBytesIn() + connection.getBytesOut();
    }

    void lookIn(long nanos) {
      next =
          request
              .getComponents()
              .getScheduler()
              .schedule(this, Math.max(nanos, 1_000_000), TimeUnit.NANOSECONDS);
    }

    void end() {
      ended = true;
      Scheduler.Task waiting = next;
      if (waiting != null) {
        waiting.cancel();
      }
    }

    @Override
    public void run() {
      if (ended || isEventStream()) {
        return;
      }
      long left = times.allowedNanos(bytes() - bytesBefore) - (System.nanoTime() - begunNanos);
      if (left > 0) {
        lookIn(left);
        return;
      }
      LOG.warn(
          "{} {} took longer than a request may; its connection is closed",
          request.getMethod(),
          request.getHttpURI().getPath());
      connection
          .getEndPoint()
          .close(new TimeoutException("the request took longer than is allowed"));
    }

    private boolean isEventStream() {
      String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
      return type != null && type.startsWith("text/event-stream");
    }
  }
}
