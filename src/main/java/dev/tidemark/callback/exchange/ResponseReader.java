package dev.tidemark.callback.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes in one answer: keeps the first bytes, lets a little more pass so that the connection can be used again, and
 * hangs up on what is longer. Runs on the connection's event loop; {@link #soFar} may be asked from elsewhere.
 */
final class ResponseReader {
    static final int KEPT = 16 * 1024;
    private static final int READ = 256 * 1024;

    private final Promise<AttemptResult.Answered> complete = Promise.promise();
    private final HttpClientResponse response;
    private byte[] kept = new byte[0];
    private long seen;

    private ResponseReader(HttpClientResponse response) {
        this.response = response;
    }

    /** Must be called on the event loop that delivers the response, before its body flows. */
    static ResponseReader start(HttpClientResponse response) {
        ResponseReader reader = new ResponseReader(response);
        response.exceptionHandler(reader.complete::tryFail);
        response.handler(reader::take);
        response.endHandler(_ -> reader.complete.tryComplete(reader.soFar()));
        return reader;
    }

    Future<AttemptResult.Answered> complete() {
        return complete.future();
    }

    synchronized AttemptResult.Answered soFar() {
        return new AttemptResult.Answered(
                response.statusCode(),
                Optional.ofNullable(response.getHeader("retry-after")),
                new CapturedBody(kept, seen > kept.length),
                HeaderLines.received(response.headers()));
    }

    private synchronized void take(Buffer chunk) {
        int room = Math.min(KEPT - kept.length, chunk.length());
        if (room > 0) {
            int start = kept.length;
            kept = Arrays.copyOf(kept, start + room);
            chunk.getBytes(0, room, kept, start);
        }
        seen += chunk.length();
        if (seen > READ && complete.tryComplete(soFar())) {
            response.request().reset();
        }
    }
}
