package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.delivery.ClaimStore.Claim;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dispatcher's short transactions; no network in here. */
@ApplicationScoped
class Turns {
    /** What a claim outlives its exchange by: the time to store the result, even on a slow database. */
    private static final Duration MARGIN = Duration.ofSeconds(45);

    private final ClaimStore claims;
    private final Settlement settlement;
    private final EventStore events;
    private final CallbackConfig config;
    private final Clock clock;
    /** This process: a claim is fenced by who made it. */
    private final String owner = Ids.random("own");

    Turns(ClaimStore claims, Settlement settlement, EventStore events, CallbackConfig config, Clock clock) {
        this.claims = claims;
        this.settlement = settlement;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** @param documents what to send, by sequence; each event is read once for all who get it */
    record Turn(List<Claimed> claimed, Map<Long, StoredEvent> documents) {
        static final Turn NOTHING = new Turn(List.of(), Map.of());
    }

    /** Settles and claims in one transaction: a commit costs more than what is in it. */
    @Transactional(TxType.REQUIRES_NEW)
    Turn settleAndClaim(List<Finished> finished, List<Room> rooms) {
        Set<String> resting = finished.isEmpty() ? Set.of() : settlement.settle(owner, finished);
        List<Room> open = rooms.stream()
                .filter(room -> !resting.contains(room.subscription()))
                .toList();
        if (open.isEmpty()) {
            return Turn.NOTHING;
        }
        Instant now = clock.instant();
        Claim claim = new Claim(owner, now, now.plus(config.timeout()).plus(MARGIN));
        List<Claimed> claimed = claims.claim(claim, open);
        return claimed.isEmpty() ? Turn.NOTHING : new Turn(claimed, documents(claimed));
    }

    /** Gives back what died with another process. @return how many deliveries */
    @Transactional(TxType.REQUIRES_NEW)
    int releaseExpired() {
        return claims.releaseExpired(clock.instant());
    }

    private Map<Long, StoredEvent> documents(List<Claimed> claimed) {
        List<Long> sequences =
                claimed.stream().map(Claimed::sequence).distinct().toList();
        return events.bySequences(sequences).stream()
                .collect(Collectors.toMap(StoredEvent::sequence, Function.identity()));
    }
}
