package dev.tidemark.api;

import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    SubscriptionResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @POST
    @RolesAllowed("manage")
    @Operation(summary = "Register a callback; only this answer shows its secret")
    public Response create(@Nullable SubscriptionRequest request, @Context UriInfo uri) {
        if (request == null) {
            throw new ProblemException(Problem.badRequest("body", "is empty; send a JSON object with at least a url"));
        }
        Subscriptions.Created created = subscriptions.create(request.toDraft());
        Subscription subscription = created.subscription();
        return Response.created(
                        uri.getAbsolutePathBuilder().path(subscription.id()).build())
                .entity(SubscriptionResponse.of(subscription, Optional.of(created.secret())))
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
        return subscriptions
                .find(id)
                .map(subscription -> SubscriptionResponse.of(subscription, Optional.empty()))
                .orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
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
