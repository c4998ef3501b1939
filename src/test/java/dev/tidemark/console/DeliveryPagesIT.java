package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidemark.callback.delivery.OddServer.status;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.callback.delivery.OddServer;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryPagesIT extends ConsoleTest {
    private static final OddServer RECEIVER = new OddServer();
    private static Api api;

    @BeforeAll
    static void events_are_due_at_a_receiver_in_trouble() {
        api = new Api(RunningConsole.open().url());
        RECEIVER.on("/trouble", status(503))
                .on("/moved", status(301, "location: http://127.0.0.1/elsewhere"), status(200));
        api.subscribe("in-trouble", RECEIVER.url("/trouble"));
        // Nobody but a person tries a second time while these tests run.
        api.put(
                "/api/v1/subscriptions/moved",
                "{\"url\": \"%s\", \"schedule\": [\"PT0S\", \"PT5H\"]}".formatted(RECEIVER.url("/moved")));
        soon().until(() -> !deliveries("in-trouble", "retrying").isEmpty());
        soon().until(() -> !deliveries("moved", "retrying").isEmpty());
    }

    @AfterAll
    static void close() throws IOException {
        RECEIVER.close();
    }

    @Test
    void a_search_finds_what_did_not_arrive_and_says_why() {
        Page page = open("/console/deliveries");
        isAccessible(page);
        picture(page, "deliveries");

        page.getByLabel("Subscription", exact()).fill("in-trouble");
        page.getByLabel("State", exact()).selectOption("retrying");
        page.getByLabel("Status code", exact()).fill("503");
        search(page);

        assertThat(page).hasURL(address("subscription=in-trouble&status=retrying&code=503"));
        assertThat(rows(page).first()).containsText("503");
        assertThat(page.getByLabel("Status code", exact())).hasValue("503");

        rows(page).first().getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("h1")).containsText("to in-trouble");
        assertThat(page.locator("#tries")).containsText("The receiver has trouble of its own");
        page.getByText("Headers and answer").first().click();
        assertThat(page.locator("#tries")).containsText("webhook-signature");
        assertThat(page.locator("#sent-body")).containsText("\"specversion\":\"1.0\"");
        isAccessible(page);
        picture(page, "delivery");
    }

    @Test
    void a_delivery_is_sent_again_by_hand_and_the_page_follows() {
        String id = deliveries("moved", "retrying");
        Page page = open("/console/deliveries/" + id);
        assertThat(page.locator("#tries")).containsText("Redirects are never followed");

        page.getByRole(AriaRole.BUTTON, named("Try now")).click();

        assertThat(page.locator("#tries .badge").first()).hasText("delivered");
        assertThat(page.locator("#tries ol > li")).hasCount(2);
    }

    @Test
    void what_the_receiver_took_is_sent_again_only_when_it_is_meant() {
        String id = deliveries("moved", "delivered");
        Page page = open("/console/deliveries/" + id);
        Locator tries = page.locator("#tries ol > li");
        int before = tries.count();

        page.getByRole(AriaRole.BUTTON, named("Send again")).click();
        page.getByRole(AriaRole.BUTTON, named("Cancel")).click();
        assertThat(tries).hasCount(before);
        page.getByRole(AriaRole.BUTTON, named("Send again")).click();
        page.locator("#confirm-yes").click();

        assertThat(tries).hasCount(before + 1);
    }

    @Test
    void a_search_that_cannot_be_made_is_told_beside_its_fields() {
        Page page = open("/console/deliveries?code=teapot&subscription=in-trouble");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("code: 'teapot' is not an HTTP status such as 503");
        assertThat(page.getByLabel("Subscription", exact())).hasValue("in-trouble");
    }

    @Test
    void nothing_found_says_what_to_do() {
        Page page = open("/console/deliveries?subscription=nobody");

        assertThat(page.locator("main")).containsText("No delivery matches the search");
    }

    @Test
    void a_time_is_searched_in_the_readers_zone() {
        Page page = open("/console/deliveries");
        page.getByLabel("Logged from", exact()).fill("2026-01-01T12:00:07");
        search(page);

        // Berlin is an hour ahead of UTC in winter.
        assertThat(page).hasURL(address("from=2026-01-01T11%3A00%3A07.000Z"));
        assertThat(page.getByLabel("Logged from", exact())).hasValue("2026-01-01T12:00:07");
        assertThat(rows(page).first()).isVisible();
    }

    @Test
    void the_list_goes_on_page_by_page() {
        soon().until(() -> api.get("/api/v1/deliveries?limit=60").path("items").size() > 55);
        Page page = open("/console/deliveries");
        String first = rows(page).first().textContent();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Older"))
                .click();

        assertThat(page).hasURL(Pattern.compile(".*/console/deliveries\\?after=\\d+-\\d+"));
        assertThat(rows(page).first()).not().hasText(first);
    }

    @Test
    void it_fits_a_phone() {
        Page page = openNarrow("/console/deliveries?subscription=in-trouble");
        fitsItsWindow(page);
        picture(page, "deliveries-narrow");
    }

    private static String deliveries(String subscription, String status) {
        return api.get("/api/v1/deliveries?limit=1&subscription=" + subscription + "&status=" + status)
                .at("/items/0/id")
                .asText();
    }

    private static String address(String query) {
        return RunningConsole.open().url() + "/console/deliveries?" + query;
    }

    private static Locator rows(Page page) {
        return page.locator("tbody tr");
    }

    private static void search(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Search")).click();
    }
}
