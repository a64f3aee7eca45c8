package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --threads}: who helps changes no bit. */
final class ThreadOptionsTest {

  @TempDir Path directory;

  private Invocation run(String... arguments) {
    return Invocation.Setting.pipe(directory).run(arguments);
  }

  @Test
  void anyNumberOfThreads_trainsTheSameParameters() throws IOException {
    Path spec = Specs.wide(directory);
    byte[] alone = trained(spec, "1");
    for (String threads : new String[] {"2", "3", "8"}) {
      assertThat(trained(spec, threads)).as("%s threads", threads).isEqualTo(alone);
    }
  }

  private byte[] trained(Path spec, String threads) throws IOException {
    Path out = directory.resolve("wide" + threads + ".safetensors");
    Invocation train = run("train", spec.toString(), "--threads", threads, "--out", out.toString());
    assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
    return Files.readAllBytes(out);
  }

  @Test
  void anyNumberOfThreads_measuresTheSame() throws Exception {
    Path spec = Specs.wide(directory);
    Path weights = directory.resolve("wide1.safetensors");
    trained(spec, "1");
    String[] eval = {
      "eval", spec.toString(), "--weights", weights.toString(), "--json", "--threads"
    };
    assertThat(run(with(eval, "3")).json()).isEqualTo(run(with(eval, "1")).json());
  }

  private static String[] with(String[] arguments, String last) {
    String[] result = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    result[arguments.length] = last;
    return result;
  }

  @Test
  void noThreads_areAMistake() throws IOException {
    Path spec = Specs.flowers(directory);
    for (String command : new String[] {"train", "eval"}) {
      Invocation invocation = run(command, spec.toString(), "--threads", "0");
      assertThat(invocation.status()).isEqualTo(ExitStatus.WRONG_USAGE);
      assertThat(invocation.err()).contains("--threads must be at least 1, but is 0");
    }
  }
}
