package io.fleetexecutor.pool;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnersModelTest {

  /** The places are the workers. */
  public static class OfWorkers extends OwnersModel {
    public OfWorkers() {
      super(new Permits(PLACES, Integer.MAX_VALUE));
    }
  }

  /** The places are those of a cluster. */
  public static class OfACluster extends OwnersModel {
    public OfACluster() {
      super(new Permits(100, PLACES));
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {OfWorkers.class, OfACluster.class})
  void everyInterleavingLeavesTheLastPlaceToWhoHoldsNoneAndNobodyWaitingWhoMayGoOn(Class<?> model) {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(30)
        .threads(2)
        .actorsBefore(8)
        .actorsPerThread(2)
        .actorsAfter(0)
        .check(model);
  }
}
