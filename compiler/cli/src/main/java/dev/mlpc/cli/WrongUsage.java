package dev.mlpc.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Options that make no sense: one message, and where to read on. */
final class WrongUsage implements IParameterExceptionHandler {
  private final Surroundings surroundings;

  WrongUsage(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    Console console = new Console(surroundings, List.of(arguments).contains("--json"));
    String message = String.valueOf(exception.getMessage());
    if (arguments.length == 0) {
      command.usage(surroundings.err());
    } else {
      console.error(message);
      PrintWriter err = surroundings.err();
      UnmatchedArgumentException.printSuggestions(exception, err);
      console.help(command.getCommandSpec().qualifiedName() + " --help");
    }
    console.object(Json.fields().put("status", ExitStatus.WRONG_USAGE).put("error", message).map());
    return ExitStatus.WRONG_USAGE;
  }
}
