package org.machizu.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./machizu} that run in the JVM. */
@Command(
    name = "machizu",
    description = "Integrated municipal GIS",
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND")
final class Commands {
  private Commands() {}

  /** Runs one command and gives its exit code. */
  static int run(Surroundings around, String... arguments) {
    CommandLine line = new CommandLine(new Commands());
    line.addSubcommand(new DemoCommand(around));
    line.addSubcommand(new ServeCommand(around));
    line.addSubcommand(new ImportCommand(around));
    line.addSubcommand(new ExportCommand(around));
    line.addSubcommand(new BackupCommand(around));
    line.addSubcommand(new RestoreCommand(around));
    line.addSubcommand(new MigrateCommand(around));
    line.addSubcommand(new AuditCommand(around));
    line.addSubcommand(new HashPasswordCommand(around));
    line.addSubcommand(new RehearseCommand(around));
    for (CommandLine command : line.getSubcommands().values()) {
      command.addMixin("help", new HelpOption());
    }
    line.setOut(new PrintWriter(around.out(), true));
    line.setErr(new PrintWriter(around.err(), true));
    line.setExecutionExceptionHandler(new ExitCodes());
    return line.execute(arguments);
  }

  private static final class HelpOption {
    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this help")
    boolean asked;
  }
}
