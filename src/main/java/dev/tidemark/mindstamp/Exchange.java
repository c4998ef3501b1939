package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class Exchange {
    /** Of a page of 100 rows a thousandth of it is usual. */
    static final int LARGEST = 10 * 1024 * 1024;

    private static final List<String> HEADERS = List.of("Content-Type", "Retry-After", "Location", "Date");
    private static final String HIDDEN = "***";

    private final Duration timeout;
    private final String token;

    /** @param token hidden wherever an answer repeats it: nobody behind this client is to learn it */
    Exchange(Duration timeout, String token) {
        this.timeout = timeout;
        this.token = token;
    }

    /**
     * An answer whose body has been read.
     *
     * @param headers the few that matter here
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** When the server made it, by its own clock; empty where it does not say so in the form of RFC 1123. */
        Optional<Instant> servedAt() {
            try {
                return header("Date").map(date -> Instant.from(RFC_1123_DATE_TIME.parse(date)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Makes the call on a thread of its own and waits for the whole answer.
     *
     * @throws TimeoutException when it took longer than the timeout
     * @throws IOException when there was no whole answer; its message tells a person why
     */
    Answer make(Supplier<RestResponse<InputStream>> call) throws TimeoutException, IOException {
        AtomicReference<@Nullable InputStream> body = new AtomicReference<>();
        FutureTask<Answer> running = new FutureTask<>(() -> read(call.get(), body));
        Thread.ofVirtual().name("mindstamp-call").start(running);
        try {
            return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(masked(reason(root(e))), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        } finally {
            running.cancel(true);
            close(body.get());
        }
    }

    private Answer read(RestResponse<InputStream> response, AtomicReference<@Nullable InputStream> body)
            throws IOException {
        InputStream stream = response.hasEntity() ? response.getEntity() : InputStream.nullInputStream();
        body.set(stream);
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new TooLarge();
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, masked(value));
            }
        }
        return new Answer(response.getStatus(), headers, masked(bytes));
    }

    /** The same bytes where the token is not among them. */
    private byte[] masked(byte[] body) {
        // One character a byte: nothing but the token changes, whatever the encoding.
        String text = new String(body, ISO_8859_1);
        return text.contains(token) ? masked(text).getBytes(ISO_8859_1) : body;
    }

    private String masked(String text) {
        return token.isEmpty() ? text : text.replace(token, HIDDEN);
    }

    private static String reason(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure) {
            case TooLarge _ -> detail;
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

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the answer is larger than " + LARGEST / (1024 * 1024) + " MiB and was given up");
        }
    }
}
