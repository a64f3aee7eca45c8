package dev.mlpc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A fault of mlpc itself: says what to report, and keeps the details out of the user's sight. */
final class InternalFault implements IExecutionExceptionHandler {
  private final Surroundings surroundings;

  InternalFault(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult arguments) {
    boolean verbose = command.getCommand() instanceof ToolCommand tool && tool.isVerbose();
    PrintWriter err = surroundings.err();
    String details = details(fault, arguments);
    err.println("mlpc: internal fault: " + fault);
    err.println("  This is a fault of mlpc, not of your spec or your data.");
    if (verbose) {
      err.println(details);
    } else {
      Optional<Path> file = keep(details);
      err.println(
          file.map(path -> "  Please report it with your spec and the file " + path)
              .orElse("  Please report it with your spec and what --verbose prints."));
    }
    err.flush();
    return ExitStatus.FAULT;
  }

  private static String details(Exception fault, ParseResult arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    writer.println(new Mlpc.Version().getVersion()[0]);
    writer.println("java " + Runtime.version() + ", " + System.getProperty("os.name"));
    writer.println("arguments " + arguments.originalArgs());
    fault.printStackTrace(writer);
    return text.toString();
  }

  private static Optional<Path> keep(String details) {
    try {
      return Optional.of(Files.writeString(Files.createTempFile("mlpc-fault-", ".txt"), details));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
