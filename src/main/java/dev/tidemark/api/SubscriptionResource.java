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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions}: registered callbacks. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SubscriptionResource {
    private final Subscriptions subscriptions;

    SubscriptionResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @POST
    @RolesAllowed("manage")
    public Response create(@Nullable SubscriptionRequest request, UriInfo uri) {
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
    public SubscriptionResponse get(@PathParam("id") String id) {
        return subscriptions
                .find(id)
                .map(subscription -> SubscriptionResponse.of(subscription, Optional.empty()))
                .orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("manage")
    public void delete(@PathParam("id") String id) {
        if (!subscriptions.delete(id)) {
            throw new ProblemException(Problem.notFound("subscription", id));
        }
    }
}
