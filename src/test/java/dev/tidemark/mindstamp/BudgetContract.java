package dev.tidemark.mindstamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.budget.Budgets;
import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.budget.SpentCalls;
import dev.tidemark.mindstamp.exchange.CallConfig;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The budget over hours, counted at the other end of the wire, with two replicas at once and with restarts. */
abstract class BudgetContract {
    private static final CallLimits LIMITS = new CallLimits(100, 1000);
    private static final List<CallClass> DETECTION =
            List.of(CallClass.HEAD, CallClass.ACTIVE, CallClass.CONFIRM, CallClass.SWEEP, CallClass.BACKFILL);

    @Inject
    CallConfig config;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @Inject
    SpentCalls spent;

    /** What each process has for itself: whatever is only remembered there is lost with it. */
    private final Map<String, MindstampClients> processes = new ConcurrentHashMap<>();

    private final String token = "token-" + UUID.randomUUID();
    private final CountingServer server = new CountingServer(() -> clock.instant());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void no_minute_and_no_hour_ever_sees_more_than_its_limit() throws Exception {
        Map<CallClass, Integer> made =
                run(Duration.ofMinutes(125), Duration.ofSeconds(59), List.of(CallClass.values()));

        assertThat(server.most(Duration.ofMinutes(1))).isBetween(90, 100);
        assertThat(server.most(Duration.ofHours(1))).isBetween(950, 1000);
        assertThat(server.calls())
                .hasSize(made.values().stream().mapToInt(Integer::intValue).sum());
        // While all want more than there is, each has its least, and callers nothing at their cost.
        int all = server.calls().size();
        for (CallClass callClass : DETECTION) {
            assertThat(made.get(callClass)).as(callClass.name()).isGreaterThanOrEqualTo(all * least(callClass) / 100);
        }
        assertThat(made.get(CallClass.CALLERS)).isLessThanOrEqualTo(all / 5);
    }

    @Test
    void what_nobody_else_wants_goes_to_whoever_asks_but_callers_have_a_most() throws Exception {
        Map<CallClass, Integer> made =
                run(Duration.ofMinutes(3), Duration.ofSeconds(5), List.of(CallClass.BACKFILL, CallClass.CALLERS));

        assertThat(server.most(Duration.ofMinutes(1))).isEqualTo(100);
        assertThat(made.get(CallClass.BACKFILL)).isGreaterThanOrEqualTo(3 * 80);
        assertThat(made.get(CallClass.CALLERS)).isBetween(1, 3 * 20);
    }

    @Test
    void two_accounts_with_one_token_share_its_budget() {
        int made = 0;
        for (int i = 0; i < 80; i++) {
            made += call(client("one"), CallClass.HEAD) ? 1 : 0;
            made += call(client("other"), CallClass.HEAD) ? 1 : 0;
        }

        assertThat(made).isEqualTo(100);
        assertThat(server.calls()).hasSize(100);
    }

