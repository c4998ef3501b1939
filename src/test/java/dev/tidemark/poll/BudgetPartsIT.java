package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.account.Account;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Accounts of one token share its calls by the square root of what happens in each. */
@QuarkusTest
class BudgetPartsIT {
    private static final Offset<Double> ABOUT = within(0.01);
    private static final double ALL = 1000;

    @Inject
    BudgetParts parts;

    @Inject
    TestClock clock;

    private final String token = "token-" + UUID.randomUUID();
    private final Account busy = account("busy");
    private final Account quiet = account("quiet");

    @Test
    void an_account_alone_has_all_of_it() {
        assertThat(parts.callsPerHour(busy, token, 99)).isEqualTo(ALL);
    }

    @Test
    void a_hundred_times_as_much_gets_ten_times_the_calls() {
        parts.callsPerHour(busy, token, 99);
        assertThat(parts.callsPerHour(quiet, token, 0)).isCloseTo(ALL / 11, ABOUT);

        clock.advance(Duration.ofSeconds(31));

        assertThat(parts.callsPerHour(busy, token, 99)).isCloseTo(ALL * 10 / 11, ABOUT);
    }

    @Test
    void who_is_not_polled_any_more_leaves_its_part_to_the_others() {
        parts.callsPerHour(busy, token, 99);
        parts.callsPerHour(quiet, token, 0);

        clock.advance(Duration.ofMinutes(4));

        assertThat(parts.callsPerHour(quiet, token, 0)).isEqualTo(ALL);
    }

    private Account account(String name) {
        return new Account(
                name + "-" + token,
                name,
                "http://127.0.0.1",
                1,
                Account.State.ACTIVE,
                false,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
