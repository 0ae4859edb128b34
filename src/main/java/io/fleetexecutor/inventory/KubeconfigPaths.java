package io.fleetexecutor.inventory;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which kubeconfig files count, as kubectl sees it. */
public final class KubeconfigPaths {

  private KubeconfigPaths() {}

  /**
   * @param kubeconfig the value of KUBECONFIG, a list of paths; null or empty: {@code .kube/config}
   *     in the home directory
   */
  public static List<Path> of(@Nullable String kubeconfig, Path home) {
    if (kubeconfig == null || kubeconfig.isBlank()) {
      return List.of(home.resolve(".kube").resolve("config"));
    }
    return Arrays.stream(kubeconfig.split(Pattern.quote(File.pathSeparator)))
        .filter(path -> !path.isEmpty())
        .distinct()
        .map(Path::of)
        .toList();
  }
}
