package dev.tidemark.sandbox.wire;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
        /** Of HTTP/2; the code that stands unless told means that all is well. */
        private static final long INTERNAL_ERROR = 2;

        @ServerExceptionMapper
        Response broken(BrokenLine line, HttpServerRequest request) {
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset(INTERNAL_ERROR);
            } else {
                // Waited for: the answer below must find nobody any more.
                request.connection()
                        .close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            return Response.serverError().build();
        }
    }
}
