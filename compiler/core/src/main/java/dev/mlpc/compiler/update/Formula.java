package dev.mlpc.compiler.update;

/** How one parameter and its slots get their next values. */
interface Formula {
  void update(Learned parameter);
}
