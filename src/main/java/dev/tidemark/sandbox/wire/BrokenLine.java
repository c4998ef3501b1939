package dev.tidemark.sandbox.wire;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The work is done and nobody will hear of it: the connection breaks instead of an answer. */
public final class BrokenLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokenLine() {
        super("a fault of the sandbox", null, false, false);
    }

    /** Breaks it. */
    static final class Breaking {
        @ServerExceptionMapper
        Response broken(BrokenLine line, HttpServerRequest request) {
            // Ends the stream of HTTP/2, the connection of HTTP/1.
            request.response().reset();
            return Response.serverError().build();
        }
    }
}
