package dev.tidemark.poll.condition;

import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.meter.PollMeters;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Notices when a list comes in another order than it did. What is found while it is learned is no change. */
@ApplicationScoped
public class ListOrders {
    private static final Logger LOG = Logger.getLogger(ListOrders.class);
    private static final String ADVICE =
            "GET /api/v1/accounts/{id}/streams says why (order_note). The order is taken up again by itself after a round"
                    + " that agrees with it; if it stays away, ask Mindstamp what changed in this list";

    private final PollMeters meters;
    private final Map<RowStates.Of, StreamState> known = new ConcurrentHashMap<>();

    ListOrders(PollMeters meters) {
        this.meters = meters;
    }

    /** From now on the stream is polled here, so far as it is stored. */
    public void opened(StreamState stored) {
        known.put(of(stored), stored);
        meters.orderChanges(stored.account(), stored.stream(), 0);
    }

    /** The account is not polled here any more. */
    public void forget(String account) {
        known.keySet().removeIf(of -> of.account().equals(account));
    }

    /** A page was stored. */
    public void saw(StreamState state) {
        StreamState before = known.put(of(state), state);
        if (before != null && isFound(before) && order(before) != order(state)) {
            meters.orderChanges(state.account(), state.stream(), 1);
            tell(state, order(before));
        }
    }

    private static void tell(StreamState state, ListOrder from) {
        ListOrder to = order(state);
        String change = "account=%s stream=%s from=%s to=%s"
                .formatted(state.account(), state.stream().text(), from.text(), to.text());
        if (state.certificate().whole()) {
            LOG.infof(
                    "poll.order_changed %s: the list comes whole in every round, so detection stays as it is", change);
        } else if (to.compareTo(from) > 0) {
            LOG.warnf("poll.order_lost %s: %s. %s", change, meaning(to), ADVICE.replace("{id}", state.account()));
        } else {
            LOG.infof("poll.order_found %s: %s", change, meaning(to));
        }
    }

    private static String meaning(ListOrder order) {
        return switch (order) {
            case UPDATED_DESC -> "new and changed rows are found at the head of the list";
            case CREATED_DESC ->
                "new rows are found at the head of the list, changed ones when they are looked at again"
                        + " or by the next round";
            case CREATED_ASC ->
                "new rows are found at the end of the list, changed ones when they are looked at again or"
                        + " by the next round";
            case STABLE -> "news are found by rounds only: a new or changed row takes up to a whole round";
            case UNORDERED ->
                "news are found by rounds only, and a round does not see every row: a new or changed row"
                        + " takes several rounds";
        };
    }

    private static boolean isFound(StreamState state) {
        return !state.isLearning() && state.certificate().isKnown();
    }

    private static ListOrder order(StreamState state) {
        return state.certificate().order();
    }

    private static RowStates.Of of(StreamState state) {
        return new RowStates.Of(state.account(), state.stream());
    }
}
