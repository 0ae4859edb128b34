package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the same objects, with every field of them. */
record SameObjects(String command, Requests request) implements Comparison {

  @Override
  public void compare(BothClients clients) {
    var read = SteadyRead.of(clients, command + " -o json --show-managed-fields", request);

    assertThat(ComparedObjects.exact(read.result()))
        .isNotEmpty()
        .isEqualTo(read.printed().objects());
  }
}
