package org.machizu.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what goes wrong into problem answers. The caller's mistakes are told in full; our own are
 * logged with a number, and the answer holds only the number.
 */
public final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private ProblemAnswers() {}

  /** Registers the general answers; {@link #on} adds those for a feature's own exceptions. */
  static void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> write(ctx, e.problem()));
    routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, ofHttp(e)));
    routes.exception(Exception.class, ProblemAnswers::ours);
    routes.error(404, ctx -> ifEmpty(ctx, Problem.notFound("page", ctx.path())));
    routes.error(
        405,
        ctx ->
            ifEmpty(
                ctx,
                Problem.of(
                    405,
                    "method-not-allowed",
                    "This address does not take this method",
                    ctx.method() + " is not allowed at " + ctx.path(),
                    "See /ogc/api for what it takes.")));
  }

  /** Answers an exception type by a problem. */
  public static <E extends Exception> void on(
      RoutesConfig routes, Class<E> type, Function<E, Problem> answer) {
    routes.exception(type, (e, ctx) -> write(ctx, answer.apply(e)));
  }

  /** As {@link #on}, where only some of the type have an answer; the others are errors of ours. */
  public static <E extends Exception> void onSome(
      RoutesConfig routes, Class<E> type, Function<E, Optional<Problem>> answer) {
    routes.exception(
        type,
        (e, ctx) ->
            answer.apply(e).ifPresentOrElse(problem -> write(ctx, problem), () -> ours(e, ctx)));
  }

  /** Writes a problem, in the caller's language, as the whole answer. */
  public static void write(Context ctx, Problem raised) {
    String language = Requests.languageOfProblems(ctx);
    Problem problem = ProblemWords.in(language, raised);
    ctx.status(problem.status());
    ctx.header("Cache-Control", "no-store");
    ctx.header("Content-Language", language);
    if (problem.status() == 413 || hasUnreadBody(ctx.req())) {
      // The rest of the body is not read; the caller must not send its next request behind it.
      ctx.header("Connection", "close");
    }
    ctx.res().setHeader("ETag", null);
    ctx.contentType(Problem.MEDIA_TYPE).result(body(problem));
  }

  /** Whoever is refused before what they send was read may still be sending. */
  private static boolean hasUnreadBody(HttpServletRequest request) {
    boolean sendsBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    try {
      return sendsBody && !request.getInputStream().isFinished();
    } catch (IOException | IllegalStateException e) {
      return true; // it broke off, or something else has it
    }
  }

  /** The body of a problem's answer. */
  static byte[] body(Problem problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("status", problem.status());
    body.put("code", problem.code());
    body.put("title", problem.title());
    body.put("detail", problem.detail());
    body.put("advice", problem.advice());
    body.putAll(problem.more());
    return Json.bytes(body);
  }

  private static void ifEmpty(Context ctx, Problem problem) {
    String type = ctx.res().getContentType();
    if (type == null || !type.startsWith(Problem.MEDIA_TYPE)) {
      write(ctx, problem);
    }
  }

  private static Problem ofHttp(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> Problem.notFound("page", "");
      case 413 ->
          Problem.of(
              413,
              "too-large",
              "The request is too large",
              "the body is larger than this address takes",
              "Send less at once, or use the command ./machizu import for large files.");
      default ->
          ofStatus(e.getStatus(), String.valueOf(e.getMessage()), "See /ogc/api for how to ask.");
    };
  }

  /** What there are no words of our own for. */
  static Problem ofStatus(int status, String detail, String advice) {
    return Problem.of(status, "http-" + status, "The request cannot be answered", detail, advice);
  }

  private static void ours(Exception e, Context ctx) {
    String number = newNumber();
    LOG.error("error {} answering {} {}", number, ctx.method(), ctx.path(), e);
    write(ctx, ours(number));
  }

  /** Answers what is no exception but an {@link Error}, as a stack or memory that is used up. */
  static void ours(HttpServletResponse response, Error e) {
    String number = newNumber();
    LOG.error("error {} answering a request", number, e);
    if (response.isCommitted()) {
      return;
    }
    try {
      response.setStatus(500);
      response.setContentType(Problem.MEDIA_TYPE);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("ETag", null);
      response.getOutputStream().write(body(ours(number)));
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("error {} could not be told", number, gone);
    }
  }

  private static String newNumber() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static Problem ours(String number) {
    return new Problem(
        500,
        "server-error",
        "Something went wrong in the server",
        "error number " + number,
        "Try again; if it stays, give the number to whoever runs the server.",
        Map.of("errorNumber", number));
  }
}
