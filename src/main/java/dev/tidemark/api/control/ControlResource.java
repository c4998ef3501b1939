package dev.tidemark.api.control;

import dev.tidemark.account.Account;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.api.account.AccountShown;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The operator's controls of an account. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("manage")
@Tag(name = "Accounts")
class ControlResource {
    private final Control control;
    private final Trial trial;
    private final ConfiguredAccounts configured;

    ControlResource(Control control, Trial trial, ConfiguredAccounts configured) {
        this.control = control;
        this.trial = trial;
        this.configured = configured;
    }

    @POST
    @Path("{id}/pause")
    @Operation(
            summary = "Stop polling an account until it is resumed",
            description = "What is known stays. Calls that are passed on to Mindstamp still go through.")
    public AccountShown pause(@PathParam("id") String id, @Context SecurityContext caller) {
        return shown(control.pause(id, key(caller)));
    }

    @POST
    @Path("{id}/resume")
    @Operation(
            summary = "Poll a paused account again, at once",
            description = "What happened meanwhile is found then, as far as Mindstamp still shows it.")
    public AccountShown resume(@PathParam("id") String id, @Context SecurityContext caller) {
        return shown(control.resume(id, key(caller)));
    }

    @POST
    @Path("{id}/poll")
    @Operation(summary = "Look at every stream of an account as soon as its call budget allows")
    @APIResponse(
            responseCode = "202",
            description = "It will be looked at",
            content = @Content(schema = @Schema(implementation = AccountShown.class)))
    public Response poll(@PathParam("id") String id, @Context SecurityContext caller) {
        return accepted(control.poll(id, key(caller)));
    }

    @POST
    @Path("{id}/resync")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Walk over all rows of a stream again, from the beginning",
            description = "What happens meanwhile is told as always. With emit, nothing that was told is told again.")
    @APIResponse(
            responseCode = "202",
            description = "The walk begins as soon as the call budget allows",
            content = @Content(schema = @Schema(implementation = AccountShown.class)))
    @APIResponse(responseCode = "422", description = "There is no such stream; the problem lists them")
    public Response resync(
            @PathParam("id") String id, @Nullable ResyncRequest request, @Context SecurityContext caller) {
        if (request == null) {
            throw new ProblemException(Problem.badRequest(
                    "body", "is empty; send a JSON object such as {\"stream\": \"views\", \"emit\": false}"));
        }
        return accepted(control.resync(id, request, key(caller)));
    }

    @POST
    @Path("{id}/dry-run")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read a page of a list now and show the events it would give, without storing any",
            description = "Spends one call of the account's budget.")
    @APIResponse(
            responseCode = "409",
            description = "The account is paused or being removed, or its token is of no use")
    @APIResponse(responseCode = "422", description = "There is no such stream, or the offset is below 0")
    @APIResponse(
            responseCode = "503",
            description = "The call budget allows no call now; Retry-After says for how long")
    public DryRunAnswer dryRun(
            @PathParam("id") String id, @Nullable DryRunRequest request, @Context SecurityContext caller) {
        if (request == null) {
            throw new ProblemException(
                    Problem.badRequest("body", "is empty; send a JSON object such as {\"stream\": \"views\"}"));
        }
        return trial.read(id, request, key(caller));
    }

    private Response accepted(Account account) {
        return Response.accepted(shown(account)).build();
    }

    private AccountShown shown(Account account) {
        return AccountShown.of(account, configured.property(account.id()).isPresent());
    }

    private static String key(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
