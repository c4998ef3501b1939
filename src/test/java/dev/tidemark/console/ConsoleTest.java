package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/**
 * What each test of a page holds to, whatever it does: no error in the browser's console, no request to another host,
 * nothing serious for axe, no page wider than its window.
 */
abstract class ConsoleTest {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /** The machine may be busy, and what simulated viewers do comes when it comes: or the test fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<BrowserContext> contexts = new CopyOnWriteArrayList<>();

    /** A page of its own browser, on the service that lets everyone in. */
    protected Page open(String path) {
        return open(path, new Browser.NewContextOptions().setViewportSize(1280, 860));
    }

    protected Page openDark(String path) {
        return open(
                path, new Browser.NewContextOptions().setViewportSize(1280, 860).setColorScheme(ColorScheme.DARK));
    }

    protected Page openNarrow(String path) {
        return open(path, new Browser.NewContextOptions().setViewportSize(390, 844));
    }

    protected Page open(String path, Browser.NewContextOptions options) {
        return open(RunningConsole.open().url(), path, options);
    }

    protected Page open(String service, String path, Browser.NewContextOptions options) {
        BrowserContext context = Chromium.shared().newContext(options.setTimezoneId("Europe/Berlin"));
        contexts.add(context);
        context.onConsoleMessage(message -> {
            // What the API refuses is shown on the page; the browser also lists the answer's status.
            if (message.type().equals("error")
                    && !isExpected(message.text())
                    && !message.text().startsWith("Failed to load resource: the server responded with a status of 4")) {
                complaints.add("console: " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        context.onRequest(request -> {
            String authority = URI.create(request.url()).getAuthority();
            if (!authority.equals(URI.create(service).getAuthority()) && !isKnownHost(authority)) {
                complaints.add("request to another host: " + request.url());
            }
        });
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.navigate(service + path);
        return page;
    }

    /** Whether a test means the browser to complain of this. */
    protected boolean isExpected(String message) {
        return false;
    }

    /** Whether a test means the browser to go to this host besides the service. */
    protected boolean isKnownHost(String authority) {
        return false;
    }

    /** Written to {@code target/screenshots} for people to look at. */
    protected static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(true));
    }

    protected static void isAccessible(Page page) {
        List<Rule> found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .toList();
        assertThat(found)
                .as(() -> found.stream()
                        .map(rule ->
                                rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                        .toList()
                        .toString())
                .isEmpty();
    }

    protected static void fitsItsWindow(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no page scrolls sideways")
                .isTrue();
    }

    protected static ConditionFactory soon() {
        return Awaitility.await().atMost(PATIENCE);
    }

    protected static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    protected static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @AfterEach
    void nothing_went_wrong_in_the_browser() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }
}
