package io.fleetexecutor.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another JVM, over JMX. Connecting adds a few threads to that JVM. */
record Heap(JMXConnector connector, MemoryMXBean memory) implements AutoCloseable {

  // The other end is a process of our own.
  @SuppressWarnings("BanJNDI")
  static Heap of(JavaProcess process) throws IOException, AttachNotSupportedException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    try {
      JMXConnector connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      return new Heap(
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.MEMORY_MXBEAN_NAME,
              MemoryMXBean.class));
    } finally {
      machine.detach();
    }
  }

  /** What is in use right after a full collection. */
  synchronized long liveBytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
