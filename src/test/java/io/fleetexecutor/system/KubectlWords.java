package io.fleetexecutor.system;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.ResourceRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kubectl says of each object that it changed, such as "deployment.apps/web scaled". */
final class KubectlWords {
  private static final Pattern LINE =
      Pattern.compile("(\\S+?)(?:/| \")([^\"\\s]+)\"? (.+?)( \\((server )?dry run\\))?");

  private static final Map<String, Set<Change>> CHANGES =
      Map.ofEntries(
          entry("created", Set.of(Change.CHANGE_CREATED)),
          entry("configured", Set.of(Change.CHANGE_UPDATED)),
          entry("unchanged", Set.of(Change.CHANGE_NONE)),
          entry("patched", Set.of(Change.CHANGE_UPDATED)),
          entry("patched (no change)", Set.of(Change.CHANGE_NONE)),
          entry("scaled", Set.of(Change.CHANGE_UPDATED)),
          entry("restarted", Set.of(Change.CHANGE_UPDATED)),
          entry("deleted", Set.of(Change.CHANGE_DELETED)),
          // The same word for each of them.
          entry(
              "serverside-applied",
              Set.of(Change.CHANGE_CREATED, Change.CHANGE_UPDATED, Change.CHANGE_NONE)));

  private KubectlWords() {}

  static void assertSame(ClusterResult result, KubectlRun run) {
    List<String> lines = run.out().lines().toList();
    List<KubernetesObject> objects = result.getObjects().getObjectsList();
    assertThat(objects).as(run.out()).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      assertThat(line.matches()).as(lines.get(i)).isTrue();
      KubernetesObject object = objects.get(i);
      assertThat(line.group(1)).isEqualTo(kind(object.getRef()));
      assertThat(line.group(2)).isEqualTo(object.getRef().getObjectName());
      assertThat(CHANGES).containsKey(line.group(3));
      assertThat(CHANGES.get(line.group(3))).as(lines.get(i)).contains(object.getChange());
    }
  }

  /** "configmap", "deployment.apps". */
  private static String kind(ResourceRef ref) {
    String kind = ref.getKind().toLowerCase(Locale.ROOT);
    int slash = ref.getApiVersion().indexOf('/');
    return slash < 0 ? kind : kind + "." + ref.getApiVersion().substring(0, slash);
  }
}
