package org.machizu.residents.register;

import org.machizu.access.Actor;
import org.machizu.jobs.TaskFailedException;
import org.machizu.residents.register.RegisterLayers.Both;

/** What a job's asker may, looked at when it is done. */
final class Rightful {
  private Rightful() {}

  static Both both(RegisterLayers layers, Actor actor) throws TaskFailedException {
    Both both =
        layers
            .find(actor)
            .orElseThrow(() ->
                CompareWork.failed(
                    "not-found", "there is no register", "Ask an administrator for the rights."));
    if (!RegisterLayers.seesEverybody(both)) {
      throw CompareWork.failed(
          "rows-hidden",
          "the layers of the register have rows that are not shown to you",
          "Ask an officer who sees them all.");
    }
    return both;
  }
}
