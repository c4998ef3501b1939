package dev.tidemark.outbox;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code event} page by page; however long the log is, along an index from where the page begins. */
@ApplicationScoped
class PageStore {
    private final Sql sql;

    PageStore(Sql sql) {
        this.sql = sql;
    }

    List<StoredEvent> after(long sequence, EventFilter filter, int limit) {
        return page("sequence > ?", sequence, "", filter, limit);
    }

    List<StoredEvent> before(long sequence, EventFilter filter, int limit) {
        if (filter.types().size() <= 1) {
            return page("sequence < ?", sequence, " desc", filter, limit);
        }
        // Each along its index: of several at once a database would gather and sort all there are.
        return filter.types().stream()
                .flatMap(type -> page("sequence < ?", sequence, " desc", filter.only(type), limit).stream())
                .sorted(Comparator.comparingLong(StoredEvent::sequence).reversed())
                .limit(limit)
                .toList();
    }

    private List<StoredEvent> page(String place, long sequence, String order, EventFilter filter, int limit) {
        StringBuilder where = new StringBuilder(place);
        List<@Nullable Object> parameters = new ArrayList<>(List.of(sequence));
        if (filter.types().size() == 1) {
            where.append(" and type = ?");
            parameters.add(filter.types().iterator().next().shortName());
        } else if (!filter.types().isEmpty()) {
            where.append(" and type = any(?)");
            parameters.add(filter.types().stream().map(EventType::shortName).toList());
        }
        filter.account().ifPresent(account -> {
            where.append(" and account_id = ?");
            parameters.add(account);
        });
        filter.subject().ifPresent(subject -> {
            where.append(" and subject = ?");
            parameters.add(subject);
        });
        filter.from().ifPresent(from -> {
            where.append(" and occurred_at >= ?");
            parameters.add(from);
        });
        filter.to().ifPresent(to -> {
            where.append(" and occurred_at < ?");
            parameters.add(to);
        });
        parameters.add(limit);
        return sql.query(
                "select " + EventStore.COLUMNS + " from event where " + where + " order by " + leader(filter, order)
                        + "sequence" + order + " fetch first ? rows only",
                EventStore::event,
                parameters.toArray());
    }

    /** The column of the index to go along, which has one value only: H2 wants it named, or sorts all there are. */
    private static String leader(EventFilter filter, String order) {
        if (filter.subject().isPresent()) {
            return "subject" + order + ", ";
        }
        if (filter.types().size() == 1) {
            return "type" + order + ", ";
        }
        return filter.account().isPresent() ? "account_id" + order + ", " : "";
    }
}
