package dev.tidemark.bench.load;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrival;
import dev.tidemark.bench.load.receiver.Arrivals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what a service believes to have delivered against what came (goal G14). */
final class Books {
    private static final int MOST_SHOWN = 10;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private int attempts;
    private int deliveries;

    /** What came of one delivery. */
    private static final class Came {
        private int taken;
        private int all;
    }

    /**
     * @param after the last sequence of the events before, that are none of our business
     * @param expected events since then × subscriptions
     */
    Books(Database database, long after, Arrivals arrivals, int expected) {
        Map<String, Came> came = new HashMap<>();
        for (Arrival one : arrivals.all()) {
            Came delivery = came.computeIfAbsent(key(one.callback(), one.id()), _ -> new Came());
            delivery.all++;
            delivery.taken += one.taken() ? 1 : 0;
        }
        read(database, after, came);
        came.keySet().forEach(key -> faults.add(key + " came, but there is no such delivery"));
        if (deliveries != expected) {
            faults.add("%d deliveries instead of %d".formatted(deliveries, expected));
        }
    }

    /** Empty when all is well. */
    List<String> faults() {
        return faults.size() <= MOST_SHOWN ? faults : faults.subList(0, MOST_SHOWN);
    }

    double attemptsADelivery() {
        return (double) attempts / deliveries;
    }

    /** How many deliveries are in which state. */
    Map<String, Integer> states() {
        return states;
    }

    private void read(Database database, long after, Map<String, Came> came) {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement("""
                        select d.subscription_id, e.id, d.state, d.attempts from delivery d
                        join event e on e.sequence = d.event_sequence where e.sequence > ?""")) {
            statement.setLong(1, after);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                String key = key(row.getString(1), row.getString(2));
                Came delivery = came.remove(key);
                check(key, row.getString(3), row.getInt(4), delivery == null ? new Came() : delivery);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what was delivered", e);
        }
    }

    private void check(String key, String state, int counted, Came came) {
        deliveries++;
        attempts += counted;
        states.merge(state, 1, Integer::sum);
        // Under way when the service was ended: it may have come, and nobody could note it.
        boolean underWay = state.equals("delivering");
        int taken = state.equals("delivered") ? 1 : 0;
        boolean fits =
                underWay ? came.taken <= 1 && came.all - counted <= 1 : came.taken == taken && came.all == counted;
        if (!fits) {
            faults.add("%s is %s after %d attempts, but %d came and %d were taken"
                    .formatted(key, state, counted, came.all, came.taken));
        }
    }

    private static String key(String callback, String id) {
        return callback + " " + id;
    }
}
