package dev.tidemark.mindstamp;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Makes the client of an account; connections to one host are shared. */
@ApplicationScoped
public class MindstampClients {
    private final CallBudget budget;
    private final CallConfig config;
    private final Clock clock;
    private final Map<String, MindstampApi> byUrl = new ConcurrentHashMap<>();

    MindstampClients(CallBudget budget, CallConfig config, Clock clock) {
        this.budget = budget;
        this.config = config;
        this.clock = clock;
    }

    /** @param url base of the API without a slash at its end */
    public MindstampClient of(String account, String url, String token, CallLimits limits) {
        return new MindstampClient(
                byUrl.computeIfAbsent(url, this::api),
                new Exchange(config.timeout()),
                token,
                budget.of(account, limits),
                clock);
    }

    private MindstampApi api(String url) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(url))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // Every status is an answer to decide about, not an exception.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(MindstampApi.class);
    }
}
