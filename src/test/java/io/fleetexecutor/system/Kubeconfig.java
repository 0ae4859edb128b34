package io.fleetexecutor.system;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A kubeconfig in the making. */
final class Kubeconfig {
  private final ConfigBuilder config;

  Kubeconfig() {
    this(new Config());
  }

  private Kubeconfig(Config config) {
    this.config = new ConfigBuilder(config);
  }

  static Kubeconfig of(Path file) throws IOException {
    return new Kubeconfig(Serialization.unmarshal(Files.readString(file), Config.class));
  }

  /** An API server that asks for no credentials. */
  Kubeconfig cluster(String name, String url) {
    config
        .addNewCluster()
        .withName(name)
        .withNewCluster()
        .withServer(url)
        .endCluster()
        .endCluster();
    return context(name, name);
  }

  /** So many clusters, "cluster-01" and so on, behind one API server. */
  Kubeconfig clusters(int count, String url) {
    IntStream.rangeClosed(1, count)
        .forEach(number -> cluster("cluster-%02d".formatted(number), url));
    return this;
  }

  Kubeconfig context(String name, String cluster) {
    config
        .addNewContext()
        .withName(name)
        .withNewContext()
        .withCluster(cluster)
        .endContext()
        .endContext();
    return this;
  }

  /** A context of a cluster that is there, as the first user of another file. */
  Kubeconfig contextAs(Path other, String name, String cluster) throws IOException {
    var user = Serialization.unmarshal(Files.readString(other), Config.class).getUsers().getFirst();
    config.addNewUser().withName(name).withUser(user.getUser()).endUser();
    config
        .addNewContext()
        .withName(name)
        .withNewContext()
        .withCluster(cluster)
        .withUser(name)
        .endContext()
        .endContext();
    return this;
  }

  String write(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "kubeconfig", ".yaml");
    return Files.writeString(file, Serialization.asYaml(config.build())).toString();
  }
}
