package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.world.World;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a person at the controls asks for; every offending field is named at once. */
record ControlRequest(
        Optional<Long> seed, Optional<Double> speed, Optional<Boolean> arrivals, Optional<Integer> viewers) {
    static ControlRequest change(byte[] body) {
        return read(body, Set.of("speed", "arrivals"), Set.of());
    }

    static ControlRequest reset(byte[] body) {
        return read(body, Set.of("seed", "speed", "arrivals", "viewers"), Set.of("seed"));
    }

    private static ControlRequest read(byte[] body, Set<String> allowed, Set<String> required) {
        ObjectNode json = parse(body);
        List<Problem.FieldError> errors = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                errors.add(new Problem.FieldError(name, "is not known here; known are " + sorted(allowed)));
            }
        });
        for (String name : sorted(required)) {
            if (!json.has(name)) {
                errors.add(new Problem.FieldError(name, "is missing"));
            }
        }
        check(json, "seed", "must be a whole number of 64 bits", ControlRequest::seedInRange, errors);
        check(json, "speed", "must be a number from 0.01 to 1000", ControlRequest::speedInRange, errors);
        check(json, "arrivals", "must be true or false", JsonNode::isBoolean, errors);
        check(
                json,
                "viewers",
                "must be a whole number from 0 to " + World.MOST_VIEWS,
                ControlRequest::viewersInRange,
                errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return new ControlRequest(
                field(json, "seed").map(JsonNode::longValue),
                field(json, "speed").map(JsonNode::doubleValue),
                field(json, "arrivals").map(JsonNode::booleanValue),
                field(json, "viewers").map(JsonNode::intValue));
    }

    private static ObjectNode parse(byte[] body) {
        try {
            return Json.readObject(body);
        } catch (UncheckedIOException _) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
    }

    private static void check(
            ObjectNode json, String name, String rule, Predicate<JsonNode> valid, List<Problem.FieldError> errors) {
        field(json, name).filter(valid.negate()).ifPresent(_ -> errors.add(new Problem.FieldError(name, rule)));
    }

    private static boolean seedInRange(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean speedInRange(JsonNode value) {
        return value.isNumber() && value.doubleValue() >= 0.01 && value.doubleValue() <= 1_000;
    }

    private static boolean viewersInRange(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 0
                && value.intValue() <= World.MOST_VIEWS;
    }

    private static Optional<JsonNode> field(ObjectNode json, String name) {
        return json.optional(name);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