    @Test
    void a_pause_holds_everybody_and_outlives_a_restart() {
        server.throttle("120");
        call(client("one"), CallClass.HEAD);
        Instant until = clock.instant().plusSeconds(120);

        for (CallClass callClass : CallClass.values()) {
            // A new client knows nothing but what is written down.
            assertThat(client("after a restart").as(callClass).views(100, 0))
                    .isEqualTo(new Reply.Failed<>(new MindstampFailure.OverBudget(until)));
        }

        server.throttle("");
        clock.set(until);
        assertThat(call(client("one"), CallClass.HEAD)).isTrue();
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void an_answer_of_a_call_begun_before_does_not_end_a_pause() {
        CallBudget budget = Budgets.fresh(sql, clock);
        CallBudget.OfToken ofToken = budget.of("one", server.url(), token, LIMITS);
        Instant until = clock.instant().plusSeconds(600);
        ofToken.failed(Optional.of(until));
        ofToken.worked();
        ofToken.failed(Optional.empty());

        assertThat(ofToken.spend(CallClass.HEAD)).isEqualTo(new CallBudget.Refused(until));
        clock.set(until);
        assertThat(ofToken.spend(CallClass.HEAD)).isEqualTo(new CallBudget.Spent());
    }

    @Test
    void what_was_spent_is_told_minute_by_minute() {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        clock.set(minute.plusSeconds(30));
        CallBudget.OfToken ofToken = Budgets.fresh(sql, clock).of("one", server.url(), token, LIMITS);
        ofToken.spend(CallClass.SWEEP);
        ofToken.spend(CallClass.HEAD);
        clock.advance(Duration.ofSeconds(29));
        ofToken.spend(CallClass.HEAD);
        clock.advance(Duration.ofSeconds(1));
        ofToken.spend(CallClass.HEAD);

        assertThat(spent.byMinute(ofToken.key()))
                .containsExactlyInAnyOrder(
                        new SpentCalls.OfMinute(minute, CallClass.HEAD, 2),
                        new SpentCalls.OfMinute(minute, CallClass.SWEEP, 1),
                        new SpentCalls.OfMinute(minute.plusSeconds(60), CallClass.HEAD, 1));
        clock.advance(Duration.ofMinutes(60));
        assertThat(spent.byMinute(ofToken.key()))
                .containsExactly(new SpentCalls.OfMinute(minute.plusSeconds(60), CallClass.HEAD, 1));
        assertThat(spent.byMinute("another")).isEmpty();
    }

    @Test
    void one_host_has_one_budget_however_it_is_written() {
        CallBudget budget = Budgets.fresh(sql, clock);
        int spent = 0;
        for (String url : List.of("https://m.example", "https://M.example:443/api/v1", "https://m.example./x")) {
            CallBudget.OfToken ofToken = budget.of("one", url, token, LIMITS);
            for (int i = 0; i < 60; i++) {
                spent += ofToken.spend(CallClass.HEAD) instanceof CallBudget.Spent ? 1 : 0;
            }
        }

        assertThat(spent).isEqualTo(100);
    }

    /** Two replicas ask at once, step by step; every tenth step both begin anew, as after a restart. */
    private Map<CallClass, Integer> run(Duration time, Duration step, List<CallClass> classes) throws Exception {
        Map<CallClass, Integer> made = new EnumMap<>(CallClass.class);
        Instant end = clock.instant().plus(time);
        int steps = 0;
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            while (clock.instant().isBefore(end)) {
                if (++steps % 10 == 0) {
                    processes.clear();
                }
                List<Future<Map<CallClass, Integer>>> rounds = new ArrayList<>();
                for (String replica : List.of("one", "other")) {
                    rounds.add(replicas.submit(() -> round(client(replica), classes)));
                }
                for (Future<Map<CallClass, Integer>> round : rounds) {
                    round.get(60, TimeUnit.SECONDS)
                            .forEach((callClass, calls) -> made.merge(callClass, calls, Integer::sum));
                }
                clock.advance(step);
            }
        }
        return made;
    }

    /** Everybody asks for as much as there is, in turns. */
    private Map<CallClass, Integer> round(MindstampClient client, List<CallClass> classes) {
        Map<CallClass, Integer> made = new EnumMap<>(CallClass.class);
        List<CallClass> asking = new ArrayList<>(classes);
        while (!asking.isEmpty()) {
            asking.removeIf(callClass -> {
                boolean isMade = call(client, callClass);
                made.merge(callClass, isMade ? 1 : 0, Integer::sum);
                return !isMade;
            });
        }
        return made;
    }

    private static boolean call(MindstampClient client, CallClass callClass) {
        return client.as(callClass).views(100, 0) instanceof Reply.Ok;
    }

    private MindstampClient client(String account) {
        return processes
                .computeIfAbsent(account, _ -> new MindstampClients(Budgets.fresh(sql, clock), config, clock))
                .of(account, server.url(), token, LIMITS);
    }

    private static int least(CallClass callClass) {
        return switch (callClass) {
            case HEAD -> 40;
            case ACTIVE -> 20;
            case CONFIRM, BACKFILL -> 5;
            case SWEEP -> 15;
            case CALLERS -> 0;
        };
    }
}
