package dev.tidemark.callback.guard;

import dev.tidemark.callback.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is not a public unicast address (IANA special-purpose registries), and the IPv6 forms that carry an
 * IPv4 address and would lead to it by a translator or a tunnel. Java itself turns {@code ::ffff:a.b.c.d} into IPv4.
 */
final class BlockedNetworks {
    private static final List<Cidr> NETWORKS = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, cloud metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relay
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "::/96", // unspecified, loopback, IPv4-compatible
                    "::ffff:0:0:0/96", // IPv4-translated
                    "64:ff9b::/96", // NAT64
                    "64:ff9b:1::/48", // NAT64, local use
                    "100::/64", // discard
                    "2001::/32", // Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20", // documentation
                    "5f00::/16", // segment routing
                    "fc00::/7", // unique local
                    "fe80::/10", // link-local
                    "fec0::/10", // site-local, the older private range
                    "ff00::/8") // multicast
            .map(Cidr::of)
            .toList();

    private BlockedNetworks() {}

    /** Asked for each delivery, so without a stream. */
    static boolean blocks(InetAddress address) {
        for (Cidr network : NETWORKS) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
