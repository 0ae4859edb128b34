package io.fleetexecutor.pool;

/** A wish for a worker, for one task of a stream; it is good for one worker. */
public final class Request {
  final Share share;
  final String clusterName;
  private final Runnable callback;
  private volatile Worker worker = Worker.HERE;

  /**
   * @param clusterName blank: of no cluster
   */
  public Request(Share share, String clusterName, Runnable callback) {
    this.share = share;
    this.clusterName = clusterName;
    this.callback = callback;
  }

  /** Of the stream that it is for. */
  public String stream() {
    return share.stream;
  }

  public String clusterName() {
    return clusterName;
  }

  /** To be called once, by whoever lends one. */
  public void lend(Worker lent) {
    worker = lent;
    callback.run();
  }

  /** The one that was lent. */
  Worker worker() {
    return worker;
  }
}
