package dev.tidemark.callback;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallbackConfigCheckTest {
    private static final List<Duration> AT_ONCE = List.of(Duration.ZERO);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void sane_values_pass() {
        assertThatCode(() -> CallbackConfigCheck.check(new Fixed(AT_ONCE, SECOND, SECOND, 10)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_mistake_stops_the_start_and_names_its_key() {
        refused("timeout", new Fixed(AT_ONCE, Duration.ofSeconds(31), SECOND, 10));
        refused("timeout", new Fixed(AT_ONCE, Duration.ZERO, SECOND, 10));
        refused("connect-timeout", new Fixed(AT_ONCE, SECOND, Duration.ZERO, 10));
        refused("schedule", new Fixed(List.of(), SECOND, SECOND, 10));
        refused("schedule", new Fixed(List.of(Duration.ofSeconds(-1)), SECOND, SECOND, 10));
        refused("concurrency", new Fixed(AT_ONCE, SECOND, SECOND, 0));
        for (String proxy : List.of("proxy:3128", "https://proxy:3128", "http://proxy", "http://:3128")) {
            refused("proxy", new Fixed(AT_ONCE, SECOND, SECOND, 10, Optional.of(URI.create(proxy))));
        }
        assertThatCode(() -> CallbackConfigCheck.check(
                        new Fixed(AT_ONCE, SECOND, SECOND, 10, Optional.of(URI.create("http://proxy:3128")))))
                .doesNotThrowAnyException();
    }

    private static void refused(String key, CallbackConfig config) {
        assertThatIllegalStateException()
                .isThrownBy(() -> CallbackConfigCheck.check(config))
                .withMessageStartingWith("tidemark.callbacks." + key + ": ");
    }

    private record Fixed(
            List<Duration> schedule, Duration timeout, Duration connectTimeout, int concurrency, Optional<URI> proxy)
            implements CallbackConfig {
        Fixed(List<Duration> schedule, Duration timeout, Duration connectTimeout, int concurrency) {
            this(schedule, timeout, connectTimeout, concurrency, Optional.empty());
        }

        @Override
        public Optional<List<Cidr>> allowNetworks() {
            return Optional.empty();
        }

        @Override
        public boolean allowHttp() {
            return false;
        }
    }
}
