package dev.tidemark.callback.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the name service; a port of its own so that a test can answer differently each time. */
@FunctionalInterface
public interface HostResolver {
    /** Every address of the name, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
