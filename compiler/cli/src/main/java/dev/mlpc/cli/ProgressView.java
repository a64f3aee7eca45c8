package dev.mlpc.cli;

import dev.mlpc.runtime.training.EpochResult;
import dev.mlpc.runtime.training.TrainingListener;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows a training run while it goes on: a bar on a terminal, else now and then a line for an
 * epoch.
 */
final class ProgressView implements TrainingListener, AutoCloseable {
  private static final long BAR_NANOS = 50_000_000;
  private static final long LINE_NANOS = 1_000_000_000;

  /** So many epochs are told one by one, however fast they are. */
  private static final int FEW_EPOCHS = 20;

  private final Console console;
  private final Interruption interruption;
  private Optional<ProgressBar> bar = Optional.empty();
  private int epochs;
  private int samples;
  private long shown;
  private long doneBefore;
  private List<String> figures = List.of();

  ProgressView(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void started(int epochCount, int sampleCount) {
    epochs = epochCount;
    samples = sampleCount;
    if (console.surroundings().terminal()) {
      bar = Optional.of(newBar((long) epochCount * sampleCount));
    }
  }

  private ProgressBar newBar(long total) {
    BarConsumer consumer =
        new BarConsumer(console.surroundings().err(), console.surroundings().width());
    return new ProgressBarBuilder()
        .setInitialMax(total)
        .setUpdateIntervalMillis(100)
        .setConsumer(consumer)
        .setRenderer(new BarRenderer())
        .build();
  }

  @Override
  public void stepped(int epoch, int done, double loss) {
    if (bar.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    if (now - shown >= BAR_NANOS) {
      shown = now;
      bar.get().stepTo(doneBefore + done);
      // Until an epoch has ended, the last batch's loss is all there is to tell.
      List<String> parts = figures.isEmpty() ? List.of("loss " + Numerals.real(loss)) : figures;
      bar.get().setExtraMessage(message(epoch, parts));
    }
  }

  private String message(int epoch, List<String> parts) {
    return epoch + "/" + epochs + BarRenderer.BETWEEN + String.join(BarRenderer.BETWEEN, parts);
  }

  @Override
  public void epochEnded(EpochResult epoch) {
    doneBefore = (long) epoch.epoch() * samples;
    figures = EpochText.parts(epoch);
    if (bar.isPresent()) {
      bar.get().stepTo(doneBefore);
      bar.get().setExtraMessage(message(epoch.epoch(), figures));
      return;
    }
    long now = System.nanoTime();
    boolean told = epochs <= FEW_EPOCHS || epoch.epoch() == 1 || epoch.epoch() == epochs;
    if (told || now - shown >= LINE_NANOS) {
      shown = now;
      console.message(EpochText.line(epoch, epochs, samples));
    }
  }

  @Override
  public boolean wantsStop() {
    return interruption.isRequested();
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
