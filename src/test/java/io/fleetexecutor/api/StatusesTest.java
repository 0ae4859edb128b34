package io.fleetexecutor.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.internal.GrpcUtil;
import io.grpc.protobuf.StatusProto;
import java.net.URLEncoder;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {
  private static final int NAMES_AND_OTHER_TRAILERS = 200;

  /** What a status takes of what a client takes. */
  static int trailerBytes(StatusRuntimeException told) {
    String message = String.valueOf(told.getStatus().getDescription());
    int base64 = (status(told).getSerializedSize() + 2) / 3 * 4;
    return URLEncoder.encode(message, UTF_8).length() + base64 + NAMES_AND_OTHER_TRAILERS;
  }

  private static Status status(StatusRuntimeException told) {
    return Objects.requireNonNull(StatusProto.fromThrowable(told));
  }

  @Test
  void whatIsWrongWithARequestIsToldInFull() throws Exception {
    List<Violation> violations = violations(10, "is wrong");
    StatusRuntimeException told = Statuses.of(new InvalidRequestException(violations));
    assertThat(told.getStatus().getDescription()).isEqualTo("f0: is wrong (and 9 more)");
    assertThat(badRequest(told).getFieldViolationsList())
        .extracting(each -> new Violation(each.getField(), each.getDescription()))
        .isEqualTo(violations);
  }

  @ParameterizedTest
  @ValueSource(strings = {"far too long ", "ä", "😀"})
  void moreThanClientsTakeAsTrailersIsCut(String text) throws Exception {
    StatusRuntimeException told =
        Statuses.of(new InvalidRequestException(violations(100, text.repeat(4_096))));
    assertThat(trailerBytes(told)).isLessThanOrEqualTo(GrpcUtil.DEFAULT_MAX_HEADER_LIST_SIZE);
    assertThat(told.getStatus().getDescription())
        .startsWith("f0: " + text)
        .endsWith("… (and 99 more)");
    assertThat(badRequest(told).getFieldViolationsList())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getDescription()).startsWith(text).endsWith("…"));
  }

  private static List<Violation> violations(int count, String description) {
    return IntStream.range(0, count).mapToObj(i -> new Violation("f" + i, description)).toList();
  }

  private static BadRequest badRequest(StatusRuntimeException told) throws Exception {
    for (Any detail : status(told).getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        return detail.unpack(BadRequest.class);
      }
    }
    throw new AssertionError(told);
  }
}
