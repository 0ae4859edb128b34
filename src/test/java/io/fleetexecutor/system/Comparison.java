package io.fleetexecutor.system;

import org.junit.jupiter.api.DynamicTest;

/** A command of kubectl, whose result must be the service's, too. */
interface Comparison {
  /** The command line, without "kubectl". */
  String command();

  void compare(BothClients clients);

  default DynamicTest on(BothClients clients) {
    return DynamicTest.dynamicTest("kubectl " + command(), () -> compare(clients));
  }
}
