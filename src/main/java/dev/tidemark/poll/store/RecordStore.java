package dev.tidemark.poll.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.state.RowStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** One row by its id, for who has to hand out what is known of it or have it forgotten. */
@ApplicationScoped
@Transactional
public class RecordStore {
    private final Sql sql;
    private final RowStateStore states;

    RecordStore(Sql sql, RowStateStore states) {
        this.sql = sql;
        this.states = states;
    }

    public Optional<RowState> find(String account, StreamName stream, String row) {
        return Optional.ofNullable(
                states.known(new RowStates.Of(account, stream), List.of(row)).get(row));
    }

    /**
     * @param row its last form
     * @param unread copies that could not be read
     */
    public record Forgotten(boolean row, boolean unread) {}

    /**
     * Forgets the form of a row that is proven gone, what it was once known by, and what could not be read of it. A row that
     * Mindstamp still has is kept as it is: what changes is found by comparing with it.
     *
     * @return what was there and is forgotten
     */
    public Forgotten expunge(String account, StreamName stream, String row) {
        int unread = sql.update(
                "delete from poison_row where account_id = ? and stream = ? and row_id = ?",
                account,
                stream.text(),
                row);
        byte[] left = Json.object().put("id", row).toString().getBytes(UTF_8);
        boolean gone = sql.update("""
                        update row_state set fields = ?, doubt_hash = null, doubt_at = null
                        where account_id = ? and stream = ? and row_id = ? and phase = 'GONE'""", left, account, stream.text(), row) > 0;
        boolean isKept = !gone && find(account, stream, row).isPresent();
        if (!isKept && stream == StreamName.VIEWERS) {
            sql.update(
                    "delete from known_fact where account_id = ? and kind = 'IDENTIFIED' and subject = ?",
                    account,
                    row);
        }
        return new Forgotten(gone, unread > 0);
    }
}
