package org.machizu.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.handover.HandoverRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code machizu audit verify}. */
@Command(
    name = "audit",
    description = "Checks that the audit log is what was written: machizu audit verify.")
final class AuditCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(index = "0", paramLabel = "verify", description = "what to do: verify")
  @Nullable String what;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "heads from audit-heads/ that were kept elsewhere")
  @Nullable Path against;

  AuditCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    if (!"verify".equals(what)) {
      throw new UserErrorException(
          "'" + what + "' is nothing that can be done with the audit log",
          "call it as: machizu audit verify");
    }
    Settings settings = options.load(around, Map.of());
    Map<String, String> arguments = new LinkedHashMap<>();
    if (against != null) {
      arguments.put("against", against.toAbsolutePath().normalize().toString());
    }
    Map<String, Object> report;
    try (CommandProgress progress = new CommandProgress("audit", around)) {
      report =
          FolderCommands.run(
              around, settings, new HandoverRequest("audit-verify", arguments), progress);
    }
    return tell(report);
  }

  private int tell(Map<String, Object> report) {
    if (report.get("chains") instanceof List<?> chains) {
      chains.forEach(chain -> {
        if (chain instanceof Map<?, ?> told) {
          tellChain(told);
        }
      });
    }
    boolean holds = Boolean.TRUE.equals(report.get("holds"));
    around.out().println(holds ? "the audit log holds" : "the audit log DOES NOT HOLD");
    return holds ? ExitCodes.OK : ExitCodes.AUDIT_BROKEN;
  }

  private void tellChain(Map<?, ?> chain) {
    around
        .out()
        .printf(
            "%s: %s lines in %s batches, %s not sealed yet%n",
            chain.get("chain"), chain.get("lines"), chain.get("batches"), chain.get("unsealed"));
    if (chain.get("problems") instanceof List<?> problems) {
      for (Object problem : problems) {
        if (problem instanceof Map<?, ?> told) {
          around
              .out()
              .printf(
                  "  %s, batch %s: %s%n", told.get("kind"), told.get("batch"), told.get("detail"));
        }
      }
    }
  }
}
