package io.fleetexecutor.cluster;

/** Is told of each time that a request goes out, before the answer is. */
public interface SendListener {
  SendListener NONE = () -> {};

  /** The request may reach the API server from now on; what is thrown here prevents it. */
  void sending();

  /** The API server refused what was sent last, which is why it is sent again. */
  default void refused() {}
}
