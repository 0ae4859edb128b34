package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClientCertificate;
import io.fleetexecutor.cluster.Credentials;
import io.fleetexecutor.cluster.Impersonation;
import io.fleetexecutor.cluster.PemSource;
import io.fleetexecutor.inventory.MergedKubeconfig.Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a user of a kubeconfig into credentials. */
final class UserReader {

  private final PemReader pems;
  private final ExecReader execs;
  private final OidcReader oidc;

  UserReader(PemReader pems, ExecReader execs) {
    this.pems = pems;
    this.execs = execs;
    this.oidc = new OidcReader(pems);
  }

  Credentials credentials(Entry<AuthInfo> user, Entry<Cluster> cluster) {
    Fields fields = new Fields(user.document(), "user", user.name());
    return new Credentials(
        certificate(fields, user.value()),
        authentication(fields, user, cluster),
        impersonation(fields, user.value()));
  }

  private @Nullable ClientCertificate certificate(Fields fields, AuthInfo user) {
    PemSource certificate =
        pems.certificate(
            fields,
            "client-certificate",
            user.getClientCertificate(),
            user.getClientCertificateData());
    PemSource key = pems.key(fields, "client-key", user.getClientKey(), user.getClientKeyData());
    if (certificate != null && key == null) {
      throw fields.invalid("client-key", "is missing, which client-certificate needs");
    }
    if (certificate == null && key != null) {
      throw fields.invalid("client-certificate", "is missing, which client-key needs");
    }
    return certificate == null || key == null ? null : new ClientCertificate(certificate, key);
  }

  private Authentication authentication(
      Fields fields, Entry<AuthInfo> entry, Entry<Cluster> cluster) {
    AuthInfo user = entry.value();
    boolean token = isSet(user.getToken()) || isSet(user.getTokenFile());
    if (token && isSet(user.getUsername())) {
      throw fields.invalid("token", "does not go with username; remove one of them");
    }
    if (isSet(user.getTokenFile())) {
      return tokenFile(fields, user.getTokenFile());
    }
    if (isSet(user.getToken())) {
      return new Authentication.Fixed(header(fields, "token", "Bearer " + user.getToken()));
    }
    if (isSet(user.getUsername())) {
      String pair =
          user.getUsername() + ":" + (user.getPassword() == null ? "" : user.getPassword());
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return new Authentication.Fixed("Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    if (user.getAuthProvider() != null) {
      return oidc.login(fields, user.getAuthProvider());
    }
    return user.getExec() == null
        ? Authentication.NONE
        : new Authentication.Plugin(execs.command(fields, user.getExec(), cluster));
  }

  private static Authentication tokenFile(Fields fields, String file) {
    Path path = fields.file("tokenFile", file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw fields.invalid("tokenFile", "is " + path + ", which does not exist or may not be read");
    }
    return new Authentication.TokenFile(path);
  }

  private static String header(Fields fields, String field, @Nullable String value) {
    if (value == null) {
      throw fields.invalid(field, "is null");
    }
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw fields.invalid(field, "holds characters that no HTTP header may have");
    }
    return value;
  }

  private static Impersonation impersonation(Fields fields, AuthInfo user) {
    List<String> groups = user.getAsGroups() == null ? List.of() : user.getAsGroups();
    Map<String, List<String>> extra =
        user.getAsUserExtra() == null ? Map.of() : user.getAsUserExtra();
    String uid = user.getAsUid() == null ? "" : user.getAsUid();
    header(fields, "as-uid", uid);
    groups.forEach(group -> header(fields, "as-groups", group));
    extra.values().forEach(values -> extra(fields, values));
    if (isSet(user.getAs())) {
      return new Impersonation(header(fields, "as", user.getAs()), uid, groups, extra);
    }
    if (!groups.isEmpty() || !extra.isEmpty() || !uid.isEmpty()) {
      throw fields.invalid("as", "is missing, which as-uid, as-groups and as-user-extra need");
    }
    return Impersonation.NONE;
  }

  private static void extra(Fields fields, @Nullable List<String> values) {
    if (values == null) {
      throw fields.invalid("as-user-extra", "is null");
    }
    values.forEach(value -> header(fields, "as-user-extra", value));
  }

  private static boolean isSet(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
