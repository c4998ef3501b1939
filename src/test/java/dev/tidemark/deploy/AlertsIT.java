package dev.tidemark.deploy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.meter.Standings;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.EventType;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.poll.list.ListOrder;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for Prometheus against what a running service shows. */
@QuarkusTest
class AlertsIT extends StubbedPolling {
    private static final Pattern METRIC = Pattern.compile("(tidemark_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("(?:by|on) \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriberStore subscribers;

    @Inject
    Standings standings;

    @Test
    void every_metric_and_label_of_a_rule_is_shown() throws IOException {
        views.history(5, clock.instant().minus(Duration.ofDays(1)), 60);
        learn();
        rounds(3);
        callbacksInTrouble();
        List<String> shown = given().get("/q/metrics").asString().lines().toList();

        for (JsonNode rule : rules()) {
            String expression = rule.path("expr").asText();
            List<MatchResult> metrics = METRIC.matcher(expression).results().toList();
            assertThat(metrics).as(expression).isNotEmpty();
            for (MatchResult metric : metrics) {
                List<String> needed = new ArrayList<>();
                MATCHER.matcher(String.valueOf(metric.group(2)))
                        .results()
                        .map(label -> label.group(2).equals("=") ? label.group() : label.group(1) + "=\"")
                        .forEach(needed::add);
                labels(rule).forEach(label -> needed.add(label + "=\""));
                assertThat(shown)
                        .as("%s with %s", metric.group(1), needed)
                        .anyMatch(line -> line.startsWith(metric.group(1) + "{")
                                && needed.stream().allMatch(line::contains));
            }
        }
    }

    @Test
    void orders_are_called_what_they_are_called() throws IOException {
        Set<String> orders = Stream.of(ListOrder.values()).map(ListOrder::text).collect(Collectors.toSet());
        List<String> named = Stream.of(rules())
                .flatMap(rules -> rules.findValuesAsText("expr").stream())
                .flatMap(expression -> MATCHER.matcher(expression).results())
                .filter(label -> label.group(1).equals("order"))
                .flatMap(label -> Stream.of(label.group(3).split("\\|")))
                .toList();
        assertThat(named).hasSameSizeAs(orders).hasSameElementsAs(orders);
    }

    @Test
    void every_rule_says_what_is_the_matter_and_what_to_do() throws IOException {
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).hasSizeGreaterThan(80);
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
        });
    }

    /** One whose receiver fails, one that is disabled. */
    private void callbacksInTrouble() {
        for (String one : List.of("ill", "off")) {
            subscriptions.create(Drafts.draft(
                    Optional.of(one),
                    Optional.empty(),
                    Optional.of("http://127.0.0.1:9/" + one),
                    List.of(),
                    List.of(id),
                    true));
        }
        Health ill = new Health(5, 0, Optional.of(clock.instant()), Optional.of(clock.instant()), clock.instant());
        QuarkusTransaction.requiringNew().run(() -> subscribers.fare(Map.of("ill", ill)));
        subscriptions.disable("off");
        views.add("due", clock.instant(), 10);
        rounds(3);
        assertThat(told(EventType.VIEW_STARTED)).as("is due there").isNotEmpty();
        standings.look();
        List.of("ill", "off").forEach(subscriptions::delete);
    }

    /** Those that its text and its groupings need. */
    private static Set<String> labels(JsonNode rule) {
        Stream<String> grouped = GROUPING.matcher(rule.path("expr").asText())
                .results()
                .flatMap(group -> Stream.of(group.group(1).split(", ")));
        Stream<String> told =
                LABEL.matcher(rule.path("annotations").toString()).results().map(label -> label.group(1));
        return Stream.concat(grouped, told).collect(Collectors.toSet());
    }

    private static JsonNode rules() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("deploy", "alerts.yaml").toFile())
                .at("/groups/0/rules");
    }
}
