package dev.mlpc.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code mlpc}. */
@Command(
    name = "mlpc",
    description = "Compiles neural networks to Java.",
    versionProvider = Mlpc.Version.class,
    mixinStandardHelpOptions = true)
public final class Mlpc implements Runnable {

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Mlpc()).execute(arguments));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
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
