package io.fleetexecutor.cli.token;

/** Where the token of a call comes from; asked for each call, and may block. */
public interface TokenSource {
  String token() throws TokenException;
}
