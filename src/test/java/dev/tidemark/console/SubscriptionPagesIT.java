package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidemark.callback.delivery.OddServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.callback.delivery.OddServer;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionPagesIT extends ConsoleTest {
    private static final OddServer RECEIVER = new OddServer();
    private static Api api;

    @BeforeAll
    static void something_happened() {
        api = new Api(RunningConsole.open().url());
        soon().until(() -> api.get("/api/v1/events?limit=10&type=ViewProgressed")
                        .path("items")
                        .size()
                >= 2);
    }

    @AfterAll
    static void close() throws IOException {
        RECEIVER.close();
    }

    @Test
    void a_callback_is_registered_with_a_preview_of_what_it_would_have_got() {
        Page page = open("/console/subscriptions/new");
        assertThat(page.locator("#preview-sum")).containsText(Pattern.compile("Would have matched [1-9]"));
        isAccessible(page);
        picture(page, "subscription-new");

        page.getByLabel("URL", exact()).fill(RECEIVER.url("/registered"));
        page.getByLabel("Id", exact()).fill("registered");
        page.getByLabel("Filter (CEL)", exact()).fill("data.view.percentage > 100");
        assertThat(page.locator("#preview-sum")).containsText("Would have matched 0 of");
        assertThat(page.locator("#preview-samples .trace").first()).containsText("data.view.percentage > 100");
        page.getByLabel("Filter (CEL)", exact()).fill("data.view.percentage > ");
        assertThat(page.locator("#preview-sum")).containsText("filter");
        page.getByLabel("Filter (CEL)", exact()).fill("data.view.percentage > 1");
        assertThat(page.locator("#preview-sum")).containsText(Pattern.compile("Would have matched [1-9]"));
        page.getByLabel("ViewProgressed", exact()).check();
        page.getByRole(AriaRole.BUTTON, named("Register")).click();

        assertThat(page.locator("#made-secret")).containsText("whsec_");
        page.getByRole(AriaRole.LINK, named("Go on")).click();
        assertThat(page.locator("h1")).hasText("registered");
        JsonNode made = api.get("/api/v1/subscriptions/registered");
        assertThat(made.path("types").get(0).asText()).isEqualTo("ViewProgressed");
        assertThat(made.path("filter").asText()).isEqualTo("data.view.percentage > 1");
    }

    @Test
    void mistakes_stand_beside_their_fields() {
        Page page = open("/console/subscriptions/new");
        page.getByLabel("URL", exact()).fill("ftp://nowhere");
        page.getByLabel("Filter (CEL)", exact()).fill("data.(");
        page.getByText("Headers, authentication, privacy, pace").click();
        page.getByLabel("At once", exact()).fill("0");
        page.getByLabel("Headers", exact()).fill("Host: example.com");
        page.getByRole(AriaRole.BUTTON, named("Register")).click();

        assertThat(page.locator("[data-error-for=url]")).not().isEmpty();
        assertThat(page.locator("[data-error-for=filter]")).containsText("column");
        assertThat(page.locator("[data-error-for=concurrency]")).not().isEmpty();
        assertThat(page.locator("[data-error-for=headers]")).not().isEmpty();
        assertThat(page.getByLabel("URL", exact())).hasAttribute("aria-invalid", "true");
    }

    @Test
    void editing_changes_what_was_changed_and_keeps_what_is_secret() {
        api.put("/api/v1/subscriptions/edited", """
                {"url": "%s", "name": "CRM", "headers": {"X-Api-Key": "hidden", "X-Tenant": "acme"},
                 "authentication": {"type": "bearer", "token": "of-the-crm"}, "rate": {"perSecond": 2.5},
                 "ordering": "key", "fields": {"only": ["data.view"], "mask": ["data.view.viewer_email"]},
                 "schedule": ["PT0S", "PT1M"]}""".formatted(RECEIVER.url("/edited")));
        JsonNode before = api.get("/api/v1/subscriptions/edited");
        Page page = open("/console/subscriptions/edited/edit");
        assertThat(page.getByLabel("Headers", exact())).hasValue(Pattern.compile("X-Api-Key: \\*\\*\\*"));
        isAccessible(page);
        picture(page, "subscription-edit");

        page.getByLabel("Name", exact()).fill("CRM of the sales team");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.locator("h1")).hasText("CRM of the sales team");
        JsonNode after = api.get("/api/v1/subscriptions/edited");
        for (String kept :
                new String[] {"url", "headers", "authentication", "rate", "ordering", "fields", "schedule", "timeout"
                }) {
            assertThat(after.path(kept)).as(kept).isEqualTo(before.path(kept));
        }
        RECEIVER.on("/edited", status(200));
        api.post("/api/v1/subscriptions/edited/test", "");
        assertThat(RECEIVER.received("/edited").getFirst().headers())
                .containsEntry("authorization", "Bearer of-the-crm")
                .containsEntry("x-api-key", "hidden");
    }

    @Test
    void a_test_shows_what_the_receiver_said() {
        RECEIVER.on("/tested", status(200), status(500));
        api.subscribe("tested", RECEIVER.url("/tested"));
        api.post("/api/v1/subscriptions/tested/disable", "");
        Page page = open("/console/subscriptions/tested");

        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(page.locator("#test-result")).containsText("taken");
        assertThat(page.locator("#test-result")).containsText("200");
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(page.locator("#test-result")).containsText("not taken");
        assertThat(page.locator("#test-result")).containsText("500");
        isAccessible(page);
    }

    @Test
    void paused_it_holds_and_enabled_it_gets_what_was_held() {
        RECEIVER.on("/paused", status(200));
        api.subscribe("paused", RECEIVER.url("/paused"));
        Page page = open("/console/subscriptions/paused");
        page.getByRole(AriaRole.BUTTON, named("Pause")).click();
        page.locator("#confirm-yes").click();
        assertThat(page.locator("#standing .badge")).hasText("disabled");
        soon().until(() -> !api.get("/api/v1/deliveries?subscription=paused&status=held")
                .path("items")
                .isEmpty());
        assertThat(page.locator("#standing .facts")).containsText(Pattern.compile("Held\\s*[1-9]"));
        picture(page, "subscription-paused");

        page.getByRole(AriaRole.BUTTON, named("Enable")).click();
        assertThat(page.locator("#confirm-text"))
                .containsText(Pattern.compile("[1-9]\\d* held deliveries are released"));
        page.locator("#confirm-yes").click();

        assertThat(page.locator("#standing .badge")).hasText("well");
        soon().until(() -> !RECEIVER.received("/paused").isEmpty());
    }

    @Test
    void the_secret_is_shown_and_rotated_with_an_overlap() {
        api.subscribe("rotated", RECEIVER.url("/rotated"));
        Page page = open("/console/subscriptions/rotated");
        page.getByRole(AriaRole.BUTTON, named("Show it")).click();
        Locator secret = page.locator("#secret-text");
        assertThat(secret).containsText("whsec_");
        String before = secret.textContent();

        page.getByRole(AriaRole.BUTTON, named("Rotate")).click();

        assertThat(secret).not().hasText(before);
        assertThat(page.locator("#secret")).containsText("One more signs until");
    }

    @Test
    void a_replay_is_counted_first_and_then_made() {
        RECEIVER.on("/replayed", status(200));
        api.subscribe("replayed", RECEIVER.url("/replayed"));
        Page page = open("/console/subscriptions/replayed");
        page.getByLabel("Which", exact()).selectOption("missing");
        assertThat(page.locator("#replay-start")).isHidden();
        page.getByRole(AriaRole.BUTTON, named("Count")).click();
        assertThat(page.locator("#replay-count")).containsText(Pattern.compile("It makes [1-9][\\d,]* deliveries"));

        page.locator("#replay-start").click();

        assertThat(page.locator("#jobs .badge").first()).hasText("done");
        assertThat(page.locator("#jobs")).containsText("missing");
        soon().until(() -> !RECEIVER.received("/replayed").isEmpty());
        isAccessible(page);
        fitsItsWindow(page);
        picture(page, "subscription");
    }

    @Test
    void a_replay_that_goes_on_is_cancelled() {
        RECEIVER.on("/cancelled", status(200));
        api.put("/api/v1/subscriptions/cancelled", """
                {"url": "%s", "types": ["ViewProgressed"], "rate": {"perSecond": 0.1}}""".formatted(RECEIVER.url("/cancelled")));
        String replay = api.post("/api/v1/subscriptions/cancelled/replay", "{\"status\": \"missing\"}")
                .path("id")
                .asText();
        Page page = open("/console/subscriptions/cancelled");
        page.locator("#jobs")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();

        assertThat(page.locator("#toasts")).containsText("Cancelled: what is due already is still sent.");
        assertThat(page.locator("#jobs .badge").first()).hasText("cancelled");
        assertThat(api.get("/api/v1/subscriptions/cancelled/replays/" + replay)
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(page.locator("#jobs").getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    @Test
    void a_replay_that_makes_no_sense_is_refused_beside_its_field() {
        api.subscribe("nonsense", RECEIVER.url("/nonsense"));
        Page page = open("/console/subscriptions/nonsense");
        page.getByLabel("Only these types").fill("ViewFinished");
        page.getByRole(AriaRole.BUTTON, named("Count")).click();

        assertThat(page.locator("[data-error-for=types]")).containsText("unknown event type 'ViewFinished'");
    }

    @Test
    void it_is_deleted_when_that_is_meant() {
        api.subscribe("deleted", RECEIVER.url("/deleted"));
        Page page = open("/console/subscriptions");
        page.getByRole(AriaRole.LINK, named("deleted")).click();
        page.getByRole(AriaRole.BUTTON, named("Delete")).click();
        page.locator("#confirm-yes").click();

        assertThat(page).hasURL(RunningConsole.open().url() + "/console/subscriptions");
        assertThat(page.locator("#toasts")).containsText("Deleted.");
        assertThat(page.getByRole(AriaRole.LINK, named("deleted"))).hasCount(0);
        isAccessible(page);
        picture(page, "subscriptions");
    }

    @Test
    void it_fits_a_phone_and_is_dark_at_night() {
        api.subscribe("small", RECEIVER.url("/small"));
        for (String path :
                new String[] {"/console/subscriptions", "/console/subscriptions/small", "/console/subscriptions/new"}) {
            fitsItsWindow(openNarrow(path));
        }
        Page dark = openDark("/console/subscriptions/small");
        isAccessible(dark);
        picture(dark, "subscription-dark");
    }
}
