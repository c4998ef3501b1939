package dev.tidemark.callback.attempt;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and what came of it so far; can be broken off at any moment, even while it is still connecting. */
final class Exchange {
    private @Nullable HttpClientRequest request;
    private @Nullable ResponseReader reader;
    private boolean abandoned;

    synchronized HttpClientRequest begin(HttpClientRequest begun) {
        request = begun;
        if (abandoned) {
            begun.reset();
        }
        return begun;
    }

    synchronized Future<AttemptResult.Answered> read(HttpClientResponse response) {
        ResponseReader started = ResponseReader.start(response);
        reader = started;
        return started.complete();
    }

    /** Hangs up and tells what had come. */
    synchronized AttemptResult.Failed abandon(ErrorClass error, String detail) {
        abandoned = true;
        if (request != null) {
            request.reset();
        }
        return new AttemptResult.Failed(
                error, detail, Optional.ofNullable(reader).map(ResponseReader::soFar));
    }
}
