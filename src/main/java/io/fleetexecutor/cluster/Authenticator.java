package io.fleetexecutor.cluster;

import io.vertx.core.Future;

/** Where the credential of a request comes from; fails with {@link ClusterFailure}. */
interface Authenticator {

  Future<Credential> credential();

  /**
   * The API server refused a credential: the next one is a new one.
   *
   * @return false where there can be no other
   */
  default boolean renew(Credential refused) {
    return false;
  }
}
