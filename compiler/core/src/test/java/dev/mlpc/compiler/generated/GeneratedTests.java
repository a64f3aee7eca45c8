package dev.mlpc.compiler.generated;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of generated code on the Java that this class is started with. */
public final class GeneratedTests {
  private GeneratedTests() {}

  /** Prints what ran; the exit status is 0 if something ran and nothing failed. */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectPackage("dev.mlpc.compiler"))
            .filters(TagFilter.includeTags("generated"))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    out.println("on Java " + Runtime.version());
    listener.getSummary().printTo(out);
    listener.getSummary().printFailuresTo(out, 5);
    boolean done =
        listener.getSummary().getTestsSucceededCount() > 0
            && listener.getSummary().getTotalFailureCount() == 0;
    System.exit(done ? 0 : 1);
  }
}
