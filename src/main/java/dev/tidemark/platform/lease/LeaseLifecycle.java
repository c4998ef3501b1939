package dev.tidemark.platform.lease;

import dev.tidemark.platform.DatabaseConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Frees leases as early as is safe, so that work goes on without waiting for them to run out. */
@ApplicationScoped
class LeaseLifecycle {
    private static final Logger LOG = Logger.getLogger(LeaseLifecycle.class);

    private final LeaseStore leases;
    private final DatabaseConfig database;

    LeaseLifecycle(LeaseStore leases, DatabaseConfig database) {
        this.leases = leases;
        this.database = database;
    }

    void atStart(@Observes @Priority(10) StartupEvent start) {
        if (database.exclusive()) {
            leases.releaseAll();
        }
    }

    void atEnd(@Observes @Priority(5000) ShutdownEvent end) {
        try {
            leases.releaseMine();
        } catch (RuntimeException e) {
            LOG.warnf("leases are not given back (%s): they run out by themselves", e.getMessage());
        }
    }
}
