package dev.tidemark.callback.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and what came of it so far; can be broken off at any moment, even while it is still connecting. */
final class Exchange {
    private static final int FIRST_FINAL = 200;

    private @Nullable HttpClientRequest request;
    private @Nullable ResponseReader reader;
    private boolean abandoned;

    /** The reader is in place before the request leaves: an answer that is quick finds it. */
    synchronized Future<AttemptResult.Answered> send(HttpClientRequest ready, Buffer body) {
        if (abandoned) {
            ready.reset();
            return Future.failedFuture("abandoned");
        }
        request = ready;
        Future<AttemptResult.Answered> answer = ready.response().compose(this::read);
        return ready.end(body).compose(_ -> answer);
    }

    private synchronized Future<AttemptResult.Answered> read(HttpClientResponse response) {
        ResponseReader started = ResponseReader.start(response);
        reader = started;
        if (response.statusCode() < FIRST_FINAL) {
            // The answer proper may still come, and would be taken for the one to the next request on this connection.
            response.request().connection().close();
        }
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
