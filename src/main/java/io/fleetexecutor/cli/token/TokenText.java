package io.fleetexecutor.cli.token;

/** The text of a token, as a header may hold it. */
final class TokenText {
  private TokenText() {}

  /**
   * Leaves out white space around it.
   *
   * @param origin what holds it, for people
   */
  static String of(String text, String origin) throws TokenException {
    String token = text.strip();
    if (token.isEmpty()) {
      throw new TokenException(origin + " holds no token");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new TokenException(
          origin + " holds something else than one token: white space, or what is not ASCII");
    }
    return token;
  }
}
