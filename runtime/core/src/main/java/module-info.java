/** What generated code links to: networks, their training, their figures and their files. */
module dev.mlpc.runtime {
  requires static org.jspecify;

  exports dev.mlpc.runtime;
  exports dev.mlpc.runtime.file;
  exports dev.mlpc.runtime.report;
  exports dev.mlpc.runtime.training;
}
