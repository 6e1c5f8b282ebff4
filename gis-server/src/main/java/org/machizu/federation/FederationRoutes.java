package org.machizu.federation;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;

/** Which other servers there are, how they were found, and to ask one now. */
final class FederationRoutes {
  private static final String ALL = "/api/federation";

  private final Federation federation;
  private final Jobs jobs;

  FederationRoutes(Federation federation, Jobs jobs) {
    this.federation = federation;
    this.jobs = jobs;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            ALL,
            Audience.ANYBODY,
            Reads.NOTHING,
            "The other servers whose open collections are mounted here: {\"servers\": [{\"id\", \"name\", \"url\", \"everyMinutes\", \"tried\", \"reached\", \"away\", \"layers\": [{\"id\", \"collection\", \"harvested\", \"features\"}]}]}; to staff with what went wrong last as \"fault\"",
            this::list),
        Route.of(
            POST,
            ALL + "/{server}/harvest",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Asks a server now, whenever its turn would be; as a job",
            this::harvest));
  }

  private void list(Context ctx) {
    boolean isStaff = Requests.actor(ctx).isStaff();
    Answers.json(
        ctx,
        Map.of(
            "servers",
            federation.servers().stream().map(server -> json(server, isStaff)).toList()));
  }

  private Map<String, @Nullable Object> json(RemoteServer server, boolean isStaff) {
    ServerState state = federation.state(server.id());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", server.id());
    json.put("name", Map.of("ja", server.name().ja(), "en", server.name().en()));
    json.put("url", server.url().toString());
    json.put("everyMinutes", server.every().toMinutes());
    json.put("tried", text(state.tried()));
    json.put("reached", text(state.reached()));
    json.put("away", state.fault() != null);
    if (isStaff && state.fault() != null) {
      json.put("fault", state.fault());
    }
    json.put(
        "layers",
        federation.mounts(server.id()).stream().map(mount -> json(mount, isStaff)).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Mount mount, boolean isStaff) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", mount.layer());
    json.put("collection", mount.collection());
    json.put("harvested", text(mount.harvested()));
    json.put("features", mount.features());
    if (isStaff && mount.fault() != null) {
      json.put("fault", mount.fault());
    }
    return json;
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  private void harvest(Context ctx) {
    String id = ctx.pathParam("server");
    RemoteServer server =
        federation
            .find(id)
            .orElseThrow(() ->
                Problem.of(
                        404,
                        "no-such-server",
                        "There is no such server",
                        "the file of servers has no '" + id + "'",
                        "Look at GET " + ALL + ".")
                    .asException());
    JobRoutes.start(
        ctx,
        () ->
            jobs.submit(
                Requests.actor(ctx),
                "harvest",
                (job, progress) -> {
                  ServerState state = federation.run(server, progress);
                  return Map.of(
                      "server", server.id(),
                      "away", state.fault() != null,
                      "layers", federation.mounts(server.id()).size());
                }));
  }
}
