package dev.tidemark.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are sent to callbacks (contract §2 and §6). */
@ConfigMapping(prefix = "tidemark.callbacks")
public interface CallbackConfig {
    /** Delays before each try, so their number is the number of tries; the first counts from the event itself. */
    @WithDefault("0s,5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> schedule();

    /** The whole exchange: name lookup, connect, TLS, request, answer and its body; 1–30 s. */
    @WithDefault("15s")
    Duration timeout();

    /** 100 ms–30 s. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Networks that callbacks may reach although they are not public, such as {@code 127.0.0.0/8}. */
    Optional<List<Cidr>> allowNetworks();

    /** Whether plain http targets are accepted. */
    @WithDefault("false")
    boolean allowHttp();

    /**
     * A proxy that all callbacks go through, {@code http://host:port} (it must allow CONNECT) or {@code socks5://host:port}.
     * Targets are vetted here all the same, and the proxy is asked for the vetted address, not for the name.
     */
    Optional<URI> proxy();

    /** Requests in flight per subscription and process, 1–1000; a slow subscription never has more than these. */
    @WithDefault("10")
    int concurrency();
}
