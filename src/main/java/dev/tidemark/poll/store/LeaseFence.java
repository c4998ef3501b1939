package dev.tidemark.poll.store;

import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
import dev.tidemark.poll.state.Fence;
import jakarta.enterprise.context.ApplicationScoped;

/** Commits depend on the account's lease. */
@ApplicationScoped
class LeaseFence implements Fence {
    private final LeaseStore leases;

    LeaseFence(LeaseStore leases) {
        this.leases = leases;
    }

    @Override
    public void hold(Lease lease) {
        leases.fence(lease);
    }
}
