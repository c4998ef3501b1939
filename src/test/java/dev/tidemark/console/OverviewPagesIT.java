package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidemark.callback.delivery.OddServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.callback.delivery.OddServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OverviewPagesIT extends ConsoleTest {
    private final Api api = new Api(RunningConsole.open().url());

    @Test
    void the_first_page_says_how_things_are_and_shows_it() {
        soon().until(() -> !api.get("/api/v1/events?limit=1").path("items").isEmpty());
        Page page = open("/");

        assertThat(page).hasURL(RunningConsole.open().url() + "/console");
        assertThat(page.locator(".banner h1")).not().isEmpty();
        assertThat(page.locator("[data-chart] canvas")).hasCount(4);
        assertThat(page.getByText("in the last hour").first()).isVisible();
        assertThat(page.locator(".budget").first()).containsText(Pattern.compile("of 1,000 calls this hour"));
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "overview");
    }

    @Test
    void a_receiver_in_trouble_is_named_with_a_way_to_its_cure() throws Exception {
        try (OddServer receiver = new OddServer().on("/dead", status(500))) {
            api.subscribe("dead-receiver", receiver.url("/dead"));
            soon().until(() -> api.get("/api/v1/subscriptions/dead-receiver").has("failing"));
            Page page = open("/console");

            assertThat(page.locator(".banner")).hasClass(Pattern.compile("bad"));
            page.getByRole(AriaRole.LINK, named("The receiver of subscription dead-receiver takes nothing."))
                    .click();

            assertThat(page.locator("#standing .badge")).hasText("failing");
        } finally {
            api.delete("/api/v1/subscriptions/dead-receiver");
        }
    }

    @Test
    void the_open_page_follows_without_losing_its_place() {
        Page page = open("/console");
        Object first = page.locator("#now").evaluate("part => { part.dataset.seen = '1'; return part.scrollHeight; }");
        page.waitForResponse(answer -> answer.url().endsWith("/console/now") && answer.status() == 200, () -> {});

        assertThat(page.locator("#now")).hasAttribute("data-seen", "1");
        assertThat(page.locator("[data-chart] canvas")).hasCount(4);
        assertThat(first).isNotNull();
    }

    @Test
    void a_page_that_cannot_be_refreshed_says_that_it_is_old_until_it_can() {
        Page page = open("/console");
        page.route("**/console/now", Route::abort);

        assertThat(page.locator("#stale")).containsText("Not refreshed since");
        picture(page, "overview-stale");

        page.unroute("**/console/now");
        assertThat(page.locator("#stale")).hasCount(0);
    }

    @Override
    protected boolean isExpected(String message) {
        return message.contains("net::ERR_FAILED") || message.startsWith("htmx:");
    }

    @Test
    void it_fits_a_phone_and_is_dark_at_night() {
        Page narrow = openNarrow("/console");
        fitsItsWindow(narrow);
        picture(narrow, "overview-narrow");
        Page dark = openDark("/console");
        assertThat(dark.locator("[data-chart] canvas")).hasCount(4);
        isAccessible(dark);
        picture(dark, "overview-dark");
    }
}
