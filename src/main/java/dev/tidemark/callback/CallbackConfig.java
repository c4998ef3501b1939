package dev.tidemark.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are sent to callbacks (contract §2 and §6). */
@ConfigMapping(prefix = "tidemark.callbacks")
public interface CallbackConfig {
    /** Delays before each try, so their number is the number of tries; the first counts from the event itself. */
    @WithDefault("0s,5s,5m,30m,2h,5h,10h,14h,20h,24h")
    @NotEmpty
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

    /** Requests in flight per subscription and process; a slow subscription never has more than these. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int concurrency();
}
