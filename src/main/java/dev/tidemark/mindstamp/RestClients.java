package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.exchange.CallConfig;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/**
 * The REST clients of the URLs called last; connections to one are shared. Those of a URL that was not called for long
 * are closed once others take their place, and not before the last call that uses them is over.
 */
final class RestClients {
    /** URLs are tried by whoever adds an account; few of them are in use. */
    static final int MOST = 16;

    private final CallConfig config;
    private final SequencedMap<String, Apis> byUrl = new LinkedHashMap<>(MOST, 0.75f, true);

    RestClients(CallConfig config) {
        this.config = config;
    }

    /** Both clients of a URL, guarded by the pool. */
    private static final class Apis {
        private final MindstampApi typed;
        private final PassApi generic;
        private int calls;
        private boolean dropped;

        Apis(MindstampApi typed, PassApi generic) {
            this.typed = typed;
            this.generic = generic;
        }
    }

    /** The clients of one URL. */
    final class OfUrl {
        private final String url;

        private OfUrl(String url) {
            this.url = url;
        }

        /** For one call; to be closed once its answer is there. */
        Loan borrow() {
            return RestClients.this.borrow(url);
        }
    }

    /** Clients that stay open for as long as they are lent. */
    final class Loan implements AutoCloseable {
        private final String url;
        private final Apis apis;

        private Loan(String url, Apis apis) {
            this.url = url;
            this.apis = apis;
        }

        String url() {
            return url;
        }

        MindstampApi typed() {
            return apis.typed;
        }

        PassApi generic() {
            return apis.generic;
        }

        @Override
        public void close() {
            giveBack(apis);
        }
    }

    OfUrl of(String url) {
        return new OfUrl(url);
    }

    private Loan borrow(String url) {
        Apis apis;
        Optional<Apis> unused;
        synchronized (byUrl) {
            apis = byUrl.computeIfAbsent(url, this::apis);
            apis.calls++;
            unused = dropOldest();
        }
        unused.ifPresent(RestClients::close);
        return new Loan(url, apis);
    }

    private void giveBack(Apis apis) {
        boolean unused;
        synchronized (byUrl) {
            apis.calls--;
            unused = apis.dropped && apis.calls == 0;
        }
        if (unused) {
            close(apis);
        }
    }

    /** Where there are too many; @return what nobody uses any more. */
    private Optional<Apis> dropOldest() {
        if (byUrl.size() <= MOST) {
            return Optional.empty();
        }
        Iterator<Apis> oldestFirst = byUrl.sequencedValues().iterator();
        Apis oldest = oldestFirst.next();
        oldestFirst.remove();
        oldest.dropped = true;
        return oldest.calls == 0 ? Optional.of(oldest) : Optional.empty();
    }

    private static void close(Apis apis) {
        close(apis.typed);
        close(apis.generic);
    }

    private static void close(Object client) {
        try {
            // As MicroProfile Rest Client lets every client be closed.
            ((Closeable) client).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Apis apis(String url) {
        return new Apis(api(url, MindstampApi.class), api(url, PassApi.class));
    }

    private <T> T api(String url, Class<T> type) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(url))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // The exchange ends a call; this one comes later, or it would look like a connection that broke off.
                .readTimeout(config.timeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // Every status is an answer to decide about, not an exception.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(type);
    }
}
