package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccountPagesIT extends ConsoleTest {
    private final Api api = new Api(RunningConsole.open().url());

    @Test
    void an_account_is_added_watched_steered_and_removed() {
        Page page = open("/console/accounts");
        page.getByRole(AriaRole.LINK, named("Add an account")).click();
        isAccessible(page);
        picture(page, "account-new");
        page.getByLabel("API token").fill("wrong-token");
        page.getByLabel("Id", exact()).fill("mine");
        page.getByLabel("Name", exact()).fill("My account");
        page.getByLabel("API address").fill(RunningConsole.open().url() + "/sandbox/api/v1");
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.locator("[data-error-for=token]")).not().isEmpty();

        page.getByLabel("API token").fill("sandbox-token");
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.locator("h1")).hasText("My account");

        page.getByRole(AriaRole.BUTTON, named("Pause")).click();
        page.locator("#confirm-yes").click();
        assertThat(page.locator("#streams .badge").first()).hasText("paused");
        page.getByRole(AriaRole.BUTTON, named("Resume")).click();
        assertThat(page.locator("#streams .badge").first()).hasText("watched");
        page.getByRole(AriaRole.BUTTON, named("Poll now")).click();
        assertThat(page.locator("#toasts")).containsText("It is asked as soon as the budget allows.");

        page.getByLabel("Name", exact()).fill("Mine alone");
        button(page.locator("#edit"), "Save").click();
        assertThat(page.locator("h1")).hasText("Mine alone");
        addressIsChanged(page);

        page.getByRole(AriaRole.BUTTON, named("Remove")).click();
        page.locator("#confirm-yes").click();
        assertThat(page).hasURL(RunningConsole.open().url() + "/console/accounts");
        soon().until(() -> !api.get("/api/v1/accounts").toString().contains("\"mine\""));
    }

    private void addressIsChanged(Page page) {
        Locator form = page.locator("#edit");
        String url = RunningConsole.open().url().replace("127.0.0.1", "localhost");
        form.getByLabel("API address").fill("ftp://nobody.example");
        button(form, "Save").click();
        assertThat(form.locator("[data-error-for=url]")).not().isEmpty();
        form.getByLabel("API address").fill(url + "/sandbox/api/v1");
        form.getByLabel("New token").fill("sandbox-token");
        button(form, "Save").click();
        assertThat(page.locator(".head .lead")).hasText(url + "/sandbox/api/v1");
        assertThat(form.getByLabel("New token")).hasValue("");
    }

    @Test
    void a_video_has_rules_of_its_own_until_they_are_dropped() {
        Page page = open("/console/accounts/sandbox");
        soon().pollInSameThread().until(() -> {
            page.reload();
            return page.locator("#r-videos option").count() > 0;
        });
        Locator form = page.locator("#rule");
        Locator video = page.locator("#r-videos option").first();
        String token = String.valueOf(video.getAttribute("value"));
        form.getByLabel("Video").fill(token);
        form.getByLabel("Completed at, %").fill("101");
        form.getByLabel("Milestones, %").fill("10, 50");
        button(form, "Save the rule").click();
        assertThat(form.locator("[data-error-for=completed_at]")).containsText("percentage of 1–100");

        form.getByLabel("Completed at, %").fill("80");
        button(form, "Save the rule").click();
        Locator rule = page.locator("#video-rules tbody tr").filter(new Locator.FilterOptions().setHasText(token));
        assertThat(rule).containsText("80 %");
        assertThat(rule).containsText("10, 50 %");
        picture(page, "account-rules");
        isAccessible(page);

        button(rule, "Change").click();
        assertThat(form.getByLabel("Milestones, %")).hasValue("10, 50");
        form.getByLabel("Milestones, %").fill("");
        button(form, "Save the rule").click();
        assertThat(rule).containsText("none");
        assertThat(api.get("/api/v1/accounts/sandbox/videos/" + token + "/settings")
                        .path("milestones"))
                .isEmpty();

        button(rule, "Drop").click();
        assertThat(rule).hasCount(0);
    }

    @Test
    void how_far_it_is_known_is_told_in_words() {
        soon().until(() ->
                api.get("/api/v1/accounts/sandbox/streams").path("items").size() > 3);
        Page page = open("/console/accounts");
        isAccessible(page);
        picture(page, "accounts");
        page.getByRole(AriaRole.LINK, named("Mindstamp sandbox")).click();

        assertThat(page.locator("#streams tbody tr")).not().hasCount(0);
        assertThat(page.locator("#streams")).containsText(Pattern.compile("first|whole|not known yet|round"));
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "account");
        fitsItsWindow(openNarrow("/console/accounts/sandbox"));
    }

    @Test
    void a_page_is_read_dry_and_a_list_walked_again() {
        soon().until(() ->
                api.get("/api/v1/accounts/sandbox/streams").path("items").size() > 3);
        Page page = open("/console/accounts/sandbox");
        page.locator("#dry-run select").selectOption("videos");
        page.getByRole(AriaRole.BUTTON, named("Read")).click();
        assertThat(page.locator("#dry-result")).containsText(Pattern.compile("\\d+ rows?, 0 unreadable"));

        page.getByRole(AriaRole.BUTTON, named("Resync")).click();
        assertThat(page.locator("#toasts")).containsText("The walk begins with the next calls.");
    }

    private static Locator button(Locator part, String name) {
        return part.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
