package dev.tidemark.bench.load;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrival;
import dev.tidemark.bench.load.receiver.Arrivals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what a service that was killed believes to have delivered against what came (goal G14), once all is settled. */
final class KilledBooks {
    /** The subscription that gets the events of each key in order. */
    static final String ORDERED = "ordered";

    private static final int MOST_SHOWN = 10;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private final Map<String, List<Arrival>> came = new HashMap<>();
    /** When the latest of each key came first. */
    private final Map<String, Long> latest = new HashMap<>();

    private final int kills;

    /** @param expected events × subscriptions */
    KilledBooks(Database database, Arrivals arrivals, int expected, int kills) {
        this.kills = kills;
        arrivals.all()
                .forEach(one -> came.computeIfAbsent(one.callback() + " " + one.id(), _ -> new ArrayList<>())
                        .add(one));
        read(database);
        came.keySet().forEach(key -> faults.add(key + " came, but there is no such delivery"));
        int deliveries = states.values().stream().mapToInt(Integer::intValue).sum();
        if (deliveries != expected) {
            faults.add("%d deliveries instead of %d".formatted(deliveries, expected));
        }
    }

    /** Empty when all is well. */
    List<String> faults() {
        return faults.size() <= MOST_SHOWN ? faults : faults.subList(0, MOST_SHOWN);
    }

    /** How many deliveries are in which state. */
    Map<String, Integer> states() {
        return states;
    }

    private void read(Database database) {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select d.subscription_id, e.id, e.partition_key, d.state, d.attempts,
                               (select count(*) from delivery_attempt a where a.delivery_id = d.id) as stored
                        from delivery d join event e on e.sequence = d.event_sequence
                        order by e.sequence, d.subscription_id""")) {
            while (row.next()) {
                String subscription = row.getString(1);
                String key = subscription + " " + row.getString(2);
                List<Arrival> arrivals = came.remove(key);
                List<Arrival> all = arrivals == null ? List.of() : arrivals;
                check(key, row.getString(4), row.getInt(5), row.getInt(6), all);
                if (subscription.equals(ORDERED) && !all.isEmpty()) {
                    inOrder(row.getString(3), all.getFirst());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what was delivered", e);
        }
    }

    private void check(String key, String state, int attempts, int stored, List<Arrival> all) {
        states.merge(state, 1, Integer::sum);
        boolean taken = all.stream().anyMatch(Arrival::taken);
        boolean ended = state.equals("delivered") ? taken : state.equals("exhausted") && !taken;
        // A kill loses the result of one attempt, never more; nothing is made up.
        int forgotten = all.size() - attempts;
        if (!ended || stored != attempts || forgotten < 0 || forgotten > kills) {
            faults.add("%s is %s after %d attempts, %d of them stored, but it came as %s"
                    .formatted(key, state, attempts, stored, all));
        }
    }

    private void inOrder(String key, Arrival first) {
        Long before = latest.put(key, first.micros());
        if (before != null && before > first.micros()) {
            faults.add("%s came before the one before it of key %s".formatted(first, key));
        }
    }
}
