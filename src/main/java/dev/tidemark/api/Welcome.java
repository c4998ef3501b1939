package dev.tidemark.api;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/** Tells who starts the service in dev mode where to look. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {
    private static final Logger LOG = Logger.getLogger("tidemark");

    void tell(@ObservesAsync HttpServerStart server) {
        String base = "http://localhost:" + server.options().getPort();
        LOG.infof("""

                Tidemark watches simulated viewers now. Look at:
                  events as they come   curl -N %1$s/api/v1/events/stream
                  the Kafka topic       curl %1$s/sandbox/topics/mindstamp.views   (broker at 127.0.0.1:19092)
                  the signed callbacks  curl %1$s/sandbox/inbox
                  every call            %1$s/q/swagger-ui
                  what truly happened   curl %1$s/sandbox/ledger
                """, base);
    }
}
