package io.fleetexecutor.cli;

/** What is done with the execution that the arguments describe. */
interface SpecAction {
  /** Returns the exit code. */
  int run(OperationCommand command) throws Exception;
}
