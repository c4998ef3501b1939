package dev.tidemark.mindstamp.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One call with an end: neither a slow answer nor a huge one holds anybody up. */
public final class Exchange {
    private static final List<String> HEADERS = List.of("Content-Type", "Retry-After", "Location", "Date");

    private final CallConfig config;
    private final Mask mask;

    /** @param token hidden wherever an answer repeats it */
    public Exchange(CallConfig config, String token) {
        this.config = config;
        this.mask = new Mask(token);
    }

    /**
     * Makes the call on a thread of its own and waits for the whole answer.
     *
     * @throws TimeoutException when it took longer than the timeout
     * @throws TooLargeException when more came than is read
     * @throws IOException when there was no whole answer; its message tells a person why
     */
    public Answer make(Supplier<RestResponse<InputStream>> call, AnswerKind kind) throws TimeoutException, IOException {
        AtomicReference<@Nullable InputStream> body = new AtomicReference<>();
        FutureTask<Answer> running = new FutureTask<>(() -> read(call.get(), kind, body));
        Thread.ofVirtual().name("mindstamp-call").start(running);
        try {
            return running.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable root = root(e);
            if (root instanceof TooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new IOException(mask.over(reason(root)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        } finally {
            running.cancel(true);
            close(body.get());
        }
    }

    private Answer read(
            RestResponse<InputStream> response, AnswerKind kind, AtomicReference<@Nullable InputStream> body)
            throws IOException {
        InputStream stream = response.hasEntity() ? response.getEntity() : InputStream.nullInputStream();
        body.set(stream);
        byte[] bytes = bytes(stream, response.getHeaderString("Content-Length"), kind);
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, mask.over(value));
            }
        }
        return new Answer(response.getStatus(), headers, mask.over(bytes));
    }

    /** Where the length is told, at once into an array of that length: what is put together at the end is there twice. */
    private byte[] bytes(InputStream stream, @Nullable String length, AnswerKind kind) throws IOException {
        int largest = kind.largest(config);
        if (length == null || !length.matches("\\d{1,18}")) {
            byte[] bytes = stream.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new TooLargeException(largest, kind);
            }
            return bytes;
        }
        if (Long.parseLong(length) > largest) {
            throw new TooLargeException(largest, kind);
        }
        byte[] bytes = new byte[Integer.parseInt(length)];
        int read = stream.readNBytes(bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static String reason(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure) {
            case UnknownHostException _ -> "no such host (" + detail + "); check the URL of the account";
            case ConnectException _ -> "no connection (" + detail + ")";
            case SSLException _ -> "no TLS connection that can be trusted (" + detail + ")";
            default -> "no whole HTTP answer came (" + failure + ")";
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static void close(@Nullable InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // What came is read, or given up.
        }
    }
}
