package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTParser;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.testing.TestCertificate;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTokensTest extends VertxTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] CHUNK = new byte[65_536];
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private TestIssuer issuer;

  @BeforeEach
  void startIssuer() {
    issuer = TestIssuer.start(vertx, time);
  }

  @Test
  void anIdTokenCountsUntilTenSecondsBeforeItExpires() throws Exception {
    OidcTokens tokens = tokens(issuer.idToken("first", Duration.ofMinutes(1)), "refresh-0");

    CachedCredential.Expiring first = tokens.obtain();

    assertThat(user(first)).isEqualTo("first");
    assertThat(first.expiry()).isEqualTo(time.instant().plusSeconds(50));
    assertThat(issuer.refreshes()).isZero();
  }

  @Test
  void afterThatARefreshBringsTheNext() throws Exception {
    OidcTokens tokens = tokens(issuer.idToken("first", Duration.ofSeconds(10)), "refresh-0");

    CachedCredential.Expiring next = tokens.obtain();

    assertThat(user(next)).isEqualTo("user-1");
    assertThat(next.expiry()).isEqualTo(time.instant().plusSeconds(290));
  }

  @Test
  void aRefreshTokenThatTheIssuerReplacesIsReplaced() throws Exception {
    OidcTokens tokens = tokens("", "refresh-0");

    assertThat(user(tokens.obtain())).isEqualTo("user-1");
    assertThat(user(tokens.obtain())).isEqualTo("user-2");
    assertThat(user(tokens.obtain())).isEqualTo("user-3");
  }

  @Test
  void aRefreshTokenThatTheIssuerKeepsIsKept() throws Exception {
    issuer.rotateNothing();
    OidcTokens tokens = tokens("", "refresh-0");

    assertThat(user(tokens.obtain())).isEqualTo("user-1");
    assertThat(user(tokens.obtain())).isEqualTo("user-2");
  }

  @Test
  void anIdTokenThatIsRefusedIsNotGivenAgain() throws Exception {
    OidcTokens tokens = tokens(issuer.idToken("first", HOUR), "refresh-0");
    tokens.obtain();

    assertThat(user(tokens.obtain())).isEqualTo("user-1");
  }

  @Test
  void anIdTokenWithoutARefreshTokenIsGivenWhileItIsGood() throws Exception {
    OidcTokens tokens = tokens(issuer.idToken("first", HOUR), "");

    assertThat(user(tokens.obtain())).isEqualTo("first");
    assertThat(user(tokens.obtain())).isEqualTo("first");
    time.advance(Duration.ofMinutes(60));
    assertFailure(tokens, "the id-token has expired, and there is no refresh-token");
  }

  @Test
  void aSecretGoesIntoTheFormWhereTheIssuerTakesNoHeader() throws Exception {
    issuer.takeNoHeader();

    assertThat(user(tokens("", "refresh-0").obtain())).isEqualTo("user-1");
  }

  @Test
  void aPublicClientHasNoSecret() throws Exception {
    OidcLogin login =
        new OidcLogin(
            issuer.url(),
            TestIssuer.PUBLIC_CLIENT,
            "",
            "",
            "refresh-0",
            issuer.certificate().authority());

    assertThat(user(new OidcTokens(login, time, LIMIT).obtain())).isEqualTo("user-1");
  }

  @Test
  void aRefusalIsToldWithoutTheToken() {
    issuer.refuse("refresh-0 of client " + TestIssuer.SECRET + " was revoked");

    assertFailure(
        tokens("", "refresh-0"),
        "the issuer refused the refresh-token: invalid_grant: … of client … was revoked");
  }

  @Test
  void aWrongSecretIsTold() {
    OidcLogin login =
        new OidcLogin(
            issuer.url(), "fleet", "guess", "", "refresh-0", issuer.certificate().authority());

    assertFailure(new OidcTokens(login, time, LIMIT), "invalid_client: who are you?");
  }

  @Test
  void anIssuerOfAnotherAuthorityIsNotTrusted() {
    assertFailure(
        at(issuer.url(), TestCertificate.selfSigned("ip:127.0.0.1").authority()),
        "the issuer cannot be reached: (bad_certificate) PKIX path");
    assertFailure(
        at(issuer.url(), null), "the issuer cannot be reached: (certificate_unknown) PKIX path");
  }

  @Test
  void anIssuerThatIsNotThereIsTold() {
    assertFailure(at("https://127.0.0.1:1", null), "cannot be reached: Connection refused");
    assertFailure(
        at(issuer.url() + "/other", issuer.certificate().authority()),
        "its discovery document is HTTP 404");
  }

  @Test
  void anIssuerThatNeverEndsItsAnswerIsGivenUp() throws Exception {
    String url = http(request -> request.response().setChunked(true).write("{"));

    assertFailure(at(url, null, Duration.ofMillis(300)), "no whole answer within 300 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {TestIssuer.DISCOVERY, TestIssuer.TOKENS})
  void noMoreThanAMebibyteOfAnAnswerIsRead(String path) {
    issuer.answer(
        path, request -> writeOn(request.response().setChunked(true), Buffer.buffer(CHUNK)));

    assertFailure(
        tokens("", "refresh-0"),
        "the issuer cannot be reached: its answer has more than 1048576 bytes");
  }

  /** Until the client is gone. */
  private void writeOn(HttpServerResponse response, Buffer chunk) {
    response
        .write(chunk)
        .onSuccess(written -> vertx.runOnContext(ignored -> writeOn(response, chunk)));
  }

  @ParameterizedTest
  @CsvSource({
    TestIssuer.DISCOVERY + ", 302, its discovery document is HTTP 302",
    TestIssuer.TOKENS + ", 307, the issuer refused the refresh-token: HTTP 307"
  })
  void anIssuerIsAskedWhereItIsAndNowhereElse(String path, int status, String problem) {
    TestIssuer another = TestIssuer.start(vertx, time);
    issuer.answer(
        path,
        request ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Location", another.url() + path)
                .end());

    assertFailure(tokens("", "refresh-0"), problem);

    assertThat(another.refreshes()).isZero();
  }

  @Test
  void whateverElseAnIssuerAnswersIsTold() throws Exception {
    assertFailure(
        at(http(request -> request.response().end("s3cret")), null),
        "the issuer's answer is not what OpenID Connect describes");
    assertFailure(tokens("no JWT", ""), "the id-token is no JWT with an expiry");
  }

  private OidcTokens tokens(String idToken, String refreshToken) {
    return new OidcTokens(
        new OidcLogin(
            issuer.url(),
            TestIssuer.CLIENT,
            TestIssuer.SECRET,
            idToken,
            refreshToken,
            issuer.certificate().authority()),
        time,
        LIMIT);
  }

  private OidcTokens at(String url, @Nullable PemSource authority) {
    return at(url, authority, LIMIT);
  }

  private OidcTokens at(String url, @Nullable PemSource authority, Duration limit) {
    return new OidcTokens(
        new OidcLogin(url, TestIssuer.CLIENT, TestIssuer.SECRET, "", "refresh-0", authority),
        time,
        limit);
  }

  private static void assertFailure(OidcTokens tokens, String problem) {
    ClusterFailure failure = catchThrowableOfType(ClusterFailure.class, tokens::obtain);

    assertThat(failure.state()).isEqualTo(ClusterState.DENIED);
    assertThat(failure.error().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(failure.error().reason()).isEqualTo("OIDC_REFRESH_FAILED");
    assertThat(failure.error().message())
        .startsWith("the OIDC login at http")
        .contains(problem)
        .doesNotContain("refresh-0", "s3cret");
  }

  private static String user(CachedCredential.Expiring obtained) throws ParseException {
    String header = String.valueOf(obtained.credential().authorization());
    return JWTParser.parse(header.substring("Bearer ".length())).getJWTClaimsSet().getSubject();
  }
}
