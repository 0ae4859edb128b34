package io.fleetexecutor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.v1.ExecuteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether two requests ask for the same: one caller for the same source, however it is to be
 * streamed.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(ExecuteRequest request, Caller caller) {
    var source = ExecuteRequest.newBuilder();
    switch (request.getSourceCase()) {
      case SPEC -> source.setSpec(request.getSpec());
      case RETRY -> source.setRetry(request.getRetry());
      case SOURCE_NOT_SET -> {
        // Refused elsewhere.
      }
    }
    // A name that is given to somebody else is another caller.
    String who = caller.uid().isEmpty() ? caller.name() : caller.name() + "\0" + caller.uid();
    return HexFormat.of().formatHex(sha256(who, bytes(source.build())));
  }

  private static byte[] bytes(ExecuteRequest source) {
    byte[] bytes = new byte[source.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      source.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static byte[] sha256(String caller, byte[] source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(source);
      return digest.digest(caller.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
