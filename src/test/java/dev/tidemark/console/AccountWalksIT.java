package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of an account with a long history that is being learned, in which not everything is well. */
class AccountWalksIT extends ConsoleTest {
    private static final String ACCOUNT = "long";
    private static final MindstampStub MINDSTAMP = new MindstampStub();

    private final Api api = new Api(RunningConsole.open().url());

    @BeforeAll
    static void an_account_with_a_long_history_is_watched() {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        new StubbedViews(MINDSTAMP, () -> now).history(12_000, now.minus(1, ChronoUnit.HOURS), 60);
        MINDSTAMP.on(
                "videos",
                MindstampStub.json(
                        200,
                        "[{\"id\": \"w1\", \"token\": \"%s\", \"title\": \"Welcome\"}, {\"id\": {}, \"n\": 1.50}]"
                                .formatted(StubbedViews.VIDEO)));
        MINDSTAMP.on("series", MindstampStub.json(404, "{\"error\": \"not found\"}"));
        new Api(RunningConsole.open().url())
                .post("/api/v1/accounts", """
                        {"id": "%s", "name": "Long history", "url": "%s", "token": "%s"}""".formatted(ACCOUNT, MINDSTAMP.url(), MindstampStub.TOKEN));
    }

    @AfterAll
    static void it_goes() {
        new Api(RunningConsole.open().url()).delete("/api/v1/accounts/" + ACCOUNT + "?confirm=" + ACCOUNT);
        MINDSTAMP.close();
    }

    @Test
    void a_first_walk_shows_how_far_it_is_and_how_long_it_takes() {
        Page page = open("/console/accounts/" + ACCOUNT);

        Locator walk = row(page, "views").locator(".round");
        assertThat(walk).containsText(Pattern.compile("first walk: (about \\d+ .*|less than a minute) left"));
        assertThat(walk)
                .containsText(Pattern.compile(
                        "[\\d,]+ of about 12,000 rows; by (its pace so far|what the call budget allows)"));
        assertThat(walk.locator("progress")).hasAttribute("value", Pattern.compile("\\d+"));
        assertThat(page.locator("#first-walk")).containsText("of 8 lists are known to their end");
        assertThat(row(page, "groups").locator(".round")).containsText("between two walks");
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "account-walk");
        Page dark = openDark("/console/accounts/" + ACCOUNT);
        assertThat(dark.locator("#calls canvas")).isVisible();
        isAccessible(dark);
        picture(dark, "account-walk-dark");
        Page narrow = openNarrow("/console/accounts/" + ACCOUNT);
        fitsItsWindow(narrow);
        picture(narrow, "account-walk-narrow");
    }

    @Test
    void calls_are_drawn_by_class_beside_what_is_left() {
        Page page = open("/console/accounts/" + ACCOUNT);
        soon().until(() -> api.get("/api/v1/accounts/" + ACCOUNT + "/calls")
                        .path("last_hour")
                        .path("backfill")
                        .asInt()
                > 0);
        page.evaluate("htmx.trigger('#calls', 'refresh')");

        Locator calls = page.locator("#calls");
        assertThat(calls).containsText(Pattern.compile("\\d+ of 100 calls left this minute"));
        assertThat(calls).containsText(Pattern.compile("\\d+ of 1,000 calls left this hour"));
        assertThat(calls.locator(".meanings li").nth(4))
                .containsText(Pattern.compile("backfill the first walk of a list\\s*[1-9]"));
        assertThat(calls.locator("canvas")).isVisible();
        assertThat(calls.locator(".chart").getAttribute("data-chart"))
                .containsPattern("\"label\":\"backfill\",\"values\":\\[[\\d,]*[1-9]");
    }

    @Test
    void what_is_wrong_is_told_here_and_in_the_list() {
        Page page = open("/console/accounts/" + ACCOUNT);

        assertThat(page.locator("#streams")).containsText("The list of series: ");
        soon().until(() ->
                api.get("/api/v1/accounts/" + ACCOUNT + "/poison").path("items").size() > 0);
        page.reload();
        assertThat(page.locator("#poison"))
                .containsText(Pattern.compile("since \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d:\\d\\d, (once|\\d+ times), last"));

        Page list = open("/console/accounts");
        Locator line = list.locator("tr").filter(new Locator.FilterOptions().setHasText("Long history"));
        assertThat(line).containsText("The list of series: ");
        assertThat(line).containsText(Pattern.compile("\\d+ / h"));
        isAccessible(list);
        fitsItsWindow(list);
        picture(list, "accounts-problems");
        fitsItsWindow(openNarrow("/console/accounts"));
    }

    @Test
    void what_is_refreshed_stays_where_it_is() {
        Page page = openNarrow("/console/accounts/" + ACCOUNT);
        assertThat(row(page, "views").locator(".round")).containsText("of about 12,000 rows");
        page.locator("#streams-table").evaluate("table => table.scrollLeft = 120");
        double height = row(page, "views").boundingBox().height;

        api.post("/api/v1/accounts/" + ACCOUNT + "/pause", "");
        page.evaluate("htmx.trigger('#streams', 'refresh')");

        assertThat(row(page, "views").locator(".round")).containsText("first walk stands still");
        assertThat(page.locator("#streams-table").evaluate("table => table.scrollLeft"))
                .isEqualTo(120);
        assertThat(row(page, "views").boundingBox().height).isEqualTo(height);
        page.getByRole(AriaRole.BUTTON, named("Resume")).click();
        assertThat(page.locator("#streams .badge").first()).hasText("watched");
    }

    private static Locator row(Page page, String stream) {
        return page.locator("#streams tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.ROWHEADER,
                                new Page.GetByRoleOptions().setName(Pattern.compile("^" + stream)))));
    }
}
