package dev.tidemark.callback.replay;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import java.util.Optional;

/** The table {@code replay_part}: what replays that go on were counted to send. Parts without any are not stored. */
@ApplicationScoped
class PartStore {
    private final Sql sql;

    PartStore(Sql sql) {
        this.sql = sql;
    }

    void add(String replay, Chosen part) {
        sql.update(
                "insert into replay_part (replay_id, first_sequence, last_sequence, chosen) values (?, ?, ?, ?)",
                replay,
                part.first(),
                part.last(),
                part.bits().toByteArray());
    }

    /** The first part that has something after a place. */
    Optional<Chosen> after(String replay, long place) {
        return sql.first(
                """
                select first_sequence, last_sequence, chosen from replay_part
                where replay_id = ? and last_sequence > ?
                order by replay_id, last_sequence fetch first 1 rows only""", row -> new Chosen(row.getLong(1), row.getLong(2), BitSet.valueOf(row.getBytes(3))), replay, place);
    }

    /** Of one that was cancelled. */
    void removeCancelled(String replay) {
        sql.update(
                "delete from replay_part where replay_id = ?"
                        + " and exists (select 1 from replay where id = ? and state = 'cancelled')",
                replay,
                replay);
    }

    void remove(String replay) {
        sql.update("delete from replay_part where replay_id = ?", replay);
    }
}
