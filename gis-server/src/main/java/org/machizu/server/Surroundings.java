package org.machizu.server;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the process's environment
 * @param in standard input
 * @param out results, for people and scripts
 * @param err progress, problems and reasons, for people
 * @param isTerminal whether {@code err} is a terminal
 * @param stop tells when the command is to end early
 */
record Surroundings(
    Map<String, String> environment,
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    boolean isTerminal,
    Stop stop,
    Programs programs) {}
