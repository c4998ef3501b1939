package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
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
    private final Map<String, Apis> byUrl = new ConcurrentHashMap<>();

    MindstampClients(CallBudget budget, CallConfig config, Clock clock) {
        this.budget = budget;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A client that spends as {@link CallClass#HEAD}; see {@link MindstampClient#as}.
     *
     * @param url base of the API without a slash at its end
     */
    public MindstampClient of(String account, String url, String token, CallLimits limits) {
        Apis apis = byUrl.computeIfAbsent(url, this::apis);
        return new MindstampClient(
                apis.typed(),
                new PassOn(apis.generic(), url),
                "Bearer " + token,
                new Calls(
                        new Exchange(config.timeout(), token),
                        budget.of(account, url, token, limits),
                        CallClass.HEAD,
                        clock));
    }

    private record Apis(MindstampApi typed, PassApi generic) {}

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
