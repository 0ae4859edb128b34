package io.fleetexecutor.inventory.management;

import static io.fleetexecutor.inventory.management.FakeManagementCluster.event;
import static io.fleetexecutor.inventory.management.FakeManagementCluster.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementObjectsTest {
  private static final String GONE =
      """
      {"kind":"Status","apiVersion":"v1","reason":"Expired","code":410,"message":"too old"}
      """;
  private static final String TROUBLE =
      "management cluster \"hub\" cannot be watched for secrets since 2026-01-02T03:04:05Z: ";

  private final FakeManagementCluster cluster = new FakeManagementCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void whatWasListedIsWatchedFromThere() {
    cluster.list("5", "", "a", "b");
    cluster.follow();
    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/a=1, n/b=1}"));

    cluster.send(event("ADDED", object("c", "6")) + event("MODIFIED", object("a", "7")));
    cluster.send(event("DELETED", object("b", "8")));

    cluster.await(
        told -> {
          assertThat(names(told)).isEqualTo("{n/a=7, n/c=6}");
          assertThat(told.warnings()).isEmpty();
        });
    assertThat(cluster.requests)
        .containsExactly(
            "/api/v1/secrets?limit=100&labelSelector=a%3Db",
            "/api/v1/secrets?watch=true&allowWatchBookmarks=true&timeoutSeconds=300"
                + "&labelSelector=a%3Db&resourceVersion=5");
  }

  @Test
  void everyPageOfAListIsRead() {
    cluster.list("5", "more", "a").list("5", "", "b");
    cluster.follow();

    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/a=1, n/b=1}"));
    assertThat(cluster.requests)
        .contains("/api/v1/secrets?limit=100&labelSelector=a%3Db&continue=more");
  }

  @Test
  void aWatchGoesOnFromTheLastBookmark() {
    cluster.list("5", "", "a");
    cluster.follow();
    cluster.send(event("BOOKMARK", object("", "9")));
    cluster.watches.getLast().end();

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(cluster.requests).last().asString().endsWith("resourceVersion=9"));
    assertThat(cluster.told).allSatisfy(told -> assertThat(told.warnings()).isEmpty());
  }

  @Test
  void aVersionThatIsTooOldIsListedAgainWithoutAWarning() {
    cluster.list("5", "", "a").list("7", "", "b");
    cluster.follow();
    cluster.send(event("ERROR", GONE));

    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/b=1}"));
    assertThat(cluster.told).allSatisfy(told -> assertThat(told.warnings()).isEmpty());
  }

  @Test
  void whileItCannotBeAskedItsLastStateCountsWithAWarning() {
    cluster.list("5", "", "a").list(503, "not now").list("7", "", "b");
    cluster.follow();
    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/a=1}"));
    cluster.watches.getLast().reset();

    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/b=1}"));
    assertThat(cluster.told)
        .anySatisfy(
            told -> {
              assertThat(names(told)).isEqualTo("{n/a=1}");
              assertThat(told.warnings())
                  .containsExactly(
                      TROUBLE
                          + "HTTP 503 (it may hold Secrets, and is not shown); its clusters are as they were then");
            });
    assertThat(cluster.told.getLast().warnings()).isEmpty();
  }

  @Test
  void whatWasNeverReadIsAWarning() {
    cluster.list(403, "no");
    cluster.follow();

    cluster.await(
        told -> {
          assertThat(told.objects()).isEmpty();
          assertThat(told.warnings())
              .containsExactly(
                  TROUBLE
                      + "HTTP 403 (it may hold Secrets, and is not shown); none of its clusters is known yet");
        });
  }

  @Test
  void aKindThatIsNotThereIsLookedForAgain() {
    cluster.list(404, "404 page not found").list("5", "", "a");
    cluster.follow();

    cluster.await(told -> assertThat(names(told)).isEqualTo("{n/a=1}"));
    assertThat(cluster.told.getFirst().warnings())
        .containsExactly(
            "management cluster \"hub\" knows no secrets since 2026-01-02T03:04:05Z;"
                + " they are looked for again");
  }

  @Test
  void aListWithoutAWatchIsReadAgainWithAWarningThatStays() {
    cluster.list("5", "", "a").list("6", "", "a", "b").watch(403, "no watch");
    cluster.follow();

    cluster.await(
        told -> {
          assertThat(names(told)).isEqualTo("{n/a=1, n/b=1}");
          assertThat(told.warnings())
              .containsExactly(
                  TROUBLE
                      + "HTTP 403 (it may hold Secrets, and is not shown); its clusters are as they were then");
        });
  }

  @Test
  void whoCancelsEndsTheWatch() {
    AtomicBoolean closed = new AtomicBoolean();
    cluster.list("5", "", "a");
    Cancellable following = cluster.follow();
    Awaitility.await().until(() -> !cluster.watches.isEmpty());
    cluster.watches.getLast().closeHandler(end -> closed.set(true));

    following.cancel();

    Awaitility.await().untilTrue(closed);
  }

  private static String names(Snapshot<String> snapshot) {
    return snapshot.objects().toString();
  }
}
