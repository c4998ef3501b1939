package dev.tidemark.api.video;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.ViewsConfig;
import dev.tidemark.poll.store.VideoRulesStore;
import dev.tidemark.poll.store.VideoRulesStore.VideoRules;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Settings of single videos; the others follow the configuration. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
class VideoSettingsResource {
    private static final String PATH = "{id}/videos/{token}/settings";

    private final AccountStore accounts;
    private final VideoRulesStore rules;
    private final ViewsConfig config;

    VideoSettingsResource(AccountStore accounts, VideoRulesStore rules, ViewsConfig config) {
        this.accounts = accounts;
        this.rules = rules;
        this.config = config;
    }

    @GET
    @Path(PATH)
    @RolesAllowed("read")
    @Operation(summary = "What a video of the account counts as completed, where it has settings of its own")
    public VideoSettings get(@PathParam("id") String id, @PathParam("token") String token) {
        known(id);
        return rules.find(id, video(token)).map(VideoSettings::of).orElseThrow(() -> none(token));
    }

    @PUT
    @Path(PATH)
    @RolesAllowed("manage")
    @Operation(
            summary = "Give a video settings of its own, or replace them",
            description = "They hold within 15 seconds, for what is seen from then on.")
    @APIResponse(responseCode = "422", description = "A field cannot be used; the problem names each")
    public VideoSettings put(
            @PathParam("id") String id, @PathParam("token") String token, @Nullable VideoSettings settings) {
        known(id);
        if (settings == null) {
            throw new ProblemException(Problem.badRequest(
                    "body", "is empty; send a JSON object such as {\"completed_at\": 80, \"milestones\": [10, 50]}"));
        }
        VideoRules given = settings.toRules();
        String video = video(token);
        QuarkusTransaction.requiringNew().run(() -> {
            accounts.lock(id);
            rules.put(id, video, given);
        });
        return VideoSettings.of(given);
    }

    @DELETE
    @Path(PATH)
    @RolesAllowed("manage")
    @Operation(summary = "Let a video follow the configuration again")
    public void delete(@PathParam("id") String id, @PathParam("token") String token) {
        known(id);
        if (!rules.remove(id, video(token))) {
            throw none(token);
        }
    }

    private static String video(String token) {
        if (!Row.isUsableInPath(token)) {
            throw ProblemException.invalid("token", "is no token of a video: 1–200 characters, none of them a control");
        }
        return token;
    }

    private ProblemException none(String token) {
        return new ProblemException(Problem.of(
                404,
                "Not Found",
                "The video '" + token + "' has no settings of its own. It follows the configuration: completed at "
                        + config.completedAt() + " %, milestones " + config.milestones() + "."));
    }

    private void known(String id) {
        Account account = accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
        if (account.state() == Account.State.DELETING) {
            throw new ProblemException(Problem.of(409, "Conflict", "The account '" + id + "' is being removed."));
        }
    }
}
