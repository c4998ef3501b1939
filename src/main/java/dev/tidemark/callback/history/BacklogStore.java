package dev.tidemark.callback.history;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a subscription still has to get; costs a walk along an index of at most so many rows, however much there is. */
@ApplicationScoped
public class BacklogStore {
    /** Nobody needs to know exactly how many more. */
    public static final int MOST = 10_000;

    private static final String FIRST = """
            (select due_at from delivery where subscription_id = ? and state = '%s' and due_at <= ?
             order by subscription_id, state, due_at fetch first 1 rows only)""";

    private static final String COUNT = """
            (select count(*) from (
                select 1 from delivery where subscription_id = ? and state = '%s' fetch first ? rows only) as counted)""";

    private final Sql sql;

    BacklogStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param open due now or later, or under way; {@link #MOST} stands for that many or more
     * @param held kept until it is enabled; {@link #MOST} likewise
     * @param oldestDue since when the one that waits longest is due; empty when none is due
     */
    public record Backlog(int open, int held, Optional<Instant> oldestDue) {}

    @Transactional
    public Backlog of(String subscription, Instant now) {
        return one(subscription, now);
    }

    /** Of each of a page of subscriptions. */
    @Transactional
    public Map<String, Backlog> of(Collection<String> subscriptions, Instant now) {
        return subscriptions.stream().collect(Collectors.toMap(Function.identity(), id -> one(id, now)));
    }

    /** Each state for itself: for several at once H2 would go through all deliveries of the subscription. */
    private Backlog one(String subscription, Instant now) {
        return sql.first(
                        "select %s as pending_since, %s as retrying_since, %s as pending, %s as retrying, %s as held"
                                .formatted(
                                        FIRST.formatted("pending"),
                                        FIRST.formatted("retrying"),
                                        COUNT.formatted("pending"),
                                        COUNT.formatted("retrying"),
                                        COUNT.formatted("held")),
                        row -> new Backlog(
                                Math.min(MOST, row.getInt("pending") + row.getInt("retrying")),
                                row.getInt("held"),
                                earlier(Sql.instant(row, "pending_since"), Sql.instant(row, "retrying_since"))),
                        subscription,
                        now,
                        subscription,
                        now,
                        subscription,
                        MOST,
                        subscription,
                        MOST,
                        subscription,
                        MOST)
                .orElseThrow();
    }

    /** What waits for another of its key is not due. */
    private static Optional<Instant> earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .filter(due -> due.isBefore(Ordering.WAITS))
                .min(Comparator.naturalOrder());
    }
}
