package dev.tidemark.callback.replay;

import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the events that a replay sends, in the order of the log. */
@ApplicationScoped
class CandidateStore {
    private final Sql sql;

    CandidateStore(Sql sql) {
        this.sql = sql;
    }

    /** @param delivery the one to open again; empty = the event has none there */
    record Candidate(long sequence, Optional<Long> delivery) {}

    /**
     * How many there are and where.
     *
     * @param first sequence of the first, or 0
     * @param last sequence of the last, or 0
     */
    record Extent(long count, long first, long last) {
        static final Extent NONE = new Extent(0, 0, 0);

        /** With those that come after. */
        Extent and(List<Candidate> more) {
            return more.isEmpty()
                    ? this
                    : new Extent(
                            count + more.size(),
                            count == 0 ? more.getFirst().sequence() : first,
                            more.getLast().sequence());
        }
    }

    /** Without asking a filter. */
    @Transactional
    Extent extent(Search search) {
        Query query = new Query(search);
        return sql.first(
                        "select count(*), min(e.sequence), max(e.sequence) " + query.text,
                        row -> new Extent(row.getLong(1), row.getLong(2), row.getLong(3)),
                        query.parameters())
                .orElseThrow();
    }

    /** The first of them; with a filter every event of the part is read, so the part has to be small. */
    @Transactional
    List<Candidate> find(Search search, int most) {
        Query query = new Query(search);
        String columns = "select e.sequence, d.id as delivery"
                + search.filter().map(_ -> ", e.document ").orElse(" ");
        String order = " order by e.sequence";
        if (search.filter().isEmpty()) {
            query.and(order + " fetch first ? rows only", most);
            return sql.query(columns + query.text, CandidateStore::candidate, query.parameters());
        }
        return sql
                .query(
                        columns + query.text + order,
                        row -> matches(search, row.getBytes("document"))
                                ? Optional.of(candidate(row))
                                : Optional.<Candidate>empty(),
                        query.parameters())
                .stream()
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    private static boolean matches(Search search, byte[] document) {
        return search.filter()
                .map(filter -> filter.matches(FilterInput.of(document)))
                .orElse(true);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(row.getLong("sequence"), Optional.ofNullable(row.getObject("delivery", Long.class)));
    }

    /** From and where, and the parameters in step. */
    private static final class Query {
        private final StringBuilder text = new StringBuilder();
        private final List<@Nullable Object> parameters = new ArrayList<>();

        Query(Search search) {
            String subscription = search.audience().subscription();
            switch (search.range().status()) {
                case ALL -> {
                    events(subscription, search);
                    and(
                            " and (d.id is null or (d.state in ('delivered', 'exhausted', 'cancelled') and d.settled_at <= ?))",
                            search.before());
                }
                case MISSING -> {
                    events(subscription, search);
                    // What was cancelled with a subscription of this name was never sent, either.
                    and(" and (d.id is null or (d.state = 'cancelled' and d.settled_at <= ?))", search.before());
                }
                case FAILED -> and("""
                            from delivery d join event e on e.sequence = d.event_sequence
                            where d.subscription_id = ? and d.event_sequence > ? and d.event_sequence <= ?
                              and d.state = 'exhausted' and d.settled_at <= ?""", subscription, search.after(), search.upTo(), search.before());
            }
            // There is nothing left of it to send.
            and(" and e.expunged_at is null");
            and(" and e.type = any(?)", search.types());
            search.range().from().ifPresent(from -> and(" and e.occurred_at >= ?", from));
            search.range().to().ifPresent(to -> and(" and e.occurred_at < ?", to));
        }

        /** Nobody is told of oneself. */
        private void events(String subscription, Search search) {
            and("""
                    from event e left join delivery d on d.subscription_id = ? and d.event_sequence = e.sequence
                    where e.sequence > ? and e.sequence <= ? and e.subject <> ?""", subscription, search.after(), search.upTo(), "subscriptions/" + subscription);
            if (!search.audience().accounts().isEmpty()) {
                and(" and e.account_id = any(?)", search.audience().accounts());
            }
        }

        private void and(String more, Object... values) {
            text.append(more);
            parameters.addAll(List.of(values));
        }

        private @Nullable Object[] parameters() {
            return parameters.toArray();
        }
    }
}
