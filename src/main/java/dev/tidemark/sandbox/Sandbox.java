package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.world.World;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** The running world behind one lock; whoever looks at it first lets it catch up with the clock. */
@ApplicationScoped
public class Sandbox {
    private final SandboxConfig config;
    private final Clock clock;
    private World world;
    private RateLimit rateLimit = new RateLimit();
    private long unauthorized;
    private long seed;

    public Sandbox(SandboxConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.seed = config.seed();
        this.world = new World(new World.Plan(
                seed,
                clock.instant(),
                config.scenario(),
                config.speed(),
                true,
                World.MOST_VIEWS,
                config.enabled() ? config.history() : 0));
    }

    public boolean accepts(String token) {
        return MessageDigest.isEqual(token.getBytes(UTF_8), config.token().getBytes(UTF_8));
    }

    /** Counts a call without the right token. */
    public synchronized void unauthorized() {
        unauthorized++;
    }

    /** Counts a call of the API; false when the token has used up its calls. */
    public synchronized boolean admit() {
        return rateLimit.admit(clock.instant());
    }

    /** What the world shows now; the answer must not keep hold of the world. */
    public synchronized <T> T look(Function<World, T> question) {
        world.advanceTo(clock.instant());
        return question.apply(world);
    }

    synchronized ObjectNode state() {
        World.Counts counts = look(World::counts);
        return Json.object()
                .put("scenario", config.scenario().toString())
                .put("seed", seed)
                .put("speed", world.speed())
                .put("arrivals", world.arrivals())
                .put("views", counts.views())
                .put("interactions", counts.interactions())
                .put("viewers", counts.viewers())
                .put("watching", counts.watching())
                .put("calls", rateLimit.answered())
                .put("refused", rateLimit.refused())
                .put("unauthorized", unauthorized);
    }

    synchronized void change(ControlRequest request) {
        world.advanceTo(clock.instant());
        request.speed().ifPresent(world::speed);
        request.arrivals().ifPresent(world::arrivals);
    }

    /** A new world without history from now on; what the request leaves open is as configured. */
    synchronized void reset(ControlRequest request) {
        Instant now = clock.instant();
        seed = request.seed().orElse(seed);
        rateLimit = new RateLimit();
        unauthorized = 0;
        world = new World(new World.Plan(
                seed,
                now,
                config.scenario(),
                request.speed().orElse(config.speed()),
                request.arrivals().orElse(true),
                request.viewers().orElse(World.MOST_VIEWS),
                0));
    }
}
