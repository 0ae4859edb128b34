package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the same objects, with every field of them. */
record SameObjects(String command, Requests request) implements Comparison {

  @Override
  public void compare(BothClients clients) {
    KubectlRun read = clients.kubectl().run(command + " -o json --show-managed-fields");

    assertThat(ComparedObjects.exact(clients.succeed(request)))
        .isNotEmpty()
        .isEqualTo(read.succeeded().objects());
  }
}
