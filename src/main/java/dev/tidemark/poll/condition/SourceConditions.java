package dev.tidemark.poll.condition;

import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.poll.state.StreamState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices when the source of an account begins to fare badly and when that is over. What is known of it is kept in
 * memory, so that a poll that goes well costs nothing; it is read again when the account is opened again.
 */
@ApplicationScoped
public class SourceConditions {
    /** A source that asks to wait now and then is not worth a word. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Nor is it over with the first call that goes well between others that do not. */
    private static final Duration CALM = Duration.ofMinutes(3);

    private final ConditionLog log;
    private final ConditionStore store;
    private final Clock clock;
    private final Map<String, Known> accounts = new ConcurrentHashMap<>();

    SourceConditions(ConditionLog log, ConditionStore store, Clock clock) {
        this.log = log;
        this.store = store;
        this.clock = clock;
    }

    private static final class Known {
        private final Map<Condition, ConditionStore.Kept> conditions =
                Collections.synchronizedMap(new EnumMap<>(Condition.class));
        private String reason = "";
        private Instant failedAt = Instant.EPOCH;
        private Optional<Look> look = Optional.empty();
        private Optional<Instant> roundAt = Optional.empty();
    }

    /** From now on the account is polled here. */
    public void opened(String account) {
        accounts.put(account, read(account));
    }

    /** The account is not polled here any more. */
    public void forget(String account) {
        accounts.remove(account);
    }

    /** A round begins. Nobody polled since the last one for some reason: that is no fault of the source. */
    public void begins(String account) {
        Known known = known(account);
        Instant now = now();
        if (known.roundAt.filter(at -> now.isAfter(at.plus(PATIENCE))).isPresent()) {
            known.look = known.look.map(look -> look.at(now));
        }
    }

    /** A call failed. */
    public void failed(String account, MindstampFailure failure) {
        switch (failure) {
            case MindstampFailure.Throttled(int _, Optional<Instant> retryAt) ->
                throttled(account, failure.reason(), retryAt);
            case MindstampFailure.Unavailable _, MindstampFailure.TimedOut _ ->
                throttled(account, failure.reason(), Optional.empty());
            // These say that Mindstamp is there, or nothing of it.
            case MindstampFailure.Unauthorized _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _,
                    MindstampFailure.Unreadable _,
                    MindstampFailure.TooLarge _,
                    MindstampFailure.Poisoned _,
                    MindstampFailure.OverBudget _ -> {}
        }
    }

    /** A call went well. */
    public void worked(String account) {
        Known known = known(account);
        if (!isTold(known, Condition.THROTTLED) || now().isAfter(known.failedAt.plus(CALM))) {
            end(account, known, Condition.THROTTLED);
        }
        end(account, known, Condition.UNAUTHORIZED);
    }

    /** The account is parked. */
    public void unauthorized(String account, String reason) {
        Instant now = now();
        log.tell(account, Condition.UNAUTHORIZED, reason, now, now);
        known(account).conditions.putIfAbsent(Condition.UNAUTHORIZED, new ConditionStore.Kept(now, true));
    }

    /**
     * A round is over, whatever was asked in it.
     *
     * @param views how far they are known
     * @param callsPerHour how fast the account is polled
     */
    public void round(String account, StreamState views, double callsPerHour) {
        Known known = known(account);
        Instant now = now();
        known.roundAt = Optional.of(now);
        look(account, known, views, callsPerHour, now);
        known.look.filter(look -> look.isLate(now)).ifPresent(look -> lagging(account, known, look, now));
        ConditionStore.Kept throttled = known.conditions.get(Condition.THROTTLED);
        if (throttled != null
                && !throttled.told()
                && !now.isBefore(throttled.since().plus(PATIENCE))) {
            tell(account, known, Condition.THROTTLED, known.reason, now);
        }
    }

    /** Since the news of the views were last looked at, in seconds. */
    public double lagSeconds(String account) {
        return Optional.ofNullable(accounts.get(account))
                .flatMap(known -> known.look)
                .map(look -> Duration.between(look.at(), clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private void throttled(String account, String reason, Optional<Instant> retryAt) {
        Known known = known(account);
        Instant now = now();
        known.reason = reason;
        known.failedAt = now;
        if (!known.conditions.containsKey(Condition.THROTTLED)) {
            log.begin(account, Condition.THROTTLED, now);
            known.conditions.put(Condition.THROTTLED, new ConditionStore.Kept(now, false));
        }
        boolean isLong = retryAt.filter(at -> at.isAfter(now.plus(PATIENCE))).isPresent();
        if (isLong && !isTold(known, Condition.THROTTLED)) {
            tell(account, known, Condition.THROTTLED, reason, now);
        }
    }

    /** Takes note of how far the news are known: if that is another place than before, somebody looked. */
    private void look(String account, Known known, StreamState views, double callsPerHour, Instant now) {
        Look look = Look.at(views, callsPerHour, now);
        if (known.look.filter(before -> before.isAsFarAs(look)).isEmpty()) {
            if (known.look.isPresent()) {
                end(account, known, Condition.LAGGING);
            }
            known.look = Optional.of(look);
        }
    }

    private void lagging(String account, Known known, Look look, Instant now) {
        if (!isTold(known, Condition.LAGGING)) {
            String reason =
                    "The views of account '" + account + "' were not looked at for news since " + look.at() + ".";
            log.tell(account, Condition.LAGGING, reason, look.at(), now);
            known.conditions.put(Condition.LAGGING, new ConditionStore.Kept(look.at(), true));
        }
    }

    private void tell(String account, Known known, Condition condition, String reason, Instant now) {
        Instant since = Optional.ofNullable(known.conditions.get(condition))
                .map(ConditionStore.Kept::since)
                .orElse(now);
        String text = reason.isEmpty() ? "Mindstamp does not answer as it should" : reason;
        log.tell(account, condition, text + ".", since, now);
        known.conditions.put(condition, new ConditionStore.Kept(since, true));
    }

    private void end(String account, Known known, Condition condition) {
        if (known.conditions.remove(condition) != null) {
            log.end(account, condition, now());
        }
    }

    private static boolean isTold(Known known, Condition condition) {
        return Optional.ofNullable(known.conditions.get(condition))
                .map(ConditionStore.Kept::told)
                .orElse(false);
    }

    private Known known(String account) {
        return accounts.computeIfAbsent(account, this::read);
    }

    private Known read(String account) {
        Known known = new Known();
        Map<String, ConditionStore.Kept> kept = store.ofAccount(account);
        for (Condition condition : Condition.values()) {
            Optional.ofNullable(kept.get(condition.name())).ifPresent(one -> known.conditions.put(condition, one));
        }
        return known;
    }

    /** As precise as the database, for ids are made of it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
