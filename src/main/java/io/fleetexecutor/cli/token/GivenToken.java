package io.fleetexecutor.cli.token;

/**
 * The same token for every call.
 *
 * @param origin who gave it, for people
 */
public record GivenToken(String text, String origin) implements TokenSource {

  @Override
  public String token() throws TokenException {
    return TokenText.of(text, origin);
  }

  @Override
  public String toString() {
    return "GivenToken[" + origin + "]";
  }
}
