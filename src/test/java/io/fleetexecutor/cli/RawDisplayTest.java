package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What API servers answered to a request of any kind. */
class RawDisplayTest {
  private static final String[] RAW = {"execute", "raw", "GET", "/version"};

  private final FleetAnswers answers =
      FleetAnswers.of(operation -> operation.getRawRequestBuilder().setMethod("GET"));

  @Test
  void theAnswerOfTheOnlyClusterIsPrintedAsItIs() throws Exception {
    assertThat(answers.result(body("a", "plain\ntext\n")).shownBy(RAW).out())
        .isEqualTo("plain\ntext\n");
  }

  @Test
  void anAnswerThatWasCutIsToldOnStandardError() throws Exception {
    answers.result(cut(ByteString.copyFromUtf8("[1, 2")).setTotalOutputBytes(4321));
    CommandLineRun run = answers.shownBy(RAW);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("[1, 2\n");
    assertThat(run.err())
        .startsWith(
            "! a  output truncated: the cluster has more than is shown (4,321 bytes or more); see"
                + " --max-output-bytes\n");
  }

  @Test
  void whatIsNoTextDoesNotReachTheTerminal() throws Exception {
    ClusterResult.Builder result = Events.succeeded("a");
    result.getRawResponseBuilder().setBody(ByteString.copyFrom(new byte[] {0, 27, -1, 'x'}));

    assertThat(answers.result(result).shownBy(RAW).out())
        .isEqualTo("(4 bytes of unknown type, no text in UTF-8)\n");
  }

  @Test
  void eachOfSeveralAnswersIsBeneathItsCluster() throws Exception {
    answers.result(body("a", "{\"major\": 1,\n\"minor\": 2}\n")).result(body("b", "ok"));

    assertThat(answers.shownBy(RAW).out())
        .isEqualTo(
            """
            a:
            {"major": 1,
            "minor": 2}
            b:
            ok
            """);
  }

  @Test
  void anEmptyAnswerIsToldWhereThereAreOthers() throws Exception {
    answers.result(body("a", "")).result(body("b", "ok"));

    assertThat(answers.shownBy(RAW).out()).isEqualTo("a: (HTTP 200, no body)\nb:\nok\n");
  }

  @Test
  void anEmptyAnswerOfTheOnlyClusterIsNothing() throws Exception {
    assertThat(answers.result(body("a", "")).shownBy(RAW).out()).isEmpty();
  }

  @Test
  void anEmptyFailureIsToldOnce() throws Exception {
    ClusterResult.Builder failed =
        Events.failed("a", State.STATE_FAILED, "HTTP 405 without a Kubernetes Status");
    failed.getRawResponseBuilder().setStatusCode(405);
    ClusterResult.Builder forbidden = Events.failed("b", State.STATE_DENIED, "forbidden");
    forbidden.getRawResponseBuilder().setStatusCode(403);
    CommandLineRun run = answers.result(failed).result(forbidden).shownBy(RAW);

    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            """
            ✗ a  FAILED  HTTP 405 without a Kubernetes Status (120ms)
            ✗ b  DENIED  HTTP 403  forbidden (120ms)
            """);
  }

  @Test
  void whatIsNoTextIsCounted() throws Exception {
    ClusterResult.Builder result = Events.succeeded("a");
    result
        .getRawResponseBuilder()
        .setBody(ByteString.copyFrom(new byte[4321]).concat(ByteString.fromHex("ff")))
        .setContentType("application/octet-stream");
    ClusterResult.Builder unknown = Events.succeeded("b");
    unknown.getRawResponseBuilder().setBody(ByteString.fromHex("c3"));

    assertThat(answers.result(result).result(unknown).shownBy(RAW).out())
        .isEqualTo(
            """
            a:
            (4,322 bytes of application/octet-stream, no text in UTF-8)
            b:
            (1 bytes of unknown type, no text in UTF-8)
            """);
  }

  @Test
  void textThatWasCutInTheMiddleOfACharacterIsText() throws Exception {
    byte[] text = "größer 🚀".getBytes(StandardCharsets.UTF_8);
    for (int length : new int[] {3, text.length - 1, text.length - 2, text.length - 3}) {
      answers.result(cut(ByteString.copyFrom(text, 0, length)));
    }

    assertThat(answers.shownBy(RAW).out())
        .isEqualTo("a:\ngr\na:\ngrößer \na:\ngrößer \na:\ngrößer \n");
  }

  @Test
  void textThatWasCutBetweenCharactersIsWhole() throws Exception {
    answers.result(cut(ByteString.copyFromUtf8("größer 🚀")));

    assertThat(answers.shownBy(RAW).out()).isEqualTo("größer 🚀\n");
  }

  private static ClusterResult.Builder cut(ByteString body) {
    ClusterResult.Builder result = Events.succeeded("a").setOutputTruncated(true);
    result.getRawResponseBuilder().setStatusCode(200).setBody(body);
    return result;
  }

  private static ClusterResult.Builder body(String cluster, String text) {
    ClusterResult.Builder result = Events.succeeded(cluster);
    result.getRawResponseBuilder().setStatusCode(200).setBody(ByteString.copyFromUtf8(text));
    return result;
  }
}
