package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Luck;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.world.Scenario;
import dev.tidemark.sandbox.world.World;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The running world behind one lock; whoever looks at it first lets it catch up with the clock. */
@ApplicationScoped
public class Sandbox {
    /** What begins anew with a reset. */
    private record Run(
            long seed, Scenario scenario, World world, RateLimit calls, Random chance, Map<Faults.Kind, Long> dealt) {}

    private final SandboxConfig config;
    private final Clock clock;
    private final Quirks configured;
    private Quirks quirks;
    private Run run;
    private long unauthorized;
    /** So many there were, this one included: who follows the ledger sees by it that another begins. */
    private int worlds = 1;

    public Sandbox(SandboxConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.configured = SwitchConfig.quirks(config.switches()).with(FaultConfig.quirks(config.faults()));
        this.quirks = config.scenario().quirks().with(configured);
        this.run = begin(new World.Plan(
                config.seed(),
                clock.instant(),
                config.scenario(),
                config.speed(),
                true,
                World.MOST_VIEWS,
                config.enabled() ? config.history() : 0));
        adjust();
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
        return run.calls().admit(clock.instant());
    }

    /** When a refused call may come again. */
    public synchronized Instant freeAt() {
        return run.calls().freeAt(clock.instant());
    }

    public synchronized Quirks quirks() {
        return quirks;
    }

    /** What chance has in store for the next call; the same calls after the same seed have the same luck. */
    public synchronized Luck luck() {
        return Luck.draw(quirks, run.chance());
    }

    /** Counts a fault that came to pass. */
    public synchronized void dealt(Faults.Kind kind) {
        run.dealt().merge(kind, 1L, Long::sum);
    }

    /** What the world shows now; the answer must not keep hold of the world. */
    public synchronized <T> T look(Function<World, T> question) {
        run.world().advanceTo(clock.instant());
        return question.apply(run.world());
    }

    /** What the world showed that long ago. */
    public synchronized <T> T lookBack(Duration lag, Function<World, T> question) {
        return look(world -> world.asOf(clock.instant().minus(lag), () -> question.apply(world)));
    }

    synchronized ObjectNode state() {
        World.Counts counts = look(World::counts);
        ObjectNode state = Json.object()
                .put("scenario", run.scenario().toString())
                .put("seed", run.seed())
                .put("world", worlds)
                .put("speed", run.world().speed())
                .put("arrivals", run.world().arrivals())
                .put("views", counts.views())
                .put("interactions", counts.interactions())
                .put("viewers", counts.viewers())
                .put("watching", counts.watching())
                .put("calls", run.calls().answered())
                .put("refused", run.calls().refused())
                .put("unauthorized", unauthorized);
        quirks.writeTo(state);
        ObjectNode faults = state.putObject("dealt");
        for (Faults.Kind kind : Faults.Kind.values()) {
            faults.put(kind.name().toLowerCase(Locale.ROOT), run.dealt().getOrDefault(kind, 0L));
        }
        faults.put(
                Faults.Kind.LATE_ROW.name().toLowerCase(Locale.ROOT),
                run.world().lateRows());
        ObjectNode values = state.putObject("values")
                .put("scenario", ControlRequest.SCENARIO)
                .put("speed", ControlRequest.SPEED)
                .put("arrivals", ControlRequest.ARRIVALS);
        Quirks.DIALS.forEach(dial -> values.put(dial.name(), dial.allowed()));
        return state;
    }

    synchronized void change(ControlRequest request) {
        run.world().advanceTo(clock.instant());
        request.speed().ifPresent(run.world()::speed);
        request.arrivals().ifPresent(run.world()::arrivals);
        quirks = quirks.with(request.quirks());
        adjust();
    }

    /** A new world without history from now on; what the request leaves open is as configured. */
    synchronized void reset(ControlRequest request) {
        Scenario scenario = request.scenario().orElse(config.scenario());
        quirks = scenario.quirks().with(configured).with(request.quirks());
        unauthorized = 0;
        worlds++;
        run = begin(new World.Plan(
                request.seed().orElse(run.seed()),
                clock.instant(),
                scenario,
                request.speed().orElse(config.speed()),
                request.arrivals().orElse(true),
                request.viewers().orElse(World.MOST_VIEWS),
                0));
        adjust();
    }

    private static Run begin(World.Plan plan) {
        return new Run(
                plan.seed(),
                plan.scenario(),
                new World(plan),
                new RateLimit(Switches.CALLS_PER_MINUTE.unset(), Switches.CALLS_PER_HOUR.unset()),
                new Random(plan.seed()),
                new EnumMap<>(Faults.Kind.class));
    }

    private void adjust() {
        run.world().quirks(quirks);
        run.calls().change(quirks.get(Switches.CALLS_PER_MINUTE), quirks.get(Switches.CALLS_PER_HOUR));
    }
}
