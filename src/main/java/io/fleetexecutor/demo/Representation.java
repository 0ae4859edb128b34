package io.fleetexecutor.demo;

import io.vertx.ext.web.MIMEHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form in which a client takes what it reads: whole, as a table, or the metadata only. */
enum Representation {
  OBJECT,
  TABLE,
  METADATA;

  private static final String GROUP = "meta.k8s.io";
  private static final List<String> JSON = List.of("application/json", "application/*", "*/*");

  /** The first acceptable one, in the client's order; 406 if there is none. */
  static Representation negotiate(List<MIMEHeader> accept, boolean list) {
    if (accept.isEmpty()) {
      return OBJECT;
    }
    for (MIMEHeader header : accept) {
      Representation representation = of(header, list);
      if (representation != null) {
        return representation;
      }
    }
    throw Refusals.notAcceptable();
  }

  /** For what has no other form than its own JSON. */
  static void requireJson(List<MIMEHeader> accept) {
    if (!accept.isEmpty() && accept.stream().noneMatch(header -> of(header, false) == OBJECT)) {
      throw Refusals.notAcceptable();
    }
  }

  private static @Nullable Representation of(MIMEHeader header, boolean list) {
    if (!JSON.contains(header.value())) {
      return null;
    }
    String as = header.parameter("as");
    if (as == null) {
      return OBJECT;
    }
    if (!GROUP.equals(header.parameter("g")) || !"v1".equals(header.parameter("v"))) {
      return null;
    }
    if (as.equals("Table")) {
      return TABLE;
    }
    return as.equals(list ? "PartialObjectMetadataList" : "PartialObjectMetadata")
        ? METADATA
        : null;
  }
}
