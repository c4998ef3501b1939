package dev.tidemark.outbox;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.time.LogTimes;
import dev.tidemark.outbox.time.Part;
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
    private final LogTimes times;

    PageStore(Sql sql, LogTimes times) {
        this.sql = sql;
        this.times = times;
    }

    List<StoredEvent> after(long sequence, EventFilter filter, int limit) {
        return pages(parts(filter), new Part(sequence, Long.MAX_VALUE), "", filter, limit);
    }

    List<StoredEvent> before(long sequence, EventFilter filter, int limit) {
        List<Part> parts = parts(filter).reversed();
        Part asked = new Part(Part.ALL.after(), Math.max(0, sequence) - 1);
        if (filter.types().size() <= 1) {
            return pages(parts, asked, " desc", filter, limit);
        }
        // Each along its index: of several at once a database would gather and sort all there are.
        return filter.types().stream()
                .flatMap(type -> pages(parts, asked, " desc", filter.only(type), limit).stream())
                .sorted(Comparator.comparingLong(StoredEvent::sequence).reversed())
                .limit(limit)
                .toList();
    }

    /** Of one row there are few events, however long the log is. */
    private List<Part> parts(EventFilter filter) {
        return filter.subject().isPresent() ? List.of(Part.ALL) : times.of(filter.from(), filter.to());
    }

    /** From one part after the other, until there are enough. */
    private List<StoredEvent> pages(List<Part> parts, Part asked, String order, EventFilter filter, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        for (Part part : parts) {
            Part both = part.and(asked);
            if (!both.isEmpty() && found.size() < limit) {
                found.addAll(page(both, order, filter, limit - found.size()));
            }
        }
        return found;
    }

    private List<StoredEvent> page(Part part, String order, EventFilter filter, int limit) {
        StringBuilder where = new StringBuilder();
        List<@Nullable Object> parameters = new ArrayList<>();
        within(part, where, parameters);
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

    /**
     * With an end on both sides they stand in it literally: of a span between two parameters PostgreSQL believes that it is
     * short, and reads all of it where it should go along an index of types.
     */
    private static void within(Part part, StringBuilder where, List<@Nullable Object> parameters) {
        if (part.after() > Part.ALL.after() && part.upTo() < Part.ALL.upTo()) {
            where.append("sequence > ")
                    .append(part.after())
                    .append(" and sequence <= ")
                    .append(part.upTo());
        } else if (part.upTo() < Part.ALL.upTo()) {
            where.append("sequence <= ?");
            parameters.add(part.upTo());
        } else {
            where.append("sequence > ?");
            parameters.add(part.after());
        }
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
