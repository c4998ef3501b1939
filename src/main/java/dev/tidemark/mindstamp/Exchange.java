package dev.tidemark.mindstamp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One call with an end: neither a slow answer nor a huge one holds anybody up. */
final class Exchange {
    /** Of a page of 100 rows a thousandth of it is usual. */
    static final int LARGEST = 10 * 1024 * 1024;

    private final Duration timeout;

    Exchange(Duration timeout) {
        this.timeout = timeout;
    }

    /** An answer whose body has been read. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String retryAfter,
            byte[] body) {}

    /**
     * Makes the call on a thread of its own and waits for the whole answer.
     *
     * @throws TimeoutException when it took longer than the timeout
     * @throws ExecutionException with what the client threw, or an IOException for a body that is too large
     */
    Answer make(Supplier<RestResponse<InputStream>> call) throws TimeoutException, ExecutionException {
        AtomicReference<@Nullable InputStream> body = new AtomicReference<>();
        FutureTask<Answer> running = new FutureTask<>(() -> read(call.get(), body));
        Thread.ofVirtual().name("mindstamp-call").start(running);
        try {
            return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        } finally {
            running.cancel(true);
            close(body.get());
        }
    }

    private static Answer read(RestResponse<InputStream> response, AtomicReference<@Nullable InputStream> body)
            throws IOException {
        InputStream stream = response.hasEntity() ? response.getEntity() : InputStream.nullInputStream();
        body.set(stream);
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("an answer of more than " + LARGEST + " bytes");
        }
        return new Answer(
                response.getStatus(),
                response.getHeaderString("Content-Type"),
                response.getHeaderString("Retry-After"),
                bytes);
    }

    private static void close(@Nullable InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
