package dev.tidemark.api.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Calls that go wrong in every way. */
@Path("/")
class ProbeResource {
    enum Ordering {
        NONE,
        KEY
    }

    record Rate(int perSecond) {}

    record Draft(
            @NotBlank String name,
            List<String> types,
            Rate rate,
            Ordering ordering,
            Instant from,
            Duration timeout,
            boolean enabled,
            @JsonProperty("picky") Picky picky) {}

    record Picky(String value) {
        Picky {
            if ("bad".equals(value)) {
                throw new IllegalArgumentException("must not be bad");
            }
        }
    }

    @POST
    @Path("api/v1/probe")
    public Draft post(@Valid Draft draft) {
        return draft;
    }

    @GET
    @Path("api/v1/probe")
    public String get(@QueryParam("n") @Max(5) int n) {
        if (n == 0) {
            throw new IllegalStateException("password=hunter2");
        }
        return "ok";
    }
}
