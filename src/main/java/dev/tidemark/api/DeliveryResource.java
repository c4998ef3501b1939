package dev.tidemark.api;

import dev.tidemark.callback.delivery.Delivery;
import dev.tidemark.callback.delivery.DeliveryStore;
import dev.tidemark.callback.delivery.DeliveryStore.Place;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /deliveries}: what was sent where, and what came back. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("read")
@RunOnVirtualThread
class DeliveryResource {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final DeliveryStore deliveries;

    DeliveryResource(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    DeliveryPage<DeliveryResponse> list(@BeanParam DeliveryQuery query) {
        int limit = DeliveryPage.limit(query.limit);
        List<Delivery> found = deliveries.after(query.place(), query.filter(), limit + 1);
        DeliveryPage<Delivery> page =
                DeliveryPage.of(found, limit, last -> DeliveryQuery.cursor(new Place(last.sequence(), last.id())));
        return new DeliveryPage<>(
                page.items().stream().map(DeliveryResponse::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    DeliveryResponse get(@PathParam("id") String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> deliveries.find(Long.parseLong(text)))
                .map(delivery -> DeliveryResponse.of(delivery, deliveries.attempts(delivery.id())))
                .orElseThrow(() -> new ProblemException(Problem.notFound("delivery", id)));
    }
}
