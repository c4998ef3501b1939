package dev.tidemark.callback.history;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what there are few of. H2 alone needs it: without partial indexes it goes through all that a subscription ever
 * had, or through all that others have in a state.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "h2")
class FewStore {
    /** Of more than that a page is mostly found soon in the order of the log. */
    private static final int FEW = 500;

    private static final String OF_STATE = """
            (select id from delivery where subscription_id = ? and state = ?
             order by subscription_id, state, due_at, id fetch first ? rows only)""";

    private final Sql sql;

    FewStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * What deliveries of a filter can only be among.
     *
     * @param states that they can be in
     * @return their ids, maybe none; empty when there are more than few
     */
    Optional<List<Long>> of(DeliveryFilter filter, Set<DeliveryState> states) {
        if (filter.subscription().isEmpty() || filter.event().isPresent()) {
            return Optional.empty();
        }
        Optional<List<Long>> few = states.contains(DeliveryState.DELIVERED)
                ? Optional.empty()
                : of(filter.subscription().get(), states);
        return few.or(() -> filter.type().flatMap(this::of));
    }

    /** In one statement: what goes from one state to another meanwhile is in it once. */
    private Optional<List<Long>> of(String subscription, Set<DeliveryState> states) {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (DeliveryState state : states) {
            parameters.addAll(List.of(subscription, state.text(), FEW + 1));
        }
        return ifFew(sql.query(
                states.stream().map(_ -> OF_STATE).collect(Collectors.joining(" union all ")),
                row -> row.getLong("id"),
                parameters.toArray()));
    }

    private Optional<List<Long>> of(EventType type) {
        return ifFew(sql.query("""
                select id from delivery where event_type = ?
                order by event_type, event_sequence desc, id desc fetch first ? rows only""", row -> row.getLong("id"), type.shortName(), FEW + 1));
    }

    private static Optional<List<Long>> ifFew(List<Long> found) {
        return found.size() > FEW ? Optional.empty() : Optional.of(found);
    }
}
