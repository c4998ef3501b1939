package dev.tidemark.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.platform.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells in words that a body is too large. Quarkus refuses it by itself before the API is asked, but without a body;
 * a chunked one, whose length nobody knows beforehand, is cut off by Quarkus with a bare 413.
 */
@ApplicationScoped
class BodyLimit {
    /** Before Quarkus' own check, which runs at 2. */
    private static final int EARLY = 100;

    private final ObjectMapper json;
    private final long most;

    BodyLimit(ObjectMapper json, VertxHttpConfig http) {
        this.json = json;
        this.most = http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext call) {
        if (call.normalizedPath().startsWith("/api/") && length(call) > most) {
            refuse(call);
        } else {
            call.next();
        }
    }

    private static long length(RoutingContext call) {
        try {
            String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // Not ours to judge: the HTTP server answers what it cannot read.
            return 0;
        }
    }

    private void refuse(RoutingContext call) {
        Problem problem = Problem.of(
                413, "Content Too Large", "The body is larger than the " + most + " bytes this service takes.");
        try {
            call.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            call.fail(e);
        }
    }
}
