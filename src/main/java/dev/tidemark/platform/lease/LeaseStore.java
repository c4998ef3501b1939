package dev.tidemark.platform.lease;

import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Leases with fencing: one replica at a time acts for a name; another takes over when the lease runs out. */
@ApplicationScoped
public class LeaseStore {
    /** How long a lease lasts without being renewed. */
    public static final Duration TTL = Duration.ofSeconds(15);

    private final Sql sql;
    private final Clock clock;
    private final String owner = Ids.random("replica");

    LeaseStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Takes or renews the lease; empty while another replica holds it. */
    @Transactional
    public Optional<Lease> acquire(String name) {
        Instant now = clock.instant();
        Instant until = now.plus(TTL);
        int mine = sql.update("update lease set until = ? where name = ? and owner = ?", until, name, owner);
        if (mine == 0 && !takeOver(name, now, until)) {
            return Optional.empty();
        }
        return sql.first(
                "select epoch from lease where name = ? and owner = ?",
                row -> new Lease(name, row.getLong(1)),
                name,
                owner);
    }

    /**
     * Renews the lease inside the caller's transaction, whose commit thereby depends on still holding it.
     *
     * @throws LeaseLostException when another replica took over
     */
    public void fence(Lease lease) {
        int held = sql.update(
                "update lease set until = ? where name = ? and owner = ? and epoch = ?",
                clock.instant().plus(TTL),
                lease.name(),
                owner,
                lease.epoch());
        if (held == 0) {
            throw new LeaseLostException(lease);
        }
    }

    /** Takes it from whoever holds it, in the caller's transaction: what they are about to commit is refused. */
    @Transactional
    public void revoke(String name) {
        sql.update("update lease set owner = '-', epoch = epoch + 1, until = ? where name = ?", Instant.EPOCH, name);
    }

    /** There is nothing left to act for, nor anybody who would; in the caller's transaction. */
    @Transactional
    public void remove(String name) {
        sql.update("delete from lease where name = ?", name);
    }

    /** Lets others go on at once instead of after the lease has run out. */
    @Transactional
    public void releaseMine() {
        sql.update("update lease set until = ? where owner = ?", Instant.EPOCH, owner);
    }

    /** For a database that only one process can open: whoever held a lease before is gone. */
    @Transactional
    public void releaseAll() {
        sql.update("update lease set until = ?", Instant.EPOCH);
    }

    private boolean takeOver(String name, Instant now, Instant until) {
        int taken = sql.update(
                "update lease set owner = ?, epoch = epoch + 1, until = ? where name = ? and until < ?",
                owner,
                until,
                name,
                now);
        if (taken == 1) {
            return true;
        }
        boolean exists = sql.first("select 1 from lease where name = ?", row -> true, name)
                .isPresent();
        return !exists && insert(name, until);
    }

    private boolean insert(String name, Instant until) {
        try {
            return sql.update("insert into lease (name, owner, epoch, until) values (?, ?, 1, ?)", name, owner, until)
                    == 1;
        } catch (ConstraintViolationException e) {
            throw new LeaseLostException(new Lease(name, 1));
        }
    }
}
