/** What generated code links to: networks, their training, their figures and their files. */
module dev.mlpc.runtime {
  // Whoever wants the lanes adds the module; nothing else refers to it.
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.mlpc.runtime;
  exports dev.mlpc.runtime.file;
  exports dev.mlpc.runtime.lanes;
  exports dev.mlpc.runtime.report;
  exports dev.mlpc.runtime.training;
}
