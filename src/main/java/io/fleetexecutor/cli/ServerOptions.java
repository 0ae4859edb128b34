package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.TokenSource;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which service a command calls, and how each proves to the other who it is. */
final class ServerOptions {
  private static final List<String> CERTIFICATES =
      List.of("--certificate-authority", "--client-certificate", "--client-key");

  @Mixin private final ServerOption server = new ServerOption();

  @Option(
      names = "--certificate-authority",
      paramLabel = "FILE",
      defaultValue = "${env:FLEET_CERTIFICATE_AUTHORITY}",
      description =
          "Certificates (PEM) that the service's is trusted by (default:"
              + " FLEET_CERTIFICATE_AUTHORITY, or else those of the JDK).")
  private @Nullable Path authority;

  @Option(
      names = "--client-certificate",
      paramLabel = "FILE",
      defaultValue = "${env:FLEET_CLIENT_CERTIFICATE}",
      description = "The caller's own certificate (PEM; default: FLEET_CLIENT_CERTIFICATE).")
  private @Nullable Path certificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      defaultValue = "${env:FLEET_CLIENT_KEY}",
      description = "The key to it (PKCS#8, PEM; default: FLEET_CLIENT_KEY).")
  private @Nullable Path key;

  @Mixin private final TokenOptions token = new TokenOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  FleetClient connect() {
    ServerAddress address = server.address();
    TokenSource source = token.source(command, address).orElse(null);
    if (source != null) {
      server.requirePrivate(command);
    }
    return FleetClient.to(
        address,
        address.hasTls() ? tls() : plainText(),
        source == null ? null : new BearerCredentials(source));
  }

  private ChannelCredentials plainText() {
    for (String option : CERTIFICATES) {
      // Those of the environment are for other services.
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrong(
            "%s is for a service with TLS; write its address as https://%s"
                .formatted(option, server.address()));
      }
    }
    return InsecureChannelCredentials.create();
  }

  private ChannelCredentials tls() {
    var credentials = TlsChannelCredentials.newBuilder();
    if (authority != null) {
      try {
        credentials.trustManager(authority.toFile());
      } catch (IOException e) {
        throw unreadable("--certificate-authority", e);
      }
    }
    if ((certificate == null) != (key == null)) {
      throw wrong("--client-certificate and --client-key go together");
    }
    if (certificate != null && key != null) {
      try {
        credentials.keyManager(certificate.toFile(), key.toFile());
      } catch (IOException e) {
        throw unreadable("--client-certificate or --client-key", e);
      }
    }
    return credentials.build();
  }

  private ParameterException unreadable(String option, IOException failure) {
    return wrong("%s cannot be read: %s".formatted(option, failure.getMessage()));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
