package io.fleetexecutor.cli;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the command line against a service that answers what the test says. */
abstract class ScriptedServiceTest {
  ScriptedService service;

  @BeforeEach
  void startService() throws IOException {
    service = new ScriptedService();
  }

  @AfterEach
  void stopService() {
    service.close();
  }
}
