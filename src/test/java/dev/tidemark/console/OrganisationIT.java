package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.tidemark.mainjob.ServiceProcess;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service whose organisation signs people in by OpenID Connect, with a key besides. */
class OrganisationIT extends ConsoleTest {
    private static final String KEY = "tmk_key-of-a-program";
    private static final String SESSION = "tidemark-session";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static SignInServer organisation;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        organisation = new SignInServer(Map.of(
                "rita",
                List.of("tidemark-read", "offline_access"),
                "mona",
                List.of("crm-team"),
                "nemo",
                List.of("manage")));
        service = RunningConsole.start("organisation", settings(organisation.issuer()));
    }

    private static Map<String, String> settings(String server) {
        return Map.of(
                "quarkus.oidc.auth-server-url",
                server,
                "quarkus.oidc.client-id",
                SignInServer.CLIENT,
                "quarkus.oidc.credentials.secret",
                SignInServer.SECRET,
                "tidemark.api.roles.manage",
                "crm-team,sales-team",
                "tidemark.api.keys.program.hash",
                sha256(KEY),
                "tidemark.api.keys.program.scopes",
                "admin");
    }

    @AfterAll
    static void stop() {
        service.close();
        organisation.close();
    }

    @Test
    void a_token_may_do_what_its_roles_say_and_a_refusal_names_the_scope() throws Exception {
        String reads = organisation.accessToken("batch", List.of("tidemark-read", "uma_authorization"));
        String manages = organisation.accessToken("crm", List.of("crm-team"));

        assertThat(call("GET", "/api/v1/events", reads).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = call("PUT", "/api/v1/subscriptions/crm", reads);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(detail(refused)).contains("'manage'", "role");

        assertThat(call("PUT", "/api/v1/subscriptions/crm", manages).statusCode())
                .isEqualTo(201);
        assertThat(call("GET", "/api/v1/subscriptions/crm", manages).statusCode())
                .isEqualTo(200);
        assertThat(call("GET", "/api/v1/subscriptions/crm/secret", manages).statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/v1/events", organisation.accessToken("other", List.of("manage")))
                        .statusCode())
                .as("the role 'manage' is not the one that was configured")
                .isEqualTo(403);
    }

    @Test
    void a_token_that_is_old_foreign_or_forged_is_refused_and_not_written_down() throws Exception {
        String good = organisation.accessToken("batch", List.of("tidemark-admin"));
        for (String token : List.of(
                organisation.expired("batch", List.of("tidemark-admin")),
                organisation.ofAnotherIssuer("batch", List.of("tidemark-admin")),
                organisation.forged("batch", List.of("tidemark-admin")),
                organisation.forAnotherProgram("batch", List.of("tidemark-admin")),
                good.substring(0, good.lastIndexOf('.') + 1),
                unsigned(good))) {
            HttpResponse<String> refused = call("GET", "/api/v1/events", token);
            assertThat(refused.statusCode()).as(token).isEqualTo(401);
            assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
            assertThat(detail(refused)).contains("Authorization: Bearer");
            assertThat(service.log()).doesNotContain(token);
        }
        assertThat(call("GET", "/api/v1/events", good).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_works_as_it_did() throws Exception {
        assertThat(call("GET", "/api/v1/events", KEY).statusCode()).isEqualTo(200);
        assertThat(call("GET", "/api/v1/subscriptions/none/secret", KEY).statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/api/v1/events", "tmk_unknown").statusCode()).isEqualTo(401);

        HttpResponse<String> signedIn = send(request("POST", "/api/v1/session")
                .header("Content-Type", "application/json")
                .method("POST", HttpRequest.BodyPublishers.ofString("{\"key\": \"" + KEY + "\"}")));
        assertThat(signedIn.statusCode()).isEqualTo(204);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
        assertThat(send(request("GET", "/api/v1/events").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("GET", "/api/v1/events")
                                .header("Cookie", cookie)
                                .header("Authorization", "Bearer " + organisation.forged("batch", List.of("read"))))
                        .statusCode())
                .as("a session does not stand in for a token that is refused")
                .isEqualTo(401);
    }

    @Test
    void who_is_not_signed_in_is_never_sent_to_another_host_unasked() throws Exception {
        assertThat(send(request("GET", "/api/v1/events")).statusCode()).isEqualTo(401);
        HttpResponse<String> page = send(request("GET", "/console/deliveries?code=503&state=x"));
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location").orElse("")).startsWith("/console/sign-in?to=");

        HttpResponse<String> planted = send(request("GET", "/console/sign-in/organisation?code=of-another&state=x"));
        assertThat(planted.statusCode()).isEqualTo(302);
        assertThat(planted.headers().allValues("Set-Cookie"))
                .as("a code that this browser did not ask for signs nobody in")
                .noneMatch(cookie -> cookie.startsWith(SESSION));
    }

    @Test
    void a_person_signs_in_with_the_organisation_lands_where_the_link_pointed_and_signs_out() {
        Page page = page("/console/event-types/ViewCompleted?from=mail");
        isAccessible(page);
        picture(page, "sign-in-organisation");
        signIn(page, "rita");

        assertThat(page).hasURL(service.url() + "/console/event-types/ViewCompleted?from=mail");
        assertThat(page.locator("h1")).hasText("ViewCompleted");
        assertThat(page.getByRole(AriaRole.LINK, named("Subscribe"))).hasCount(0);
        List<Cookie> cookies = page.context().cookies();
        assertThat(cookies).extracting(cookie -> cookie.name).containsExactly(SESSION);
        Cookie session = cookies.getFirst();
        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(session.expires)
                .isCloseTo(Instant.now().plus(Duration.ofHours(12)).getEpochSecond(), within((double)
                        Duration.ofMinutes(10).toSeconds()));

        page.getByRole(AriaRole.BUTTON, named("Sign out rita")).click();
        assertThat(page.getByLabel("API key")).isVisible();
        assertThat(page.context().cookies()).isEmpty();

        page.navigate(service.url() + "/console/event-types/ViewCompleted");
        signIn(page, "mona");
        assertThat(page.getByRole(AriaRole.LINK, named("Subscribe"))).isVisible();
    }

    @Test
    void a_page_of_another_site_changes_nothing_with_a_persons_session() throws Exception {
        Page page = page("/console/subscriptions");
        signIn(page, "mona");
        String cookie = SESSION + "=" + page.context().cookies().getFirst().value;

        assertThat(send(request("POST", "/api/v1/subscriptions/none/enable")
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("POST", "/api/v1/subscriptions/none/enable")
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_has_no_role_here_reads_which_ones_there_are() {
        Page page = page("/console");
        page.getByRole(AriaRole.LINK, named("Sign in with your organisation")).click();
        atTheOrganisation(page, "nemo");

        assertThat(page.locator("h1"))
                .hasText(
                        "Your organisation knows you as nemo, but gives you no role for Tidemark."
                                + " Ask there for one of these: tidemark-read, crm-team, sales-team, tidemark-secrets, tidemark-admin.");
        isAccessible(page);
        picture(page, "no-role");
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void who_gives_up_at_the_organisation_can_try_again() {
        Page page = page("/console/live");
        page.getByRole(AriaRole.LINK, named("Sign in with your organisation")).click();
        atTheOrganisation(page, "stranger");
        assertThat(page.locator("h1")).containsText("did not come to its end");

        page.getByRole(AriaRole.LINK, named("Back to the overview")).click();
        signIn(page, "rita");
        assertThat(page).hasURL(service.url() + "/console");
    }

    @Test
    void while_the_organisations_server_is_away_keys_go_on_working() throws Exception {
        try (ServiceProcess alone = RunningConsole.start("alone", settings("http://localhost:1"))) {
            assertThat(call(alone, "GET", "/api/v1/events", KEY).statusCode()).isEqualTo(200);
            HttpResponse<String> refused =
                    call(alone, "GET", "/api/v1/events", organisation.accessToken("batch", List.of("read")));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(detail(refused)).contains("does not answer", "API key");

            Page page = open(alone.url(), "/console/sign-in", new Browser.NewContextOptions());
            page.getByRole(AriaRole.LINK, named("Sign in with your organisation"))
                    .click();
            assertThat(page.locator("h1")).containsText("does not answer");
            // The service ends here, and nothing may be on its way to it then.
            page.waitForLoadState();
            page.close();
        }
    }

    @Override
    protected boolean isExpected(String message) {
        return message.contains("status of 503");
    }

    @Override
    protected boolean isKnownHost(String authority) {
        return organisation.issuer().endsWith("//" + authority);
    }

    private Page page(String path) {
        return open(service.url(), path, new Browser.NewContextOptions().setViewportSize(1280, 860));
    }

    private static void signIn(Page page, String person) {
        page.getByRole(AriaRole.LINK, named("Sign in with your organisation")).click();
        atTheOrganisation(page, person);
        assertThat(page.locator("header")).containsText("Sign out " + person);
    }

    private static void atTheOrganisation(Page page, String person) {
        page.getByLabel("Name").fill(person);
        page.getByRole(AriaRole.BUTTON, named("Continue")).click();
    }

    private static HttpResponse<String> call(String method, String path, String credential) throws Exception {
        return call(service, method, path, credential);
    }

    private static HttpResponse<String> call(ServiceProcess at, String method, String path, String credential)
            throws Exception {
        return send(request(at, method, path).header("Authorization", "Bearer " + credential));
    }

    private static HttpRequest.Builder request(String method, String path) {
        return request(service, method, path);
    }

    private static HttpRequest.Builder request(ServiceProcess at, String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at.url() + path));
        return method.equals("GET")
                ? request
                : request.header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"url\": \"" + at.url() + "/sandbox/inbox\", \"enabled\": false}"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String detail(HttpResponse<String> refused) {
        return Json.read(refused.body().getBytes(UTF_8)).path("detail").asText();
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1) + "AAAA";
    }

    private static String sha256(String key) {
        return HexFormat.of().formatHex(Ids.sha256().digest(key.getBytes(UTF_8)));
    }
}
