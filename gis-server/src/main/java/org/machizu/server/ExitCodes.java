package org.machizu.server;

import java.net.BindException;
import java.nio.file.FileSystemException;
import org.machizu.backup.DamagedBackupException;
import org.machizu.config.SettingsException;
import org.machizu.handover.FolderInUseException;
import org.machizu.handover.HandoverException;
import org.machizu.jobs.CancelledException;
import org.machizu.layers.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed: the user's errors in words, ours with the trace in the log. */
final class ExitCodes implements IExecutionExceptionHandler {
  static final int OK = 0;
  static final int OUR_ERROR = 1;
  static final int USER_ERROR = 2;

  /** The audit log is not what was written. */
  static final int AUDIT_BROKEN = 3;

  /** As shells have it for a command that Ctrl-C has ended. */
  static final int CANCELLED = 130;

  private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case UserErrorException e -> tell(command, e, e.advice());
      case SettingsException e -> tell(command, e, e.advice());
      case FolderInUseException e ->
          tell(command, e, "stop it or wait until it has ended, or give another folder by --data");
      case DamagedBackupException e -> tell(command, e, e.advice());
      case HandoverException e -> {
        int code = tell(command, e, e.advice());
        yield e.code().equals("internal-error") ? OUR_ERROR : code;
      }
      case StoreUnavailableException e ->
          tell(command, e, "look at the disk of the data folder: is it full, is it read-only?");
      case FileSystemException e ->
          tell(
              command,
              e,
              "look at that file and its disk: is it there, may this account write to it, is the disk"
                  + " full or read-only?");
      case CancelledException e -> {
        command.getErr().println("cancelled; nothing was changed");
        yield CANCELLED;
      }
      default -> {
        if (isPortTaken(failure)) {
          yield tell(
              command,
              new UserErrorException("the port is in use by another program", ""),
              "stop that program, or give another port by --port (0 takes any free one)");
        }
        LOG.error("{} failed by an error of ours", command.getCommandName(), failure);
        yield OUR_ERROR;
      }
    };
  }

  private static int tell(CommandLine command, Exception reason, String advice) {
    command.getErr().println("machizu " + command.getCommandName() + ": " + reason.getMessage());
    command.getErr().println(advice);
    return USER_ERROR;
  }

  private static boolean isPortTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
