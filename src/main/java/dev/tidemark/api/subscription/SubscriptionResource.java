package dev.tidemark.api.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.api.Limit;
import dev.tidemark.api.Page;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions}: registered callbacks. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Subscriptions")
class SubscriptionResource {
    private final Subscriptions subscriptions;
    private final SubscriptionPatch patches;

    SubscriptionResource(Subscriptions subscriptions, SubscriptionPatch patches) {
        this.subscriptions = subscriptions;
        this.patches = patches;
    }

    @POST
    @RolesAllowed("manage")
    @Operation(summary = "Register a callback; only this answer shows its secret")
    public Response create(@Nullable SubscriptionRequest request, @Context UriInfo uri) {
        Subscriptions.Created created = subscriptions.create(draft(request));
        return created(
                created,
                uri.getAbsolutePathBuilder().path(created.subscription().id()).build());
    }

    @PUT
    @Path("{id}")
    @RolesAllowed("manage")
    @Operation(
            summary = "Create it under an id of your choice, or replace its settings; its secret and what is due stay",
            description =
                    "What is left out has its default, but enabled and the secrets of authentication, which stay.")
    @APIResponse(responseCode = "200", description = "As it is now")
    @APIResponse(responseCode = "201", description = "Created; only this answer shows its secret")
    @APIResponse(responseCode = "422", description = "A field cannot be used; all of them are named")
    public Response put(@PathParam("id") String id, @Nullable SubscriptionRequest request, @Context UriInfo uri) {
        SubscriptionDraft draft = draft(request);
        if (draft.id().filter(other -> !other.equals(id)).isPresent()) {
            throw new ProblemException(Problem.invalid(List.of(
                    new Problem.FieldError("id", "is '" + id + "' in the path; leave it out or make it the same"))));
        }
        SubscriptionDraft named = draft.withId(id);
        return subscriptions
                .replace(named, Optional.empty())
                .map(replaced -> Response.ok(SubscriptionResponse.of(replaced, Optional.empty()))
                        .build())
                .orElseGet(() -> created(subscriptions.create(named), uri.getAbsolutePath()));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed("manage")
    @Operation(summary = "Change some settings: a JSON merge patch (RFC 7396), so null removes one")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = SubscriptionResponse.class)))
    @APIResponse(responseCode = "409", description = "It was changed at the same time; read it and try again")
    @APIResponse(responseCode = "422", description = "A field cannot be used; all of them are named")
    public SubscriptionResponse change(@PathParam("id") String id, @Nullable JsonNode patch)
            throws JsonProcessingException {
        Subscription known = known(id);
        SubscriptionDraft draft = patches.apply(known, patch);
        if (draft.id().filter(id::equals).isEmpty()) {
            throw new ProblemException(
                    Problem.invalid(List.of(new Problem.FieldError("id", "cannot be changed; register another one"))));
        }
        return changed(id, subscriptions.replace(draft, Optional.of(known.updatedAt())));
    }

    private static SubscriptionDraft draft(@Nullable SubscriptionRequest request) {
        if (request == null) {
            throw new ProblemException(Problem.badRequest("body", "is empty; send a JSON object with at least a url"));
        }
        return request.toDraft();
    }

    private static Response created(Subscriptions.Created created, URI location) {
        return Response.created(location)
                .entity(SubscriptionResponse.of(created.subscription(), Optional.of(created.secret())))
                .build();
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "Every subscription, by id")
    public Page<SubscriptionResponse> list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @Nullable String limit) {
        Limit wanted = Limit.of(limit);
        return Page.of(
                subscriptions.after(after, wanted.value() + 1),
                wanted,
                subscription -> SubscriptionResponse.of(subscription, Optional.empty()),
                Subscription::id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("read")
    @Operation(summary = "One subscription, and what to do about a problem")
    public SubscriptionResponse get(@PathParam("id") String id) {
        return SubscriptionResponse.of(known(id), Optional.empty());
    }

    private Subscription known(String id) {
        return subscriptions.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
    }

    @POST
    @Path("{id}/enable")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("manage")
    @Operation(summary = "Send again; what was held meanwhile is sent too, oldest first")
    public SubscriptionResponse enable(@PathParam("id") String id) {
        return changed(id, subscriptions.enable(id));
    }

    @POST
    @Path("{id}/disable")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("manage")
    @Operation(summary = "Send nothing for now; events are kept as held")
    public SubscriptionResponse disable(@PathParam("id") String id) {
        return changed(id, subscriptions.disable(id));
    }

    private static SubscriptionResponse changed(String id, Optional<Subscription> subscription) {
        return subscription
                .map(found -> SubscriptionResponse.of(found, Optional.empty()))
                .orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("manage")
    @Operation(summary = "Remove a callback; what is still due there is cancelled, what was sent stays readable")
    public void delete(@PathParam("id") String id) {
        if (!subscriptions.delete(id)) {
            throw new ProblemException(Problem.notFound("subscription", id));
        }
    }
}
