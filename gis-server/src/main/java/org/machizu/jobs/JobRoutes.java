package org.machizu.jobs;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.ProblemWords;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** Watching and cancelling what one has started. */
public final class JobRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final int RETRY_SECONDS = 30;

  private final Jobs jobs;

  public JobRoutes(Jobs jobs) {
    this.jobs = jobs;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/jobs",
                Audience.STAFF,
                Reads.OWN_JOBS,
                "The caller's jobs, newest first",
                this::list)
            .with(Parameter.integer("limit", "1 to " + MAX_LIMIT)),
        Route.of(
            GET,
            "/api/jobs/{id}",
            Audience.ANYBODY,
            Reads.OWN_JOBS,
            "One job: {id, state, progress, result}",
            this::one),
        Route.of(
            DELETE,
            "/api/jobs/{id}",
            Audience.ANYBODY,
            Reads.OWN_JOBS,
            "Cancels a job",
            this::cancel));
  }

  /** A job as it stands at the edge, with its problems in English. */
  public static Map<String, @Nullable Object> json(Job job) {
    return json(job, "en");
  }

  private static Map<String, @Nullable Object> json(Context ctx, Job job) {
    return json(job, Requests.languageOfProblems(ctx));
  }

  private static Map<String, @Nullable Object> json(Job job, String language) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", job.id());
    json.put("state", job.state().name().toLowerCase(Locale.ROOT));
    json.put("progress", job.progress());
    // What is noted before the end is for whoever goes on with the job.
    json.put("result", job.state().isFinal() ? ProblemWords.in(language, job.result()) : null);
    return json;
  }

  /**
   * Starts a job and answers 202 with its address; or 429 {@code too-many-jobs} when no more are
   * taken.
   */
  public static void start(Context ctx, Supplier<Job> submit) {
    Job job = orTooMany(ctx, submit);
    ctx.status(202);
    ctx.header("Location", "/api/jobs/" + job.id());
    answer(ctx, job);
  }

  /** The job, or 429 {@code too-many-jobs} when no more are taken. */
  public static Job orTooMany(Context ctx, Supplier<Job> submit) {
    try {
      return submit.get();
    } catch (TooManyJobsException e) {
      ctx.header("Retry-After", String.valueOf(RETRY_SECONDS));
      throw Problem.of(
              429,
              e.code(),
              "Too many jobs run and wait already",
              String.valueOf(e.getMessage()),
              "Try again in a minute.")
          .asException();
    }
  }

  /** The caller's job that the path names. */
  public static Job get(Jobs jobs, Context ctx) {
    String id = ctx.pathParam("id");
    return jobs.find(Requests.actor(ctx), id).orElseThrow(() -> notFound(id));
  }

  private void list(Context ctx) {
    int limit = Query.of(ctx).integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    Answers.json(
        ctx,
        Map.of(
            "jobs",
            jobs.list(Requests.actor(ctx), limit).stream().map(job -> json(ctx, job)).toList()));
  }

  private void one(Context ctx) {
    Answers.json(ctx, json(ctx, get(jobs, ctx)));
    ctx.header("Cache-Control", "private, no-cache"); // a job of the public is one caller's too
  }

  private void cancel(Context ctx) {
    String id = ctx.pathParam("id");
    answer(ctx, jobs.cancel(Requests.actor(ctx), id).orElseThrow(() -> notFound(id)));
  }

  private static void answer(Context ctx, Job job) {
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.bytes(json(ctx, job)));
  }

  private static RuntimeException notFound(String id) {
    return Problem.notFound("job", id).asException();
  }
}
