package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.mainjob.ServiceProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxPagesIT extends ConsoleTest {
    private final Api api = new Api(RunningConsole.open().url());

    @AfterEach
    void the_sandbox_is_as_it_was() {
        api.put("/sandbox/inbox", "{\"answer\": 204}");
        api.put("/sandbox/control", "{\"speed\": 12, \"arrivals\": true, \"error_share\": 0, \"date_text\": \"odd\"}");
    }

    @Test
    void the_simulated_world_is_seen_and_its_callbacks_are_checked() {
        String secret = api.post(
                        "/api/v1/subscriptions",
                        "{\"id\": \"sandbox-inbox\", \"url\": \"%s/sandbox/inbox\"}"
                                .formatted(RunningConsole.open().url()))
                .path("secret")
                .asText();
        api.put("/sandbox/inbox", "{\"secret\": \"%s\"}".formatted(secret));
        Page page = open("/console/sandbox");

        assertThat(page.locator("[data-figure=watching]")).not().hasText("–");
        assertThat(page.locator("#ledger li").first()).containsText("view");
        assertThat(page.locator("#inbox li .badge").first()).hasText("signed");
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "sandbox");
    }

    @Test
    void a_fault_is_switched_on_and_off() {
        Page page = open("/console/sandbox");

        page.getByLabel("Error share", exact()).fill("0.25");
        page.getByLabel("Error share", exact()).press("Tab");

        assertThat(page.locator("#toasts")).containsText("Error share set.");
        assertThat(api.get("/sandbox/control").path("error_share").asDouble()).isEqualTo(0.25);
    }

    @Test
    void what_a_dial_cannot_take_is_told_beside_it() {
        Page page = open("/console/sandbox");

        page.getByLabel("Error share", exact()).fill("7");
        page.getByLabel("Error share", exact()).press("Tab");

        assertThat(page.locator("[data-error-for=error_share]")).hasText("must be a number from 0 to 1");
        assertThat(api.get("/sandbox/control").path("error_share").asDouble()).isZero();
    }

    @Test
    void speed_and_arrivals_are_set() {
        Page page = open("/console/sandbox");

        page.getByLabel("Speed (× life)").fill("6");
        page.getByLabel("New viewers arrive").uncheck();
        page.getByRole(AriaRole.BUTTON, named("Set")).click();

        assertThat(page.locator("#seed")).containsText("6 × life, nobody new arrives");
    }

    @Test
    void how_the_undocumented_api_behaves_can_be_changed() {
        Page page = open("/console/sandbox");

        page.getByText("How the API behaves").click();
        page.getByLabel("Date text", exact()).selectOption("iso");

        soon().until(() ->
                api.get("/sandbox/control").path("date_text").asText().equals("iso"));
    }

    @Test
    void the_receiver_is_broken_and_mended() {
        Page page = open("/console/sandbox");

        page.getByLabel("It answers").selectOption("503");
        assertThat(page.locator("#toasts")).containsText("The inbox answers so from now on.");
        assertThat(api.get("/sandbox/inbox").path("answer").asInt()).isEqualTo(503);

        page.getByLabel("It answers").selectOption("204");
        soon().until(() -> api.get("/sandbox/inbox").path("answer").asInt() == 204);
    }

    /** On a service of its own, whose account no other test looks at. */
    @Test
    void the_inbox_is_emptied_and_a_new_world_begun() {
        try (ServiceProcess alone = RunningConsole.start("world", Map.of("tidemark.api.auth", "none"))) {
            Api world = new Api(alone.url());
            Page page = open(alone.url(), "/console/sandbox", new Browser.NewContextOptions());
            Locator ledger = page.locator("#ledger li .mono");
            assertThat(ledger).not().hasCount(0);

            world.put(
                    "/api/v1/subscriptions/resting",
                    "{\"url\": \"%s/sandbox/inbox\", \"enabled\": false}".formatted(alone.url()));
            world.post("/api/v1/subscriptions/resting/test", "");
            assertThat(page.locator("#inbox-counts")).containsText("1 came");
            page.getByRole(AriaRole.BUTTON, named("Empty it")).click();
            assertThat(page.locator("#inbox")).containsText("Nothing came yet.");
            assertThat(page.locator("#inbox-counts")).containsText("0 came");

            // So many facts that a ledger which waits for the next number would stand still for minutes.
            world.put("/sandbox/control", "{\"speed\": 1000}");
            soon().until(() -> facts(world).size() > 5000);
            world.put("/sandbox/control", "{\"speed\": 0.01}");
            assertThat(ledger.first()).hasText(facts(world).getLast());
            page.getByLabel("Scenario", exact()).selectOption("course");
            page.getByLabel("Seed", exact()).fill("77");
            page.getByRole(AriaRole.BUTTON, named("Start a new world")).click();

            assertThat(page.locator("#toasts")).containsText("A new world.");
            assertThat(page.locator("#scenario")).hasText("course");
            assertThat(page.locator("#seed")).containsText("seed 77");
            soon().until(() -> !Collections.disjoint(facts(world), ledger.allInnerTexts()));
        }
    }

    /** What they are about, the newest last. */
    private static List<String> facts(Api world) {
        List<String> subjects = new ArrayList<>();
        world.get("/sandbox/ledger?limit=10000")
                .path("items")
                .forEach(fact -> subjects.add(fact.path("subject").asText()));
        return subjects;
    }
}
