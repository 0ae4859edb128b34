package io.fleetexecutor.operation;

import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.ResourceRef;
import java.time.Duration;

/** A pod that is waited for, and what fake API servers tell of it. */
final class AwaitedPod {
  static final String PATH = "/api/v1/namespaces/mine/pods/a";
  static final String LIST = "/api/v1/namespaces/mine/pods?fieldSelector=metadata.name%3Da";

  /** A version follows. */
  static final String WATCH = LIST + "&watch=true&allowWatchBookmarks=true&resourceVersion=";

  static final Operation READY = await("object.ready");

  private AwaitedPod() {}

  static Operation await(String expression) {
    return new Operation.AwaitCondition(
        new ResourceRef("", "pods", "", "a"), expression, Duration.ofMillis(100));
  }

  static String list(String version, String pods) {
    return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"%s\"},\"items\":[%s]}"
        .formatted(version, pods);
  }

  static String pod(String version, boolean ready) {
    return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"%s\"},\"ready\":%s}"
        .formatted(version, ready);
  }

  static String event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
  }
}
