package dev.tidemark.api.progress;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.api.Limit;
import dev.tidemark.api.Page;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.progress.Progress;
import dev.tidemark.poll.store.PoisonStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far the accounts are known, and what could not be read. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("read")
@Tag(name = "Accounts")
class ProgressResource {
    private final AccountStore accounts;
    private final Progress progress;
    private final TokenCalls calls;
    private final PoisonStore poison;
    private final Clock clock;

    ProgressResource(AccountStore accounts, Progress progress, TokenCalls calls, PoisonStore poison, Clock clock) {
        this.accounts = accounts;
        this.progress = progress;
        this.calls = calls;
        this.poison = poison;
        this.clock = clock;
    }

    @GET
    @Path("{id}/streams")
    @Operation(summary = "How far each kind of rows of the account is known")
    public Page<StreamShown> streams(@PathParam("id") String id) {
        Instant now = clock.instant();
        return new Page<>(
                progress.of(known(id)).stream()
                        .map(stream -> StreamShown.of(stream, now))
                        .toList(),
                null);
    }

    @GET
    @Path("{id}/calls")
    @Operation(summary = "Calls that the account's token made in the last hour, by what for")
    public CallsShown calls(@PathParam("id") String id) {
        return calls.of(known(id));
    }

    @GET
    @Path("{id}/poison")
    @Operation(summary = "Rows that Mindstamp sent and that cannot be processed, the latest first, as they came")
    public Page<PoisonShown> poison(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return new Page<>(
                poison.ofAccount(known(id).id(), Limit.of(limit).value()).stream()
                        .map(PoisonShown::of)
                        .toList(),
                null);
    }

    private Account known(String id) {
        return accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }
}
