package dev.tidemark.callback.guard;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** What the guard says about a URL. */
public sealed interface Target {
    /**
     * May be dialled, at these addresses only: a second lookup could answer differently.
     *
     * @param host the name for the Host header and for TLS, without brackets
     */
    record Vetted(URI url, String host, int port, List<InetAddress> addresses) implements Target {
        public boolean tls() {
            return url.getScheme().equalsIgnoreCase("https");
        }

        /** Another address with each try, so that one dead address does not cost a delivery all its tries. */
        public InetAddress address(int attempt) {
            return addresses.get(Math.floorMod(attempt - 1, addresses.size()));
        }

        /** What stands in the request line. */
        public String pathAndQuery() {
            String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        }
    }

    /** @param why what is wrong with it and what to do, for the one who wrote the URL */
    record Refused(String why) implements Target {}

    /** The name has no address now. */
    record Unresolved(String why) implements Target {}
}
