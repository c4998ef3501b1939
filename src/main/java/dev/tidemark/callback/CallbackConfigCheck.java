package dev.tidemark.callback;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;

/**
 * Stops the start when a value makes no sense, and names its key. By hand: one constraint annotation on a mapping would
 * have every mapping validated by reflection, which needs them all public.
 */
@ApplicationScoped
class CallbackConfigCheck {
    private static final Duration LONGEST_DELAY = Duration.ofDays(30);

    void onStart(@Observes @Priority(50) StartupEvent started, CallbackConfig config) {
        check(config);
    }

    static void check(CallbackConfig config) {
        within("timeout", config.timeout(), Duration.ofSeconds(1), Duration.ofSeconds(30));
        within("connect-timeout", config.connectTimeout(), Duration.ofMillis(100), Duration.ofSeconds(30));
        if (config.schedule().isEmpty()) {
            throw new IllegalStateException("tidemark.callbacks.schedule: has no delay; the first is the first try's");
        }
        if (config.concurrency() < 1 || config.concurrency() > 1000) {
            throw new IllegalStateException(
                    "tidemark.callbacks.concurrency: " + config.concurrency() + " is not between 1 and 1000");
        }
        config.proxy().ifPresent(CallbackConfigCheck::checkProxy);
        config.schedule().forEach(delay -> within("schedule", delay, Duration.ZERO, LONGEST_DELAY));
    }

    private static void checkProxy(URI proxy) {
        boolean isKnown = "http".equals(proxy.getScheme()) || "socks5".equals(proxy.getScheme());
        if (!isKnown || proxy.getHost() == null || proxy.getPort() < 1 || proxy.getPort() > 65_535) {
            throw new IllegalStateException("tidemark.callbacks.proxy: must be http://host:port or socks5://host:port");
        }
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalStateException(
                    "tidemark.callbacks." + key + ": " + value + " is not between " + least + " and " + most);
        }
    }
}
