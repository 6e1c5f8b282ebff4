package org.machizu.guidance;

import org.jspecify.annotations.Nullable;

/**
 * A gauge whose newest believed reading is above its danger level (氾濫危険水位, 氾濫開始水位).
 *
 * @param river the water that it measures, as maps name what their floods come from
 */
public record Rising(String gauge, @Nullable String river) {}
