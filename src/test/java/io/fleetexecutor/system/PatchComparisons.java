package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.configMap;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.widget;

import io.fleetexecutor.v1.PatchResource.PatchType;
import java.util.stream.Stream;

/** Patches of each type. */
final class PatchComparisons {
  private static final String SIDECAR =
      "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"side:1\"}]}}}}";

  private static final String OTHER = "{\"data\":{\"a\":\"2\"}}";
  private static final String LARGER = "{\"spec\":{\"size\":2}}";

  private PatchComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        ofConfigMap(
            "json",
            PatchType.PATCH_TYPE_JSON,
            "[{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"2\"}]"),
        ofConfigMap("merge", PatchType.PATCH_TYPE_MERGE, "{\"data\":{\"a\":null,\"b\":\"2\"}}"),
        ofConfigMap("merge", PatchType.PATCH_TYPE_MERGE, "{\"data\":{\"a\":\"1\"}}"),
        SameChange.of(
                "patch configmap settings --type merge --field-manager=editor -p '" + OTHER + "'",
                namespace ->
                    ChangeRequests.patch(
                        ChangeRequests.ref(namespace, "configmap/settings"),
                        PatchType.PATCH_TYPE_MERGE,
                        OTHER,
                        "editor"))
            .given(configMap("settings", "a: '1'")),
        SameChange.of(
                "patch configmap settings --type merge --dry-run=server -p '" + OTHER + "'",
                namespace ->
                    ChangeRequests.patch(
                            ChangeRequests.ref(namespace, "configmap/settings"),
                            PatchType.PATCH_TYPE_MERGE,
                            OTHER)
                        .dryRun())
            .given(configMap("settings", "a: '1'")),
        SameChange.of(
                "patch widget my-widget --type merge -p '" + LARGER + "'",
                namespace ->
                    ChangeRequests.patch(
                        ChangeRequests.ref(namespace, "widget/my-widget"),
                        PatchType.PATCH_TYPE_MERGE,
                        LARGER))
            .kinds("widgets")
            .given(widget("my-widget")),
        SameChange.of(
                "patch deployment web --type strategic -p '" + SIDECAR + "'",
                namespace ->
                    ChangeRequests.patch(
                        ChangeRequests.ref(namespace, "deployment/web"),
                        PatchType.PATCH_TYPE_STRATEGIC_MERGE,
                        SIDECAR))
            .given(deployment(0)),
        refused(
            "configmap/config-1",
            "json",
            PatchType.PATCH_TYPE_JSON,
            "[{\"op\":\"test\",\"path\":\"/data/number\",\"value\":\"no\"}]",
            422),
        refused(
            "deployment/web",
            "merge",
            PatchType.PATCH_TYPE_MERGE,
            "{\"spec\":{\"replicas\":-1}}",
            422),
        refused(
            "configmap/config-1",
            "merge",
            PatchType.PATCH_TYPE_MERGE,
            "{\"metadata\":{\"resourceVersion\":\"1\"}}",
            409),
        refused(
            "widget/my-widget",
            "strategic",
            PatchType.PATCH_TYPE_STRATEGIC_MERGE,
            "{\"spec\":{\"size\":2}}",
            415),
        refused("configmap/none", "merge", PatchType.PATCH_TYPE_MERGE, "{\"data\":{}}", 404));
  }

  private static Comparison ofConfigMap(String type, PatchType patchType, String patch) {
    return SameChange.of(
            "patch configmap settings --type %s -p '%s'".formatted(type, patch),
            namespace ->
                ChangeRequests.patch(
                    ChangeRequests.ref(namespace, "configmap/settings"), patchType, patch))
        .given(configMap("settings", "a: '1'"));
  }

  private static Comparison refused(
      String object, String type, PatchType patchType, String patch, int httpStatus) {
    return SameRefusal.of(
        "patch %s --type %s -p '%s' -n %s"
            .formatted(object, type, patch, ReadComparisons.NAMESPACE),
        httpStatus,
        ChangeRequests.patch(
            ChangeRequests.ref(ReadComparisons.NAMESPACE, object), patchType, patch));
  }
}
