/** What generated code links to. */
module dev.mlpc.runtime {
  requires static org.jspecify;

  exports dev.mlpc.runtime;
  exports dev.mlpc.runtime.file;
}
