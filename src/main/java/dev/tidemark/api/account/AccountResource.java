package dev.tidemark.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.StreamState;
import dev.tidemark.poll.StreamStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts that are watched. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
class AccountResource {
    /** @param state {@code active} or {@code unauthorized}; then {@code problem} says what to do */
    record Shown(
            String id,
            String name,
            String url,
            String state,
            @Nullable String problem,
            @JsonProperty("problem_at") @Nullable Instant problemAt,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt) {

        static Shown of(Account account) {
            return new Shown(
                    account.id(),
                    account.name(),
                    account.url(),
                    account.state().name().toLowerCase(Locale.ROOT),
                    account.problem().orElse(null),
                    account.problemAt().orElse(null),
                    account.createdAt(),
                    account.updatedAt());
        }
    }

    /**
     * How far a kind of rows is known.
     *
     * @param phase {@code learning} during the first walk, then {@code live}
     * @param highWaterMark creation time of the newest row that is stored
     * @param walkedAt when the last whole walk began
     */
    record Stream(
            String stream,
            String phase,
            @JsonProperty("high_water_mark") @Nullable String highWaterMark,
            @JsonProperty("walked_at") @Nullable Instant walkedAt,
            @JsonProperty("due_at") Instant dueAt,
            @Nullable String problem) {

        static Stream of(StreamState state) {
            String mark = state.mark().key();
            return new Stream(
                    state.stream().text(),
                    state.phase().name().toLowerCase(Locale.ROOT),
                    mark.isEmpty() ? null : mark,
                    state.walkedAt().orElse(null),
                    state.dueAt(),
                    state.problem().orElse(null));
        }
    }

    private final AccountStore accounts;
    private final StreamStore streams;

    AccountResource(AccountStore accounts, StreamStore streams) {
        this.accounts = accounts;
        this.streams = streams;
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "Every account, by id")
    public Page<Shown> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Limit most = Limit.of(limit);
        List<Account> found = accounts.all().stream()
                .filter(account -> after == null || account.id().compareTo(after) > 0)
                .limit(most.value() + 1L)
                .toList();
        return Page.of(found, most, Shown::of, Account::id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("read")
    @Operation(summary = "One account: its state, and what to do about a problem")
    public Shown one(@PathParam("id") String id) {
        return Shown.of(known(id));
    }

    @GET
    @Path("{id}/streams")
    @RolesAllowed("read")
    @Operation(summary = "How far each kind of rows of the account is known")
    public Page<Stream> streams(@PathParam("id") String id) {
        return new Page<>(
                streams.ofAccount(known(id).id()).stream().map(Stream::of).toList(), null);
    }

    private Account known(String id) {
        return accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }
}
