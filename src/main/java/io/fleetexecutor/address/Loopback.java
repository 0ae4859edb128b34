package io.fleetexecutor.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/** Which hosts are this machine for sure: no name is looked up, as its answer might be a lie. */
public final class Loopback {
  private Loopback() {}

  /** An IPv6 address may be in brackets. */
  public static boolean is(String host) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
  }
}
