package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.quirk.Dial;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.world.Scenario;
import dev.tidemark.sandbox.world.World;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person at the controls asks for; every offending field is named at once. */
record ControlRequest(
        Optional<Long> seed,
        Optional<Scenario> scenario,
        Optional<Double> speed,
        Optional<Boolean> arrivals,
        Optional<Integer> viewers,
        Quirks quirks) {
    static final String SEED = "a whole number of 64 bits";
    static final String SPEED = "a number from 0.01 to 1000";
    static final String ARRIVALS = "true or false";
    static final String VIEWERS = "a whole number from 0 to " + World.MOST_VIEWS;
    static final String SCENARIO =
            "one of " + Stream.of(Scenario.values()).map(Scenario::toString).collect(Collectors.joining(", "));

    static ControlRequest change(byte[] body) {
        return read(body, Set.of("speed", "arrivals"), Set.of());
    }

    static ControlRequest reset(byte[] body) {
        return read(body, Set.of("seed", "scenario", "speed", "arrivals", "viewers"), Set.of("seed"));
    }

    private static ControlRequest read(byte[] body, Set<String> plain, Set<String> required) {
        Reading reading = new Reading(parse(body));
        Set<String> allowed = new TreeSet<>(plain);
        Quirks.DIALS.forEach(dial -> allowed.add(dial.name()));
        reading.requireKnown(allowed);
        required.stream().sorted().forEach(reading::require);
        ControlRequest request = new ControlRequest(
                reading.field("seed", SEED, ControlRequest::seed),
                reading.field("scenario", SCENARIO, ControlRequest::scenario),
                reading.field("speed", SPEED, ControlRequest::speed),
                reading.field(
                        "arrivals",
                        ARRIVALS,
                        json -> Optional.of(json).filter(JsonNode::isBoolean).map(JsonNode::booleanValue)),
                reading.field("viewers", VIEWERS, ControlRequest::viewers),
                reading.quirks());
        reading.close();
        return request;
    }

    static ObjectNode parse(byte[] body) {
        try {
            return Json.readObject(body);
        } catch (UncheckedIOException _) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
    }

    /** Collects what is wrong on the way. */
    private record Reading(ObjectNode json, List<Problem.FieldError> errors) {
        Reading(ObjectNode json) {
            this(json, new ArrayList<>());
        }

        void requireKnown(Set<String> allowed) {
            json.fieldNames().forEachRemaining(name -> {
                if (!allowed.contains(name)) {
                    errors.add(new Problem.FieldError(name, "is not known here; known are " + allowed));
                }
            });
        }

        void require(String name) {
            if (!json.has(name)) {
                errors.add(new Problem.FieldError(name, "is missing"));
            }
        }

        <T> Optional<T> field(String name, String rule, Function<JsonNode, Optional<T>> reader) {
            Optional<JsonNode> value = json.optional(name);
            Optional<T> read = value.flatMap(reader);
            if (value.isPresent() && read.isEmpty()) {
                errors.add(new Problem.FieldError(name, "must be " + rule));
            }
            return read;
        }

        Quirks quirks() {
            Quirks quirks = Quirks.NONE;
            for (Dial<?> dial : Quirks.DIALS) {
                quirks = set(quirks, dial);
            }
            return quirks;
        }

        private <T> Quirks set(Quirks quirks, Dial<T> dial) {
            return quirks.with(dial, field(dial.name(), dial.allowed(), dial::read));
        }

        void close() {
            if (!errors.isEmpty()) {
                throw new ProblemException(Problem.invalid(errors));
            }
        }
    }

    private static Optional<Long> seed(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong() ? Optional.of(json.longValue()) : Optional.empty();
    }

    private static Optional<Scenario> scenario(JsonNode json) {
        return Stream.of(Scenario.values())
                .filter(scenario -> scenario.toString().equals(json.textValue()))
                .findFirst();
    }

    private static Optional<Double> speed(JsonNode json) {
        return Optional.of(json)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(speed -> speed >= 0.01 && speed <= 1_000);
    }

    private static Optional<Integer> viewers(JsonNode json) {
        return Optional.of(json)
                .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
                .map(JsonNode::intValue)
                .filter(viewers -> viewers >= 0 && viewers <= World.MOST_VIEWS);
    }
}
