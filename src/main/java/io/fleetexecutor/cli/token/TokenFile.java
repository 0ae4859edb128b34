package io.fleetexecutor.cli.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token in a file, read for each call, so that one that is rotated is used. */
public record TokenFile(Path path) implements TokenSource {

  @Override
  public String token() throws TokenException {
    String origin = "the token file '" + path + "'";
    try {
      return TokenText.of(Files.readString(path), origin);
    } catch (IOException e) {
      throw new TokenException(origin + " cannot be read: " + FileProblems.text(e), e);
    }
  }
}
