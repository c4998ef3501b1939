package dev.tidemark.mindstamp;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The 42 calls as they go over the wire (mindstamp-api.md §2). Answers are streams: the client reads what really came,
 * and no more of it than it wants. Which lists can be paged is not public: all are asked as if they could.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface MindstampApi {
    @GET
    @Path("views")
    RestResponse<InputStream> views(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("views/summary")
    RestResponse<InputStream> summary(@RestHeader String authorization);

    @GET
    @Path("views/summary/month")
    RestResponse<InputStream> summaryOfMonth(@RestHeader String authorization);

    @GET
    @Path("views/summary/week")
    RestResponse<InputStream> summaryOfWeek(@RestHeader String authorization);

    @GET
    @Path("views/{id}")
    RestResponse<InputStream> view(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("views/{id}/interactions")
    RestResponse<InputStream> interactionsOfView(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("interactions")
    RestResponse<InputStream> interactions(
            @RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("interactions/{id}")
    RestResponse<InputStream> interaction(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("interactions/{id}/responses")
    RestResponse<InputStream> responses(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("videos")
    RestResponse<InputStream> videos(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("videos/{id}")
    RestResponse<InputStream> video(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("videos/{id}/views")
    RestResponse<InputStream> viewsOfVideo(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("videos/{id}/interactions")
    RestResponse<InputStream> interactionsOfVideo(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("viewers")
    RestResponse<InputStream> viewers(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("viewers/{id}")
    RestResponse<InputStream> viewer(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("viewers/{id}/views")
    RestResponse<InputStream> viewsOfViewer(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("viewers/{id}/interactions")
    RestResponse<InputStream> interactionsOfViewer(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("user/me")
    RestResponse<InputStream> me(@RestHeader String authorization);

    @GET
    @Path("groups")
    RestResponse<InputStream> groups(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("groups/{id}")
    RestResponse<InputStream> group(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("groups/{id}/videos")
    RestResponse<InputStream> videosOfGroup(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("groups/{id}/views")
    RestResponse<InputStream> viewsOfGroup(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("groups/{id}/interactions")
    RestResponse<InputStream> interactionsOfGroup(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @POST
    @Path("groups/create")
    RestResponse<InputStream> createGroup(@RestHeader String authorization, byte[] body);

    @POST
    @Path("groups/{id}/addVideo")
    RestResponse<InputStream> addVideoToGroup(@RestHeader String authorization, @RestPath String id, byte[] body);

    @GET
    @Path("series")
    RestResponse<InputStream> allSeries(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("series/{id}")
    RestResponse<InputStream> series(@RestHeader String authorization, @RestPath String id);

    @GET
    @Path("series/{id}/videos")
    RestResponse<InputStream> videosOfSeries(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @POST
    @Path("series/create")
    RestResponse<InputStream> createSeries(@RestHeader String authorization, byte[] body);

    @POST
    @Path("series/{id}/addVideo")
    RestResponse<InputStream> addVideoToSeries(@RestHeader String authorization, @RestPath String id, byte[] body);

    @POST
    @Path("series/{id}/invite")
    RestResponse<InputStream> inviteToSeries(@RestHeader String authorization, @RestPath String id, byte[] body);

    @GET
    @Path("series/{id}/views")
    RestResponse<InputStream> viewsOfSeries(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("series/{id}/interactions")
    RestResponse<InputStream> interactionsOfSeries(
            @RestHeader String authorization, @RestPath String id, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("plink")
    RestResponse<InputStream> plinks(@RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("plink/{id}")
    RestResponse<InputStream> plink(@RestHeader String authorization, @RestPath String id);

    @PATCH
    @Path("plink/{id}")
    RestResponse<InputStream> updatePlink(@RestHeader String authorization, @RestPath String id, byte[] body);

    @POST
    @Path("plink/")
    RestResponse<InputStream> createPlink(@RestHeader String authorization, byte[] body);

    @GET
    @Path("accessLists")
    RestResponse<InputStream> accessLists(
            @RestHeader String authorization, @RestQuery int limit, @RestQuery int offset);

    @GET
    @Path("accessLists/{id}")
    RestResponse<InputStream> accessList(@RestHeader String authorization, @RestPath String id);

    @POST
    @Path("accessLists/create")
    RestResponse<InputStream> createAccessList(@RestHeader String authorization, byte[] body);

    @POST
    @Path("accessLists/{id}/add")
    RestResponse<InputStream> addToAccessList(@RestHeader String authorization, @RestPath String id, byte[] body);

    @DELETE
    @Path("accessLists/{id}/delete")
    RestResponse<InputStream> deleteFromAccessList(@RestHeader String authorization, @RestPath String id, byte[] body);
}
