package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.exchange.CallConfig;
import dev.tidemark.mindstamp.exchange.Exchange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes the client of an account; connections to one host are shared. */
@ApplicationScoped
public class MindstampClients {
    private final CallBudget budget;
    private final CallConfig config;
    private final Clock clock;
    private final RestClients rest;

    MindstampClients(CallBudget budget, CallConfig config, Clock clock) {
        this.budget = budget;
        this.config = config;
        this.clock = clock;
        this.rest = new RestClients(config);
    }

    /**
     * A client that spends as {@link CallClass#HEAD}; see {@link MindstampClient#as}.
     *
     * @param url base of the API without a slash at its end
     */
    public MindstampClient of(String account, String url, String token, CallLimits limits) {
        return new MindstampClient(
                "Bearer " + token,
                new Calls(
                        new Exchange(config, token),
                        rest.of(url),
                        budget.of(account, url, token, limits),
                        CallClass.HEAD,
                        new Judge(clock)));
    }
}
