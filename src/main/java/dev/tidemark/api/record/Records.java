package dev.tidemark.api.record;

import dev.tidemark.api.DeliveryResponse;
import dev.tidemark.api.Limit;
import dev.tidemark.api.Page;
import dev.tidemark.api.RawJson;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.store.RecordStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gathers what the rooms store of one row, and has them forget it. */
@ApplicationScoped
class Records {
    private static final Logger LOG = Logger.getLogger(Records.class);
    private static final int DELIVERIES_AT_ONCE = 1_000;

    private final RecordStore rows;
    private final EventLog log;
    private final EventStore events;
    private final DeliveryStore deliveries;

    Records(RecordStore rows, EventLog log, EventStore events, DeliveryStore deliveries) {
        this.rows = rows;
        this.log = log;
        this.events = events;
        this.deliveries = deliveries;
    }

    /** A row of Mindstamp. */
    record Key(String account, StreamName stream, String row) {
        /** As events name it. */
        String subject() {
            return stream.text() + "/" + row;
        }
    }

    RecordShown export(Key key, @Nullable String after, Limit limit) {
        EventFilter filter = new EventFilter(
                Set.of(), Optional.of(key.account()), Optional.of(key.subject()), Optional.empty(), Optional.empty());
        Optional<RowState> state = rows.find(key.account(), key.stream(), key.row());
        List<StoredEvent> found = events.after(place(after), filter, limit.value() + 1);
        if (state.isEmpty() && found.isEmpty() && after == null) {
            throw unknown(key);
        }
        Page<RecordShown.Told> page = Page.of(found, limit, this::told, event -> Long.toString(event.sequence()));
        return new RecordShown(state.map(RecordShown.Row::of).orElse(null), page.items(), page.next());
    }

    private RecordShown.Told told(StoredEvent event) {
        return new RecordShown.Told(
                RawJson.of(event.document()),
                deliveriesOf(event).stream()
                        .map(delivery -> DeliveryResponse.of(delivery, deliveries.attempts(delivery.id())))
                        .toList());
    }

    /** Each subscription there was may have one. */
    private List<Delivery> deliveriesOf(StoredEvent event) {
        DeliveryFilter ofEvent = DeliveryFilter.ofEvent(event.id());
        List<Delivery> all = new ArrayList<>();
        List<Delivery> part = deliveries.after(Place.START, ofEvent, DELIVERIES_AT_ONCE);
        all.addAll(part);
        while (part.size() == DELIVERIES_AT_ONCE) {
            part = deliveries.after(new Place(event.sequence(), part.getLast().id()), ofEvent, DELIVERIES_AT_ONCE);
            all.addAll(part);
        }
        return all;
    }

    /** @param caller name of the key, for the log */
    ExpungedShown expunge(Key key, String caller) {
        Optional<RowState> state = rows.find(key.account(), key.stream(), key.row());
        EventLog.Expunged expunged =
                QuarkusTransaction.requiringNew().call(() -> log.expunge(key.account(), key.subject()));
        RecordStore.Forgotten forgotten = rows.expunge(key.account(), key.stream(), key.row());
        boolean gone = forgotten.row();
        if (state.isEmpty() && !forgotten.unread() && expunged.events() == 0 && expunged.before() == 0) {
            throw unknown(key);
        }
        LOG.infof(
                "record.expunged account=%s record=%s key=%s events=%d row=%s",
                key.account(), key.subject(), caller, expunged.events(), gone ? "expunged" : "kept");
        return ExpungedShown.of(expunged.events(), expunged.before(), state, gone);
    }

    private static long place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw new ProblemException(
                    Problem.badRequest("after", "'" + after + "' is not the next of an answer before"));
        }
        return Long.parseLong(after);
    }

    private static ProblemException unknown(Key key) {
        return new ProblemException(
                Problem.of(404, "Not Found", "Nothing is known of " + key.subject() + " in this account."));
    }
}
