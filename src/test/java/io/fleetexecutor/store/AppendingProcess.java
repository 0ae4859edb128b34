package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.started;

import io.fleetexecutor.log.Appended;
import io.smallrye.mutiny.Multi;
import java.nio.file.Path;

/** Appends until it is killed, and prints the number of each record that is acknowledged. */
final class AppendingProcess {
  private static final int WINDOW = 100;

  private AppendingProcess() {}

  /**
   * @param args data directory, execution id, first number
   */
  public static void main(String[] args) {
    SqliteLog log = SqliteLog.open(Path.of(args[0]), new StoreSettings(1, 0));
    int first = Integer.parseInt(args[2]);
    Multi.createFrom()
        .range(first, Integer.MAX_VALUE)
        .onItem()
        .transformToUni(
            i ->
                log.append(args[1], started("c" + i))
                    .onItem()
                    .invoke(appended -> print(i, appended)))
        .merge(WINDOW)
        .collect()
        .last()
        .await()
        .indefinitely();
  }

  private static void print(int number, Appended appended) {
    if (appended == Appended.WRITTEN) {
      System.out.println(number);
    }
  }
}
