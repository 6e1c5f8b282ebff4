package org.machizu.gauges;

import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.gauges.GaugeStore.Taken;
import org.machizu.gauges.Message.Outcome;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.sensors.payload.Decoder;
import org.machizu.sensors.payload.Profiles;

/**
 * Where stations and network servers push readings by HTTP, each in the form of a profile. Answered
 * after the commit.
 */
final class PushRoutes {
  private static final String DEVICE_PREFIX = "device:";

  private final GaugeSight sight;
  private final MessageReader reader;
  private final GaugeIntake intake;
  private final Clock clock;

  PushRoutes(GaugeSight sight, MessageReader reader, GaugeIntake intake, Clock clock) {
    this.sight = sight;
    this.reader = reader;
    this.intake = intake;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                POST,
                "/api/gauges/push/{profile}",
                Audience.TRACKERS,
                Reads.NOTHING,
                "A message of a station or network server by its device token, in the form of a profile: "
                    + String.join(", ", Profiles.names()),
                this::push)
            .with(Parameter.token()));
  }

  private void push(Context ctx) {
    Actor actor = Requests.actor(ctx);
    String name = ctx.pathParam("profile");
    Decoder decoder =
        Profiles.find(name).orElseThrow(() -> Problem.notFound("profile", name).asException());
    byte[] body = ctx.bodyAsBytes();
    MessageReader.Came came =
        new MessageReader.Came("http", actor.name(), body, clock.instant(), false, sender(actor));
    MessageReader.Read read =
        body.length > Decoder.MOST_BYTES
            ? reader.refused(came, "too-large: at most " + Decoder.MOST_BYTES + " bytes")
            : reader.read(came, decoder.decode(body, came.received()));
    List<Taken> taken = intake.take(read.arrivals(), read.noted());
    if (read.arrivals().isEmpty()) {
      GaugeStore.Noted last = read.noted().getLast();
      if (last.message().outcome() == Outcome.REFUSED) {
        throw GaugeProblems.unusable(last.message().detail()).asException();
      }
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("accepted", taken.stream().mapToInt(one -> one.added().size()).sum());
    json.put("duplicate", taken.stream().mapToInt(Taken::duplicate).sum());
    json.put(
        "refused",
        read.noted().stream()
            .map(GaugeStore.Noted::message)
            .filter(message -> message.outcome() == Outcome.REFUSED)
            .map(Message::detail)
            .toList());
    Answers.json(ctx, json);
  }

  /** A device tells of its own gauges alone; else it takes somebody who sees to all of them. */
  private @Nullable String sender(Actor actor) {
    if (actor.credential() == Credential.DEVICE) {
      return actor.name().substring(DEVICE_PREFIX.length());
    }
    var unused = sight.mayMind(actor);
    return null;
  }
}
