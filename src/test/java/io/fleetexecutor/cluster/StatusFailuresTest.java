package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "400, BadRequest,            FAILED, INVALID_ARGUMENT,   BAD_REQUEST",
    "401, Unauthorized,          DENIED, UNAUTHENTICATED,    UNAUTHORIZED",
    "403, Forbidden,             DENIED, PERMISSION_DENIED,  FORBIDDEN",
    "404, NotFound,              FAILED, NOT_FOUND,          NOT_FOUND",
    "405, MethodNotAllowed,      FAILED, UNIMPLEMENTED,      METHOD_NOT_ALLOWED",
    "406, NotAcceptable,         FAILED, UNIMPLEMENTED,      NOT_ACCEPTABLE",
    "409, AlreadyExists,         FAILED, ALREADY_EXISTS,     ALREADY_EXISTS",
    "409, Conflict,              FAILED, ABORTED,            CONFLICT",
    "410, Expired,               FAILED, ABORTED,            EXPIRED",
    "415, UnsupportedMediaType,  FAILED, UNIMPLEMENTED,      UNSUPPORTED_MEDIA_TYPE",
    "422, Invalid,               FAILED, INVALID_ARGUMENT,   INVALID",
    "429, TooManyRequests,       FAILED, RESOURCE_EXHAUSTED, TOO_MANY_REQUESTS",
    "500, InternalError,         FAILED, INTERNAL,           INTERNAL_ERROR",
    "503, ServiceUnavailable,    FAILED, UNAVAILABLE,        SERVICE_UNAVAILABLE",
    "504, Timeout,               FAILED, DEADLINE_EXCEEDED,  TIMEOUT"
  })
  void aStatusKeepsItsMessageAndReason(
      int http, String statusReason, ClusterState state, ErrorCode code, String reason) {
    String body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","message":"as it said",
         "reason":"%s","code":%d}
        """
            .formatted(statusReason, http);

    ClusterFailure failure =
        StatusFailures.of(new ApiResponse(new ResponseHead(http, "", null), body));

    assertThat(failure.state()).isEqualTo(state);
    assertThat(failure.error().code()).isEqualTo(code);
    assertThat(failure.error().reason()).isEqualTo(reason);
    assertThat(failure.error().message()).isEqualTo("as it said");
    assertThat(failure.error().httpStatus()).isEqualTo(http);
  }

  @ParameterizedTest
  @CsvSource({
    "401, DENIED, UNAUTHORIZED",
    "403, DENIED, FORBIDDEN",
    "429, FAILED, TOO_MANY_REQUESTS",
    "500, FAILED, INTERNAL_ERROR",
    "502, FAILED, BAD_GATEWAY",
    "503, FAILED, SERVICE_UNAVAILABLE",
    "404, FAILED, UNEXPECTED_ANSWER",
    "302, FAILED, UNEXPECTED_ANSWER"
  })
  void plainTextIsShownInShort(int http, ClusterState state, String reason) {
    ClusterFailure failure =
        StatusFailures.of(
            new ApiResponse(
                new ResponseHead(http, "", null), "<html>\u001b[31m\n  bad " + "x".repeat(5000)));

    assertThat(failure.state()).isEqualTo(state);
    assertThat(failure.error().reason()).isEqualTo(reason);
    assertThat(failure.error().message())
        .contains("HTTP " + http, "<html> [31m bad xxx")
        .hasSizeLessThan(300);
  }

  @Test
  void anEmptyAnswerIsCalledEmpty() {
    assertThat(
            StatusFailures.of(new ApiResponse(new ResponseHead(500, "", null), ""))
                .error()
                .message())
        .isEqualTo("HTTP 500: the answer is empty");
  }
}
