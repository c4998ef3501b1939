package dev.tidemark.poll.condition;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with an account's source now, as far as operators were told, whichever replica found it. */
@ApplicationScoped
public class OpenConditions {
    private final ConditionStore store;

    OpenConditions(ConditionStore store) {
        this.store = store;
    }

    /** @param type short name of the event that told of it */
    public record Open(String type, Instant since, String advice) {}

    public List<Open> of(String account) {
        Map<String, ConditionStore.Kept> kept = store.ofAccount(account);
        return Stream.of(Condition.values())
                .flatMap(condition -> Optional.ofNullable(kept.get(condition.name())).stream()
                        .filter(ConditionStore.Kept::told)
                        .map(open -> new Open(condition.type().shortName(), open.since(), condition.advice(account))))
                .toList();
    }
}
