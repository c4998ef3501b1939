package dev.tidemark.poll.state;

import dev.tidemark.platform.lease.Lease;

/** Lets a commit through only while the account is still this process's to poll. */
@FunctionalInterface
public interface Fence {
    /**
     * In the caller's transaction.
     *
     * @throws dev.tidemark.platform.lease.LeaseLostException when another replica polls the account now
     */
    void hold(Lease lease);
}
