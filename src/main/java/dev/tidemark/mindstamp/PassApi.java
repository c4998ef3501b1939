package dev.tidemark.mindstamp;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Calls that are passed on: path and query as somebody else wrote them, the address whole. A call without a body has
 * a method of its own, since a null body would still be given a content type.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface PassApi {
    @GET
    RestResponse<InputStream> get(@Url String address, @HeaderParam("Authorization") String bearer);

    @POST
    RestResponse<InputStream> post(@Url String address, @HeaderParam("Authorization") String bearer);

    @POST
    RestResponse<InputStream> post(@Url String address, @HeaderParam("Authorization") String bearer, byte[] body);

    @PATCH
    RestResponse<InputStream> patch(@Url String address, @HeaderParam("Authorization") String bearer);

    @PATCH
    RestResponse<InputStream> patch(@Url String address, @HeaderParam("Authorization") String bearer, byte[] body);

    @DELETE
    RestResponse<InputStream> delete(@Url String address, @HeaderParam("Authorization") String bearer);

    @DELETE
    RestResponse<InputStream> delete(@Url String address, @HeaderParam("Authorization") String bearer, byte[] body);
}
