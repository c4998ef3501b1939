package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.tidemark.platform.Ids;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where keys are asked for. */
class SignInPageIT extends ConsoleTest {
    private static final String READER = "key-of-a-reader";
    private static final String OPERATOR = "key-of-an-operator";

    private static String service() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("tidemark.api.keys.colleague.hash", hash(READER));
        keys.put("tidemark.api.keys.colleague.scopes", "read");
        keys.put("tidemark.api.keys.operator.hash", hash(OPERATOR));
        keys.put("tidemark.api.keys.operator.scopes", "admin");
        return RunningConsole.locked(keys).url();
    }

    @Test
    void a_reader_signs_in_and_lands_where_the_link_pointed() {
        Page page = page("/console/deliveries?status=exhausted");
        isAccessible(page);
        picture(page, "sign-in");

        page.getByLabel("API key").fill("wrong");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator("main")).containsText("There is no such API key.");

        page.getByLabel("API key").fill(READER);
        page.keyboard().press("Enter");

        assertThat(page).hasURL(service() + "/console/deliveries?status=exhausted");
        assertThat(page.locator("header")).containsText("Sign out colleague");
    }

    @Test
    void what_a_key_may_not_do_is_not_offered() {
        Page page = page("/console/event-types/ViewCompleted");
        signIn(page, READER);
        assertThat(page.locator("h1")).hasText("ViewCompleted");
        assertThat(page.getByRole(AriaRole.LINK, named("Subscribe"))).hasCount(0);

        page.getByRole(AriaRole.BUTTON, named("Sign out colleague")).click();
        assertThat(page.getByLabel("API key")).isVisible();

        page.navigate(service() + "/console/event-types/ViewCompleted");
        signIn(page, OPERATOR);
        assertThat(page.getByRole(AriaRole.LINK, named("Subscribe"))).isVisible();
    }

    @Test
    void a_signature_is_written_only_for_those_who_may_see_secrets() {
        Page page = page("/console/live");
        signIn(page, READER);
        page.locator("#live tbody a").first().waitFor();
        String event = page.locator("#live tbody a").first().getAttribute("href");
        page.request()
                .put(
                        service() + "/api/v1/subscriptions/signed",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + OPERATOR)
                                .setData(Map.of("url", service() + "/sandbox/inbox", "enabled", false)));

        page.navigate(service() + event);
        assertThat(page.locator("#document")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Write the command"))).hasCount(0);
        assertEquals(
                403,
                page.request()
                        .get(service() + event + "/curl?subscription=signed")
                        .status());

        page.getByRole(AriaRole.BUTTON, named("Sign out colleague")).click();
        assertThat(page.getByLabel("API key")).isVisible();
        page.navigate(service() + event);
        signIn(page, OPERATOR);
        page.getByRole(AriaRole.BUTTON, named("Write the command")).click();
        assertThat(page.locator("#curl-command")).containsText("webhook-signature: v1,");
    }

    @Test
    void a_page_that_is_not_there_says_so_in_the_usual_frame() {
        Page page = page("/console/event-types/Nothing");
        signIn(page, READER);

        assertThat(page.locator("h1")).hasText("There is no event type with id 'Nothing'.");
        assertThat(page.getByRole(AriaRole.LINK, named("Back to the overview"))).isVisible();
        isAccessible(page);
        picture(page, "not-found");
    }

    @Test
    void where_no_organisation_is_configured_nothing_of_it_is_there() {
        Page page = page("/console/sign-in");
        assertThat(page.getByLabel("API key")).isVisible();
        assertThat(page.getByRole(AriaRole.LINK)).hasCount(0);

        page.navigate(service() + "/console/sign-in/organisation");
        assertThat(page.locator("h1")).hasText("No organisation's sign-in is configured here.");
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk";
        assertEquals(
                401,
                page.request()
                        .get(
                                service() + "/api/v1/events",
                                RequestOptions.create().setHeader("Authorization", "Bearer " + token))
                        .status());
    }

    private Page page(String path) {
        return open(service(), path, new Browser.NewContextOptions().setViewportSize(1280, 860));
    }

    private static void signIn(Page page, String key) {
        page.getByLabel("API key").fill(key);
        page.keyboard().press("Enter");
        assertThat(page.locator("header nav")).isVisible();
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(Ids.sha256().digest(key.getBytes(UTF_8)));
    }
}
