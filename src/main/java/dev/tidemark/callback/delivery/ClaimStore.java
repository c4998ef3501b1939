package dev.tidemark.callback.delivery;

import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Takes due deliveries for one process; each database has its own fast way. Runs in the caller's transaction. */
interface ClaimStore {
    /**
     * @param owner who claims
     * @param until when the claim ends by itself, so that the work of a dead process goes on elsewhere
     * @param alone nothing else is in the transaction; should the database's machine fail, its deliveries are simply due
     *     again, so the commit need not wait for the disk
     */
    record Claim(String owner, Instant now, Instant until, boolean alone) {}

    /**
     * How many deliveries a subscription can take now.
     *
     * @param probe it is failing, and this is to find out whether it still does
     */
    record Room(Subscriber subscriber, int places, boolean probe) {
        String subscription() {
            return subscriber.id();
        }

        Room with(int fewer) {
            return new Room(subscriber, fewer, probe);
        }
    }

    /**
     * @param attempts made before this claim
     * @param triesFrom how many of them were made before its schedule began anew
     */
    record Claimed(long id, String subscription, long sequence, int attempts, int triesFrom) {
        static Claimed read(ResultSet row) throws SQLException {
            return new Claimed(
                    row.getLong("id"),
                    row.getString("subscription_id"),
                    row.getLong("event_sequence"),
                    row.getInt("attempts"),
                    row.getInt("tries_from"));
        }
    }

    /** The deliveries that are due, those due longest first, and never one that another process holds. */
    List<Claimed> claim(Claim claim, List<Room> rooms);

    /** Gives work back whose claim has ended. @return how many deliveries */
    int releaseExpired(Instant now);

    /** Ends claims whose deliveries were not sent. */
    void giveBack(String owner, List<Long> deliveries);

    /** What a claim that ended without a result leaves: the same attempt is due again, or held. */
    static int release(Sql sql, String condition, Object... parameters) {
        return sql.update("""
                update delivery set state = case when not exists (select 1 from subscription s
                                                                  where s.id = subscription_id and s.enabled) then 'held'
                                                 when attempts = tries_from then 'pending' else 'retrying' end,
                                    claim = null, claimed_until = null
                where state = 'delivering'""" + condition, parameters);
    }
}
