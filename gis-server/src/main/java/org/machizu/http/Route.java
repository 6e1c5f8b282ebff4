package org.machizu.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * One line of the route table: what is served, to whom, through which View.
 *
 * @param path as Javalin writes it, {@code /ogc/collections/{layer}}
 * @param summary one sentence for the OpenAPI document
 * @param parameters the query parameters it knows; any other is answered 400
 * @param answers the forms in which it answers, as far as they are told
 * @param bodies the forms of what is sent, as far as they are told
 * @param openParameters whether further parameters are allowed (attribute names as filters)
 */
public record Route(
    HandlerType method,
    String path,
    Audience audience,
    Reads reads,
    String summary,
    List<Parameter> parameters,
    List<BodyForm> answers,
    List<BodyForm> bodies,
    boolean openParameters,
    Handler handler) {

  /** Where people sign in; attempts have a limit of their own. */
  public static final String SIGN_IN_PATH = "/api/session";

  public Route {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
    bodies = List.copyOf(bodies);
  }

  /** A route without query parameters. */
  public static Route of(
      HandlerType method,
      String path,
      Audience audience,
      Reads reads,
      String summary,
      Handler handler) {
    return new Route(
        method, path, audience, reads, summary, List.of(), List.of(), List.of(), false, handler);
  }

  /** The same route with these query parameters and no others. */
  public Route with(Parameter... known) {
    return new Route(
        method,
        path,
        audience,
        reads,
        summary,
        List.of(known),
        answers,
        bodies,
        openParameters,
        handler);
  }

  /** The same route, allowing parameters that it does not name. */
  public Route withOpenParameters() {
    return new Route(
        method, path, audience, reads, summary, parameters, answers, bodies, true, handler);
  }

  /** The same route, telling the forms of its answer. */
  public Route answering(BodyForm... forms) {
    return new Route(
        method,
        path,
        audience,
        reads,
        summary,
        parameters,
        List.of(forms),
        bodies,
        openParameters,
        handler);
  }

  /** The same route, telling the forms of what is sent. */
  public Route taking(List<BodyForm> forms) {
    return new Route(
        method,
        path,
        audience,
        reads,
        summary,
        parameters,
        answers,
        forms,
        openParameters,
        handler);
  }
}
