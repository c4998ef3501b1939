package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LivePagesIT extends ConsoleTest {
    private static Api api;

    @BeforeAll
    static void something_has_happened() {
        api = new Api(RunningConsole.open().url());
        soon().until(() -> !api.get("/api/v1/events?limit=1&type=ViewStarted")
                .path("items")
                .isEmpty());
    }

    @Test
    void what_happened_is_there_and_what_happens_comes_on_top() {
        Page page = open("/console/live");
        String newest = first(page).getAttribute("href");
        assertThat(page.locator("#live-state")).hasText("live");

        assertThat(first(page)).not().hasAttribute("href", newest);

        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "live");
    }

    @Test
    void each_row_leads_to_its_event() {
        Page page = open("/console/live?type=ViewStarted");
        page.getByRole(AriaRole.BUTTON, named("Pause")).click();

        first(page).click();

        assertThat(page).hasURL(Pattern.compile(".*/console/events/evt_.*"));
        assertThat(page.locator("h1")).hasText("ViewStarted");
    }

    @Test
    void a_view_is_narrowed_by_its_fields_and_stands_in_the_address() {
        Page page = open("/console/live");
        page.getByLabel("Event type", exact()).selectOption("ViewProgressed");
        page.getByLabel("Account", exact()).fill("sandbox");
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page).hasURL(RunningConsole.open().url() + "/console/live?type=ViewProgressed&account=sandbox");
        assertThat(page.getByLabel("Event type", exact())).hasValue("ViewProgressed");
        holdsAlsoForWhatComes(page, "ViewProgressed");

        page.getByRole(AriaRole.LINK, named("Clear")).click();
        page.getByLabel("Condition (CEL)", exact()).fill("type == 'ViewStarted'");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(RunningConsole.open().url() + "/console/live?filter=type+%3D%3D+%27ViewStarted%27");
        assertThat(page.getByLabel("Condition (CEL)", exact())).hasValue("type == 'ViewStarted'");
        holdsAlsoForWhatComes(page, "ViewStarted");
    }

    private static void holdsAlsoForWhatComes(Page page, String type) {
        String newest = first(page).getAttribute("href");
        assertThat(first(page)).not().hasAttribute("href", newest);
        assertThat(page.locator("#live tbody a").filter(new Locator.FilterOptions().setHasNotText(type)))
                .hasCount(0);
    }

    @Test
    void a_mistake_in_the_condition_is_told_beside_it() {
        Page page = open("/console/live?filter=data.view.percentage+%3E%3D+95+%26%26+dat.x&type=ViewStarted");

        assertThat(page.locator("#e-filter")).hasText(Pattern.compile("column 31: undeclared reference to 'dat'.*"));
        assertThat(page.getByLabel("Condition (CEL)", exact())).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Event type", exact())).hasValue("ViewStarted");
        assertThat(page.locator("#live")).hasCount(0);
        isAccessible(page);
        picture(page, "live-mistake");

        page.getByText("data.view.percentage >= 95").click();
        assertThat(page.locator("#live-state")).hasText("live");
    }

    @Test
    void nothing_that_fits_says_what_to_do() {
        Page page = open("/console/live?account=nobody");

        assertThat(page.locator("#live-empty")).containsText("What comes and fits is shown here at once.");
        picture(page, "live-empty");
    }

    @Test
    void it_fits_a_phone_and_the_dark() {
        Page page = openNarrow("/console/live");
        fitsItsWindow(page);
        picture(page, "live-narrow");
        Page dark = openDark("/console/live");
        assertThat(dark.locator("#live-state")).hasText("live");
        isAccessible(dark);
        picture(dark, "live-dark");
    }

    private static Locator first(Page page) {
        return page.locator("#live tbody tr").first().getByRole(AriaRole.LINK);
    }
}
