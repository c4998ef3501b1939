package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidemark.callback.delivery.OddServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.standardwebhooks.Webhook;
import dev.tidemark.callback.delivery.OddServer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventPagesIT extends ConsoleTest {
    private static final OddServer RECEIVER = new OddServer();
    private static Api api;
    /** Told to event-taker, but not to the others. */
    private static String event;

    @BeforeAll
    static void an_event_went_to_one_subscription_and_not_to_others() {
        api = new Api(RunningConsole.open().url());
        RECEIVER.on("/gone", status(410));
        subscribe("event-picky", "/picky", "\"filter\": \"data.view.percentage > 1000 && data.nope == 1\"");
        subscribe("event-quizzes", "/quizzes", "\"types\": [\"QuizScored\"]");
        subscribe("event-taker", "/taken", "\"types\": [\"ViewProgressed\"]");
        soon().until(() -> delivered().isPresent());
        event = delivered().orElseThrow();
    }

    /** Of a row that was known before. */
    private static Optional<String> delivered() {
        JsonNode taken = api.get("/api/v1/deliveries?limit=200&subscription=event-taker&status=delivered");
        return StreamSupport.stream(taken.path("items").spliterator(), false)
                .map(delivery -> delivery.path("event").asText())
                .filter(id -> api.get("/api/v1/events/" + id).at("/data/change").has("percentage"))
                .findFirst();
    }

    @AfterAll
    static void close() throws IOException {
        RECEIVER.close();
    }

    @Test
    void it_tells_what_changed_when_it_can_have_been_and_where_it_went() {
        Page page = open("/console/events/" + event);

        assertThat(page.locator("h1")).hasText("ViewProgressed");
        Locator percentage = page.locator(".changes tr")
                .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.ROWHEADER, named("percentage"))));
        JsonNode change = api.get("/api/v1/events/" + event).at("/data/change/percentage");
        assertThat(percentage.locator("del")).hasText(change.path("from").asText());
        assertThat(percentage.locator("ins")).hasText(change.path("to").asText());
        assertThat(page.locator(".moments strong"))
                .containsText(new String[] {"Last seen as it was", "Change seen", "First delivered"});
        assertThat(page.locator(".moments .within").first()).isVisible();
        assertThat(page.locator("#went"))
                .containsText(Pattern.compile("topic mindstamp\\.views, partition \\d+, offset \\d+"));
        assertThat(delivery(page, "event-taker")).containsText("delivered");
        assertThat(delivery(page, "event-taker").locator("td.num")).hasText("1");
        assertThat(page.locator("#document")).containsText("\"id\" : \"" + event + "\"");
        assertThat(page.getByRole(AriaRole.LINK, named("The exact bytes")))
                .hasAttribute("href", "/api/v1/events/" + event);
        assertThat(page.locator("#others")).containsText("event-quizzes");
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "event");
    }

    @Test
    void who_did_not_get_it_is_told_with_the_reason() {
        Page page = open("/console/events/" + event);

        assertThat(other(page, "event-quizzes")).containsText("type ViewProgressed is not among its types");
        assertThat(other(page, "event-picky"))
                .containsText("data.view.percentage > 1000 false: data.view.percentage is");
        assertThat(other(page, "event-picky")).containsText("data.nope == 1 no: data.nope is not there");
        assertThat(other(page, "event-taker")).hasCount(0);
    }

    @Test
    void it_is_sent_again_where_it_was_taken_only_when_that_is_meant() {
        String taken = newest("event-taker");
        Page page = open("/console/events/" + taken);
        int before = received("/taken", taken);

        page.getByRole(AriaRole.BUTTON, named("Send again to event-taker")).click();
        page.locator("#confirm-yes").click();

        assertThat(delivery(page, "event-taker").locator("td.num")).hasText("2");
        soon().until(() -> received("/taken", taken) == before + 1);
    }

    @Test
    void it_is_sent_to_a_subscription_that_came_later() {
        String lone = lone();
        subscribe("event-latecomer", "/late", "\"types\": [\"ViewStarted\"]");
        Page page = open("/console/events/" + lone);
        assertThat(other(page, "event-latecomer")).containsText("after this one was logged");

        page.getByRole(AriaRole.BUTTON, named("Send it to event-latecomer")).click();

        assertThat(page.locator("#toasts")).containsText("It is due there now.");
        soon().until(() -> received("/late", lone) == 1);
        assertThat(delivery(page, "event-latecomer")).containsText("delivered");
        assertThat(other(page, "event-latecomer")).hasCount(0);
    }

    @Test
    void a_command_is_signed_so_that_the_official_library_takes_what_it_sends() throws Exception {
        String secret = api.post(
                        "/api/v1/subscriptions",
                        "{\"id\": \"event-curl\", \"url\": \"%s\", \"types\": [\"QuizScored\"], \"headers\": {\"x-tenant\": \"it's\", \"x-api-key\": \"hush\"}}"
                                .formatted(RECEIVER.url("/curl?a=1&b=2")))
                .path("secret")
                .asText();
        Page page = open("/console/events/" + event);
        assertThat(page.locator("#curl-command")).hasCount(0);
        page.getByLabel("Signed as for").selectOption("event-curl");
        page.getByRole(AriaRole.BUTTON, named("Write the command")).click();
        String command = page.locator("#curl-command").textContent();
        assertThat(page.locator("#curl")).containsText("for 5 minutes");
        assertThat(page.locator("#curl")).containsText("put their values in");
        isAccessible(page);
        picture(page, "event-curl");

        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertThat(shell.waitFor()).as(answer).isZero();
        // The subscription's own events come there, too.
        OddServer.Received sent = RECEIVER.received("/curl?a=1&b=2").stream()
                .filter(one -> event.equals(one.headers().get("webhook-id")))
                .findFirst()
                .orElseThrow();
        assertThat(new String(sent.body(), UTF_8))
                .isEqualTo(page.request()
                        .get(RunningConsole.open().url() + "/api/v1/events/" + event)
                        .text());
        assertThat(sent.headers()).containsEntry("x-tenant", "it's").containsEntry("x-api-key", "***");
        new Webhook(secret).verify(new String(sent.body(), UTF_8), headers(sent));
    }

    @Test
    void the_events_of_one_row_lead_to_each_other() {
        String subject = api.get("/api/v1/events/" + event).path("subject").asText();
        List<String> newestFirst = ids(api.get("/api/v1/events?limit=200&subject=" + subject));
        Page page = open("/console/events/" + newestFirst.getLast());
        assertThat(page.getByText("Earlier of this row")).hasCount(0);

        page.getByText("Later of this row").click();

        assertThat(page)
                .hasURL(RunningConsole.open().url() + "/console/events/" + newestFirst.get(newestFirst.size() - 2));
        page.getByText("Earlier of this row").click();
        assertThat(page).hasURL(RunningConsole.open().url() + "/console/events/" + newestFirst.getLast());
    }

    @Test
    void an_event_for_operators_says_what_to_do() {
        Page page = open("/console/events/" + forOperators());

        assertThat(page.locator("main")).containsText("410");
        assertThat(other(page, "event-gone")).containsText("nobody is told of oneself");
        picture(page, "event-operators");
    }

    @Test
    void a_refresh_that_brings_nothing_new_leaves_the_page_as_it_is() {
        Page page = open("/console/events/" + forOperators());
        assertThat(page.locator("#went")).containsText("offset");
        refresh(page);
        refresh(page);
        page.locator("#went-head").evaluate("head => { head.dataset.mark = 'mine'; }");

        refresh(page);
        refresh(page);

        assertThat(page.locator("#went-head")).hasAttribute("data-mark", "mine");
    }

    private static void refresh(Page page) {
        page.waitForResponse(
                answer -> answer.url().endsWith("/went"),
                () -> page.evaluate("window.htmx.trigger('#went', 'refresh')"));
    }

    /** Of a subscription whose receiver is gone: nobody gets it. */
    private static String forOperators() {
        String found = "/api/v1/events?type=SubscriptionDisabled&subject=subscriptions/event-gone";
        if (ids(api.get(found)).isEmpty()) {
            subscribe("event-gone", "/gone", "\"types\": [\"ViewStarted\", \"ViewProgressed\"]");
        }
        soon().until(() -> !ids(api.get(found)).isEmpty());
        return ids(api.get(found)).getFirst();
    }

    @Test
    void an_event_that_is_not_there_says_so() {
        Page page = open("/console/events/evt_nothing");

        assertThat(page.locator("h1")).hasText("There is no event with id 'evt_nothing'.");
    }

    @Test
    void it_fits_a_phone_and_the_dark() {
        Page page = openNarrow("/console/events/" + event);
        assertThat(page.locator("#others")).containsText("event-quizzes");
        fitsItsWindow(page);
        picture(page, "event-narrow");
        Page dark = openDark("/console/events/" + event);
        assertThat(dark.locator("#others")).containsText("event-quizzes");
        isAccessible(dark);
        picture(dark, "event-dark");
    }

    private static void subscribe(String id, String path, String more) {
        api.put("/api/v1/subscriptions/" + id, "{\"url\": \"%s\", %s}".formatted(RECEIVER.url(path), more));
    }

    private static String newest(String subscription) {
        return api.get("/api/v1/deliveries?limit=1&status=delivered&subscription=" + subscription)
                .at("/items/0/event")
                .asText();
    }

    /** An event that shares its moment with no other of its type. */
    private static String lone() {
        List<JsonNode> started = StreamSupport.stream(
                        api.get("/api/v1/events?type=ViewStarted&limit=200")
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
        Map<String, Long> moments = started.stream()
                .collect(Collectors.groupingBy(one -> one.path("time").asText(), Collectors.counting()));
        return started.stream()
                .filter(one -> moments.get(one.path("time").asText()) == 1)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(one -> one.path("id").asText())
                .toList();
    }

    private static int received(String path, String id) {
        return (int) RECEIVER.received(path).stream()
                .filter(one -> id.equals(one.headers().get("webhook-id")))
                .count();
    }

    private static HttpHeaders headers(OddServer.Received sent) {
        return HttpHeaders.of(
                sent.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                (_, _) -> true);
    }

    private static Locator delivery(Page page, String subscription) {
        return page.locator("#went tr").filter(new Locator.FilterOptions().setHasText(subscription));
    }

    private static Locator other(Page page, String subscription) {
        return page.locator("#others .reasons > li").filter(new Locator.FilterOptions().setHasText(subscription));
    }
}
