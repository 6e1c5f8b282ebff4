package org.machizu.layers;

import java.util.function.Consumer;

/** The one source of {@link LayerChanged}. A port; GisServer connects it once. */
public interface ChangeFeed extends AutoCloseable {

  /** Starts telling of every change from now on, on one thread, in order. */
  void start(Consumer<LayerChanged> listener);

  @Override
  void close();
}
