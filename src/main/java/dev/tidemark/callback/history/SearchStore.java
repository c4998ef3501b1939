package dev.tidemark.callback.history;

import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement that finds a page of deliveries, so that no filter makes a database look through all of them.
 * States, types, codes and classes stand in it literally: PostgreSQL uses a partial index only for what it can read
 * there.
 */
@ApplicationScoped
class SearchStore {
    /** The events are joined to a page's rows only: before that, a database likes to read far more of them. */
    private static final String PAGE = """
            select d.id, d.subscription_id, e.id as event_id, d.event_sequence, e.type, d.state, d.attempts, d.due_at,
                   d.settled_at, d.last_status, d.last_error
            from (select d.id, d.subscription_id, d.event_sequence, d.state, d.attempts, d.due_at, d.settled_at,
                         d.last_status, d.last_error
                  from delivery d""";

    private static final String NEWEST_FIRST = " order by d.event_sequence desc, d.id desc";
    private static final String BY_TYPE = " order by d.event_type, d.event_sequence desc, d.id desc";
    private static final String EVENTS = " fetch first ? rows only) d join event e on e.sequence = d.event_sequence";

    /** Than delivered. */
    private static final String OTHERS = "('pending', 'delivering', 'retrying', 'exhausted', 'held', 'cancelled')";

    private final Sql sql;
    private final LogTimeStore times;
    private final Instance<FewStore> few;

    /** @param few where the database needs it */
    SearchStore(Sql sql, LogTimeStore times, Instance<FewStore> few) {
        this.sql = sql;
        this.times = times;
        this.few = few;
    }

    /** A statement and its parameters, in step. */
    record Search(String text, List<@Nullable Object> parameters) {}

    <T> List<T> page(Place place, DeliveryFilter filter, int limit, Sql.RowReader<T> reader) {
        if (isFailure(filter) && filter.state().equals(Optional.of(DeliveryState.DELIVERED))) {
            // Nothing delivered is one.
            return List.of();
        }
        Optional<List<Long>> among = few(filter);
        if (among.filter(List::isEmpty).isPresent()) {
            return List.of();
        }
        Search search = search(place, filter, among, limit);
        return sql.query(search.text(), reader, search.parameters().toArray());
    }

    /** What it can only be among, if that is known. */
    private Optional<List<Long>> few(DeliveryFilter filter) {
        Set<DeliveryState> states = filter.state().map(EnumSet::of).orElse(EnumSet.allOf(DeliveryState.class));
        if (isFailure(filter)) {
            // Nothing delivered is one.
            states.remove(DeliveryState.DELIVERED);
        }
        return few.isUnsatisfied() ? Optional.empty() : few.get().of(filter, states);
    }

    /** @param among ids of which it is one, if that is known */
    Search search(Place place, DeliveryFilter filter, Optional<List<Long>> among, int limit) {
        Where where = new Where();
        among.ifPresent(ids -> where.and("d.id = any(?)", ids));
        within(place, filter, where);
        boolean byState =
                filter.state().filter(state -> state != DeliveryState.DELIVERED).isPresent();
        filter.subscription()
                .ifPresent(id -> where.and((byState ? free("d.subscription_id") : "d.subscription_id") + " = ?", id));
        filter.state().ifPresent(state -> where.and(condition(state)));
        filter.event().ifPresent(id -> where.and("d.event_sequence = (select sequence from event where id = ?)", id));
        filter.code().ifPresent(code -> where.and("d.last_status = " + code));
        filter.error().ifPresent(error -> where.and("d.last_error = '" + error.text() + "'"));
        if (isFailure(filter)) {
            where.and("d.last_error is not null");
            if (filter.state().isEmpty()) {
                // What was delivered has no error; H2 has no partial indexes, but one by state.
                where.and("d.state in " + OTHERS);
            }
        }
        boolean byType = filter.type().isPresent() && !isNarrow(filter);
        // Where few are looked for, there is an index of the types of deliveries.
        boolean byLog = byType && few.isUnsatisfied();
        String typed = byLog ? "t.type" : byType ? "d.event_type" : free("d.event_type");
        filter.type().ifPresent(type -> where.and(typed + " = '" + type.shortName() + "'"));
        String from = PAGE;
        if (byLog) {
            // Events of a rare type are found in the log, and few of all deliveries are theirs.
            from += " join event t on t.sequence = d.event_sequence";
            where.and("t.sequence <= ?", place.sequence());
        }
        where.parameters.add(limit);
        String order = among.isPresent() ? NEWEST_FIRST : byType && !byLog ? BY_TYPE : order(filter);
        return new Search(from + where.text + order + EVENTS + NEWEST_FIRST, where.parameters);
    }

    /** H2 is to go along the index of something else. */
    private String free(String column) {
        return few.isUnsatisfied() ? column : "(" + column + " || '')";
    }

    /** Nearly all are delivered: H2 must not gather them by an index of states. */
    private static String condition(DeliveryState state) {
        return state == DeliveryState.DELIVERED ? "d.state not in " + OTHERS : "d.state = '" + state.text() + "'";
    }

    /** Newest first; H2 goes along an index only if its columns are named from the first. */
    private static String order(DeliveryFilter filter) {
        if (filter.state().filter(state -> state != DeliveryState.DELIVERED).isPresent()) {
            // Of a subscription, too: nearly all that it has is delivered.
            return " order by d.state, d.event_sequence desc, d.id desc";
        }
        // which has one delivery of an event
        return filter.subscription().isPresent()
                ? " order by d.subscription_id desc, d.event_sequence desc"
                : NEWEST_FIRST;
    }

    private void within(Place place, DeliveryFilter filter, Where where) {
        where.and("d.event_sequence <= ?", place.sequence());
        where.and("(d.event_sequence < ? or d.id < ?)", place.sequence(), place.id());
        filter.from().ifPresent(from -> where.and("d.event_sequence >= ?", times.firstSince(from)));
        filter.to().ifPresent(to -> where.and("d.event_sequence < ?", times.firstSince(to)));
    }

    private static boolean isFailure(DeliveryFilter filter) {
        return filter.error().isPresent()
                || filter.code().filter(code -> code < 200 || code >= 300).isPresent();
    }

    /** Whether there is an index for it that has the type too. */
    private static boolean isNarrow(DeliveryFilter filter) {
        return filter.subscription().isPresent()
                || filter.event().isPresent()
                || isFailure(filter)
                || filter.state().filter(DeliveryState::isTrouble).isPresent();
    }

    private static final class Where {
        private final StringBuilder text = new StringBuilder(" where 1 = 1");
        private final List<@Nullable Object> parameters = new ArrayList<>();

        private void and(String condition, Object... values) {
            text.append(" and ").append(condition);
            parameters.addAll(List.of(values));
        }
    }
}
