package dev.mlpc.cli;

import dev.mlpc.runtime.training.EpochResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A plot of the losses of a training run, epoch by epoch. */
final class LearningCurves {
  /** Losses that span more than this are easier to read on a logarithmic axis. */
  private static final double WIDE = 30;

  /** More points than this only make the plot larger. */
  private static final int MOST_POINTS = 400;

  private LearningCurves() {}

  /** Where the plots of parameters lie: beside them, {@code iris.curves.png}. */
  static Path beside(Path parameters, String ending) {
    String name = String.valueOf(parameters.getFileName());
    int dot = name.lastIndexOf('.');
    return parameters.resolveSibling(
        (dot > 0 ? name.substring(0, dot) : name) + ".curves." + ending);
  }

  /**
   * Draws and writes both plots.
   *
   * @return where they are
   */
  static List<Path> write(String network, List<EpochResult> epochs, Path parameters)
      throws IOException {
    XYChart chart = chart(network, thinned(epochs));
    byte[] png = ChartEncoder.getBytes(chart, "png");
    byte[] svg = ChartEncoder.getBytes(chart, "svg");
    List<Path> paths = List.of(beside(parameters, "png"), beside(parameters, "svg"));
    WholeFile.write(paths.get(0), png);
    WholeFile.write(paths.get(1), svg);
    return paths;
  }

  /** The first and the last epoch, and evenly many between them. */
  private static List<EpochResult> thinned(List<EpochResult> epochs) {
    int points = Math.min(MOST_POINTS, epochs.size());
    List<EpochResult> shown = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      long last = epochs.size() - 1L;
      shown.add(epochs.get(points == 1 ? 0 : (int) (i * last / (points - 1))));
    }
    return shown;
  }

  private static XYChart chart(String network, List<EpochResult> epochs) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title(network)
            .xAxisTitle("epoch")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setLegendBorderColor(new Color(0xdd, 0xdd, 0xdd));
    chart.getStyler().setYAxisLogarithmic(isWide(epochs));
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisTickMarkSpacingHint(100);
    chart.getStyler().setXAxisDecimalPattern("#,###");
    addSeries(chart, "training", epochs, EpochResult::loss, new Color(0x1f, 0x77, 0xb4));
    if (epochs.stream().allMatch(epoch -> epoch.validationLoss().isPresent())) {
      addSeries(
          chart,
          "validation",
          epochs,
          epoch -> epoch.validationLoss().orElseThrow(),
          new Color(0xd6, 0x60, 0x1c));
    }
    roundSteps(chart);
    return chart;
  }

  /**
   * Makes the axis of epochs count in round steps. Where all values are evenly spaced, XChart marks
   * each so-many-th of them (11, 22, …); a series that it does not draw stands between.
   */
  private static void roundSteps(XYChart chart) {
    XYSeries between = chart.addSeries("between", new double[] {0, 0.5}, new double[] {0, 0});
    between.setEnabled(false);
    between.setShowInLegend(false);
  }

  private static void addSeries(
      XYChart chart,
      String name,
      List<EpochResult> epochs,
      ToDoubleFunction<EpochResult> loss,
      Color colour) {
    double[] numbers = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    double[] losses = epochs.stream().mapToDouble(loss).toArray();
    XYSeries series = chart.addSeries(name, numbers, losses);
    series.setMarker(epochs.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setLineStyle(new BasicStroke(2));
  }

  private static boolean isWide(List<EpochResult> epochs) {
    List<Double> losses = new ArrayList<>();
    for (EpochResult epoch : epochs) {
      losses.add(epoch.loss());
      epoch.validationLoss().ifPresent(losses::add);
    }
    double least = losses.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double greatest = losses.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return least > 0 && greatest / least > WIDE;
  }
}
