package dev.tidemark.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.account.Account;
import dev.tidemark.account.Account.State;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.poll.condition.OpenConditions.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is told as a problem, by what is the case. */
class TroubleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(3600);
    private static final Open THROTTLED = new Open("SourceThrottled", BEFORE, "Wait.");
    private static final Open LAGGING = new Open("SourceLagging", BEFORE, "Add calls.");

    private record Row(String name, List<Trouble> told, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> what_is_told() {
        return Stream.of(
                        row("account well", Trouble.of(account(State.ACTIVE, false), List.of(), Map.of(), 0)),
                        row(
                                "token refused; nothing else matters then",
                                Trouble.of(account(State.UNAUTHORIZED, true), List.of(LAGGING), Map.of(), 3),
                                "bad | Mindstamp refuses the token of account a. | since 2026-01-01T23:00:00Z"),
                        row(
                                "paused",
                                Trouble.of(account(State.ACTIVE, true), List.of(LAGGING), Map.of(), 3),
                                "warn | Account a is paused. | since 2026-01-01T23:00:00Z"),
                        row("on its way out", Trouble.of(account(State.DELETING, true), List.of(LAGGING), Map.of(), 3)),
                        row(
                                "several at once",
                                Trouble.of(account(State.ACTIVE, false), List.of(THROTTLED, LAGGING), Map.of(), 2),
                                "warn | Mindstamp turns calls of account a away for now. | since 2026-01-01T23:00:00Z",
                                "warn | Account a is known later than it should be. | since 2026-01-01T23:00:00Z",
                                "warn | 2 rows of account a cannot be read. | always"),
                        row(
                                "a list",
                                Trouble.of(
                                        account(State.ACTIVE, false), List.of(), Map.of("series", "Unknown (404)."), 0),
                                "warn | The list of series of account a cannot be read. | always"),
                        row(
                                "one row",
                                Trouble.of(account(State.ACTIVE, false), List.of(), Map.of(), 1),
                                "warn | A row of account a cannot be read. | always"),
                        row("Kafka a moment ago", told(Trouble.ofKafka(NOW.minusSeconds(30), NOW))),
                        row(
                                "Kafka",
                                told(Trouble.ofKafka(NOW.minusSeconds(31), NOW)),
                                "bad | Kafka does not take events. | since 2026-01-01T23:59:29Z"),
                        row(
                                "subscription well",
                                told(Trouble.of(subscription(true, Optional.empty(), Health.WELL), 0))),
                        row(
                                "disabled",
                                told(Trouble.of(subscription(false, Optional.empty(), Health.WELL), 0)),
                                "warn | Subscription crm is disabled. | since 2026-01-01T23:00:00Z"),
                        row(
                                "disabled, one held",
                                told(Trouble.of(subscription(false, Optional.of("410"), Health.WELL), 1)),
                                "bad | Subscription crm is disabled, and holds 1 delivery. | since 2026-01-01T23:00:00Z"),
                        row(
                                "disabled, several held",
                                told(Trouble.of(subscription(false, Optional.of("410"), Health.WELL), 7)),
                                "bad | Subscription crm is disabled, and holds 7 deliveries. | since 2026-01-01T23:00:00Z"),
                        row(
                                "cannot send",
                                told(Trouble.of(subscription(true, Optional.of("No key."), failing(5)), 0)),
                                "bad | Subscription crm cannot send. | always"),
                        row("failed four times", told(Trouble.of(subscription(true, Optional.empty(), failing(4)), 0))),
                        row(
                                "failing",
                                told(Trouble.of(subscription(true, Optional.empty(), failing(5)), 0)),
                                "bad | The receiver of subscription crm takes nothing. | since 2026-01-01T23:00:00Z"))
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertThat(row.told().stream().map(TroubleTest::line))
                                .containsExactlyElementsOf(row.expected())));
    }

    private static Row row(String name, List<Trouble> told, String... expected) {
        return new Row(name, told, List.of(expected));
    }

    private static List<Trouble> told(Optional<Trouble> trouble) {
        return trouble.stream().toList();
    }

    private static String line(Trouble trouble) {
        assertThat(trouble.cure()).isNotBlank();
        assertThat(trouble.link()).startsWith("/");
        return trouble.tone() + " | " + trouble.what() + " | "
                + trouble.since().map(since -> "since " + since).orElse("always");
    }

    private static Account account(State state, boolean paused) {
        return new Account(
                "a",
                "A",
                "https://api.example.com",
                1,
                state,
                paused,
                Optional.empty(),
                Optional.of(BEFORE),
                BEFORE,
                BEFORE);
    }

    private static Health failing(int failures) {
        return new Health(failures, 0, Optional.of(BEFORE), Optional.of(NOW), NOW);
    }

    private static Subscription subscription(boolean enabled, Optional<String> problem, Health health) {
        return new Subscription(
                "crm",
                Optional.empty(),
                "https://crm.example.com/",
                new Subscription.Choice(Set.of(), Set.of(), Optional.empty()),
                new Subscription.Writing(
                        FormatName.JSON,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        SignatureScheme.V1,
                        Fields.ALL),
                Wishes.NONE,
                Wishes.NONE.over(10, Duration.ofSeconds(15), List.of(Duration.ZERO)),
                enabled,
                problem,
                health,
                BEFORE,
                BEFORE);
    }
}
