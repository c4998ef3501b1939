package dev.tidemark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void begins_at_once_and_again_at_each_signal() throws Exception {
        try (Worker worker = Worker.start("test", NEVER, () -> seen.add("round"))) {
            assertThat(next()).isEqualTo("round");
            worker.signal();
            assertThat(next()).isEqualTo("round");
        }
    }

    @Test
    void a_signal_while_a_round_is_under_way_is_not_lost() throws Exception {
        CompletableFuture<Worker> itself = new CompletableFuture<>();
        try (Worker worker = Worker.start("test", NEVER, () -> {
            if (seen.isEmpty()) {
                itself.join().signal();
            }
            seen.add("round");
        })) {
            itself.complete(worker);
            assertThat(next()).isEqualTo("round");
            assertThat(next()).isEqualTo("round");
        }
    }

    @Test
    void a_round_that_fails_is_not_the_last() throws Exception {
        try (Worker worker = Worker.start("test", NEVER, () -> {
            seen.add("round");
            throw new IllegalStateException("as the test wants it");
        })) {
            assertThat(next()).isEqualTo("round");
            worker.signal();
            assertThat(next()).isEqualTo("round");
        }
    }

    @Test
    void asks_after_a_signal_and_before_its_round_whether_something_is_about_to_follow() throws Exception {
        try (Worker worker = Worker.startGathering("test", NEVER, Duration.ZERO, () -> seen.add("more?"), () -> {
            seen.add("round");
            return NEVER;
        })) {
            assertThat(next()).isEqualTo("round");
            worker.signal();
            assertThat(next()).isEqualTo("more?");
            assertThat(next()).isEqualTo("round");
        }
    }

    @Test
    void a_signal_while_it_rests_begins_no_round_of_its_own() throws Exception {
        AtomicReference<Worker> itself = new AtomicReference<>();
        try (Worker worker = Worker.startGathering(
                "test",
                NEVER,
                Duration.ZERO,
                () -> {
                    // It stood still, and rests now.
                    itself.get().signal();
                    return true;
                },
                () -> {
                    seen.add("round");
                    return NEVER;
                })) {
            itself.set(worker);
            assertThat(next()).isEqualTo("round");
            worker.signal();
            assertThat(next()).isEqualTo("round");
            assertThat(seen.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void is_called_again_when_its_round_wants_to_be() throws Exception {
        try (Worker worker = Worker.startPaced("test", NEVER, Duration.ZERO, () -> {
            seen.add("round");
            return Duration.ofMillis(1);
        })) {
            assertThat(worker).isNotNull();
            assertThat(next()).isEqualTo("round");
            assertThat(next()).isEqualTo("round");
        }
    }

    private @Nullable String next() throws InterruptedException {
        return seen.poll(30, TimeUnit.SECONDS);
    }
}
