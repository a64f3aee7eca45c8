package dev.mlpc.runtime;

/** Memory of one thread, or of one team, for the intermediate values of one network. */
public interface Workspace {

  /** {@return who shares the work of predictions} */
  default Team team() {
    return Team.ALONE;
  }
}
