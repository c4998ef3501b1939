package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of somebody who sees Tidemark for the first time, by the keyboard where there is one. */
class NewcomerIT extends ConsoleTest {
    private static final String ID = "my-first";

    private final Api api = new Api(RunningConsole.open().url());

    @AfterEach
    void the_receiver_is_mended() {
        api.put("/sandbox/inbox", "{\"answer\": 204}");
        api.delete("/api/v1/subscriptions/" + ID);
    }

    @Test
    void from_the_first_look_to_a_replay_after_trouble() {
        Page page = open("/");
        // Events arrive.
        page.getByRole(AriaRole.LINK, named("Live")).click();
        assertThat(page.locator("main a[href^='/console/events/']").first()).isVisible();

        // A subscription to the inbox, with a look at what it would get.
        page.getByRole(AriaRole.LINK, named("Subscriptions")).click();
        page.getByRole(AriaRole.LINK, named("Register a callback")).first().click();
        page.getByRole(AriaRole.BUTTON, named("Use the sandbox's inbox")).click();
        page.getByLabel("Id", exact()).fill(ID);
        assertThat(page.locator("#preview-sum")).containsText(Pattern.compile("Would have matched [1-9]"));
        page.getByRole(AriaRole.BUTTON, named("Register")).click();
        assertThat(page.locator("#made-secret")).containsText("whsec_");
        page.getByRole(AriaRole.LINK, named("Go on")).click();

        // It is delivered.
        assertThat(page.locator("#recent .badge").first()).hasText("delivered");

        // The receiver breaks, and the delivery says why.
        api.put("/sandbox/inbox", "{\"answer\": 503}");
        assertThat(page.locator("#standing .badge")).hasText("failing");
        page.getByRole(AriaRole.LINK, named("All")).click();
        page.getByLabel("State", exact()).selectOption("retrying");
        page.getByRole(AriaRole.BUTTON, named("Search")).click();
        page.locator("tbody tr").first().getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("#tries")).containsText("503");
        assertThat(page.locator("#tries")).containsText("The receiver has trouble of its own");

        // It is mended, and what it never had is replayed.
        api.put("/sandbox/inbox", "{\"answer\": 204}");
        page.getByRole(AriaRole.BUTTON, named("Try now")).click();
        assertThat(page.locator("#tries .badge").first()).hasText("delivered");
        page.navigate(RunningConsole.open().url() + "/console/subscriptions/" + ID);
        page.getByLabel("Which", exact()).selectOption("missing");
        page.getByRole(AriaRole.BUTTON, named("Count")).click();
        page.locator("#replay-start").click();
        assertThat(page.locator("#jobs .badge").first()).hasText("done");
    }

    @Test
    void everything_is_reached_by_the_keyboard() {
        Page page = open("/console");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();

        page.locator("nav a").first().focus();
        for (String at : new String[] {"Live", "Subscriptions"}) {
            page.keyboard().press("Tab");
            assertThat(page.getByRole(AriaRole.LINK, named(at))).isFocused();
        }
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Subscriptions");
        page.getByRole(AriaRole.LINK, named("Register a callback")).first().focus();
        page.keyboard().press("Enter");
        page.getByLabel("URL", exact()).focus();
        page.keyboard().type(RunningConsole.open().url() + "/sandbox/inbox");
        page.getByLabel("Id", exact()).focus();
        page.keyboard().type(ID);
        page.keyboard().press("Enter");

        assertThat(page.locator("#made")).isVisible();
        page.getByRole(AriaRole.LINK, named("Go on")).focus();
        page.keyboard().press("Enter");
        page.getByRole(AriaRole.BUTTON, named("Pause")).focus();
        page.keyboard().press("Enter");
        page.locator("#confirm-yes").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#standing .badge")).hasText("disabled");
    }
}
