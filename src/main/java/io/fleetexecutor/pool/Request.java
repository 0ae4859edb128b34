package io.fleetexecutor.pool;

/** A wish for a permit, for one task of a stream; it is good for one permit. */
final class Request {
  final Share share;
  final String clusterName;
  final Runnable callback;

  /**
   * @param clusterName blank: of no cluster
   */
  Request(Share share, String clusterName, Runnable callback) {
    this.share = share;
    this.clusterName = clusterName;
    this.callback = callback;
  }
}
