package dev.tidemark.api.account;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.api.Limit;
import dev.tidemark.api.Page;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts that are watched. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
class AccountResource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AccountStore accounts;
    private final ConfiguredAccounts configured;
    private final Registration registration;
    private final Removal removal;

    AccountResource(AccountStore accounts, ConfiguredAccounts configured, Registration registration, Removal removal) {
        this.accounts = accounts;
        this.configured = configured;
        this.registration = registration;
        this.removal = removal;
    }

    @POST
    @RolesAllowed("manage")
    @Operation(
            summary = "Watch another account; its token is checked with Mindstamp before it is stored",
            description = "502 and 503 say that Mindstamp could not be asked: nothing is stored then, and the same call"
                    + " can be made again.")
    @APIResponse(
            responseCode = "201",
            description = "It is polled from now on",
            content = @Content(schema = @Schema(implementation = AccountShown.class)))
    @APIResponse(responseCode = "409", description = "The id is taken")
    @APIResponse(responseCode = "422", description = "A field cannot be used, or Mindstamp does not accept the token")
    public Response create(@Nullable AccountRequest request, @Context UriInfo uri) {
        if (request == null) {
            throw new ProblemException(
                    Problem.badRequest("body", "is empty; send a JSON object with at least a token"));
        }
        Account account = registration.create(request);
        return Response.created(uri.getAbsolutePathBuilder().path(account.id()).build())
                .entity(shown(account))
                .build();
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "Every account, by id")
    public Page<AccountShown> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Limit most = Limit.of(limit);
        // Sorted here: a database's own order of texts may be another than that of the comparison below.
        List<Account> found = accounts.all().stream()
                .sorted(Comparator.comparing(Account::id))
                .filter(account -> after == null || account.id().compareTo(after) > 0)
                .limit(most.value() + 1L)
                .toList();
        return Page.of(found, most, this::shown, Account::id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("read")
    @Operation(summary = "One account: its state, and what to do about a problem")
    public AccountShown one(@PathParam("id") String id) {
        return shown(known(id));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed("manage")
    @Operation(
            summary = "Change name, url or token; a new url or token is checked with Mindstamp before it is stored",
            description = "Polling goes on at once with the new token. An account of the configuration keeps the change"
                    + " until the configuration itself says something else.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = AccountShown.class)))
    @APIResponse(responseCode = "409", description = "It is being removed, or was changed at the same time")
    @APIResponse(responseCode = "422", description = "A field cannot be used, or Mindstamp does not accept the token")
    public AccountShown change(@PathParam("id") String id, @Nullable AccountPatch patch) {
        if (patch == null) {
            throw new ProblemException(
                    Problem.badRequest("body", "is empty; send a JSON object with some of name, url and token"));
        }
        return shown(registration.change(known(id), patch));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("admin")
    @Operation(
            summary = "Stop watching an account and remove all that is known through it, for good",
            description = "Its token, streams, row states, events, publications, deliveries and attempts go."
                    + " Subscriptions stay.")
    @APIResponse(responseCode = "204", description = "All of it is gone")
    @APIResponse(
            responseCode = "202",
            description = "It is never polled again, its data are on their way out",
            content = @Content(schema = @Schema(implementation = AccountShown.class)))
    @APIResponse(responseCode = "409", description = "The configuration declares it; the problem names the property")
    public Response delete(
            @PathParam("id") String id,
            @Parameter(description = "the account's id once more, since nothing brings it back")
                    @QueryParam("confirm")
                    @Nullable
                    String confirm) {
        known(id);
        return removal.remove(id, confirm, PATIENCE)
                ? Response.noContent().build()
                : accounts.find(id)
                        .map(account -> Response.accepted(shown(account)).build())
                        .orElseGet(() -> Response.noContent().build());
    }

    private AccountShown shown(Account account) {
        return AccountShown.of(account, configured.property(account.id()).isPresent());
    }

    private Account known(String id) {
        return accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }
}
