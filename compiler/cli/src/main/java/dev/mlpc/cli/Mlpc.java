package dev.mlpc.cli;

import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code mlpc}. */
@Command(
    name = "mlpc",
    description = "Compiles neural networks to Java, trains them and predicts with them.",
    versionProvider = Mlpc.Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      CheckCommand.class,
      FmtCommand.class,
      CompileCommand.class,
      TrainCommand.class,
      EvalCommand.class,
      PredictCommand.class,
      GradcheckCommand.class,
      BenchCommand.class,
      SummaryCommand.class,
      ExplainCommand.class,
      GenerateCompletion.class
    },
    descriptionHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the spec, the data or the parameters are wrong",
      "2:wrong usage",
      "3:an internal fault, which should be reported",
      "130:training was stopped by Ctrl-C, and saved"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mlpc check iris.mlp",
      "  mlpc train iris.mlp",
      "  mlpc predict iris.mlp --data flowers.csv > species.csv",
      "  mlpc help train",
      "  source <(mlpc generate-completion)"
    })
public final class Mlpc implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  Mlpc(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] arguments) {
    // Charts are drawn into files: no window system is needed, nor asked for.
    System.setProperty("java.awt.headless", "true");
    // For what libraries and the JDK's logging say.
    System.setErr(
        new PrintStream(
            new FileOutputStream(StandardError.descriptor()), true, StandardCharsets.UTF_8));
    int status = execute(Surroundings.ofProcess(), arguments);
    System.exit(status);
  }

  /** Runs a command. */
  static int execute(Surroundings surroundings, String... arguments) {
    CommandLine commandLine = new CommandLine(new Mlpc(surroundings));
    commandLine.addSubcommand(new CommandLine.HelpCommand());
    commandLine.setOut(surroundings.out());
    commandLine.setErr(surroundings.err());
    commandLine.setUsageHelpWidth(Math.max(55, Math.min(100, surroundings.width())));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(new WrongUsage(surroundings));
    commandLine.setExecutionExceptionHandler(new InternalFault(surroundings));
    int status = commandLine.execute(arguments);
    surroundings.out().flush();
    surroundings.err().flush();
    return status;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version that the jar's manifest states. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Mlpc.class.getPackage().getImplementationVersion();
      return new String[] {"mlpc " + (version == null ? "(not packaged)" : version)};
    }
  }
}
