package dev.tidemark.api.record;

import dev.tidemark.account.AccountStore;
import dev.tidemark.api.Limit;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /accounts/{id}/records/{stream}/{row}}: a row by its id, such as a viewer who asks what is known of her. */
@Path("/api/v1/accounts/{account}/records/{stream}/{row}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
class RecordResource {
    private final AccountStore accounts;
    private final Records records;

    RecordResource(AccountStore accounts, Records records) {
        this.accounts = accounts;
        this.records = records;
    }

    @GET
    @RolesAllowed("read")
    @Operation(
            summary = "All that is stored of a row: its last known form, its events and where they went, oldest first",
            description =
                    "A viewer's data stand in the views and interactions of that viewer too; ask for those by their"
                            + " own ids.")
    @APIResponse(responseCode = "404", description = "Nothing is known of it")
    public RecordShown export(
            @PathParam("account") String account,
            @PathParam("stream") String stream,
            @PathParam("row") String row,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        return records.export(record(account, stream, row), after, Limit.of(limit));
    }

    @DELETE
    @RolesAllowed("admin")
    @Operation(
            summary = "Remove the payload of all its events and of what was sent of them; that they happened stays",
            description =
                    "Delete the row at Mindstamp first: as long as it is there, its last known form is kept, and what"
                            + " changes of it is told anew. Deliveries that are due are cancelled. Kafka and receivers keep what"
                            + " they have.")
    @APIResponse(responseCode = "404", description = "Nothing is known of it")
    public ExpungedShown expunge(
            @PathParam("account") String account,
            @PathParam("stream") String stream,
            @PathParam("row") String row,
            @Context SecurityContext caller) {
        return records.expunge(
                record(account, stream, row), caller.getUserPrincipal().getName());
    }

    private Records.Key record(String account, String stream, String row) {
        if (accounts.find(account).isEmpty()) {
            throw new ProblemException(Problem.notFound("account", account));
        }
        StreamName name = StreamName.byText(stream)
                .filter(known -> known.listed() == known)
                .orElseThrow(() -> new ProblemException(Problem.notFound("stream", stream)));
        return new Records.Key(account, name, row);
    }
}
