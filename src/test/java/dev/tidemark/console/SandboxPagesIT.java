package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
}
