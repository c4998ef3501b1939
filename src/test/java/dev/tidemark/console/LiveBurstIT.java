package dev.tidemark.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tidemark.api.LoggedEvents;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tail while much is logged; each test has an account of its own. */
@QuarkusTest
class LiveBurstIT extends ConsoleTest {
    @TestHTTPResource("/")
    String url;

    @Inject
    LoggedEvents events;

    @Inject
    EventLog log;

    @Test
    void a_burst_arrives_whole_and_in_order_and_the_page_keeps_a_bounded_part_of_it() {
        Page page = live("account=burst");
        List<String> logged = burst("burst", 450);
        assertThat(page.locator("#live tbody tr")).hasCount(450);
        assertThat(shown(page)).isEqualTo(logged.reversed());

        logged = burst("burst", 400);

        assertThat(page.locator("#live tbody tr").first().locator("a"))
                .hasAttribute("href", "/console/events/" + logged.getLast());
        List<String> shown = shown(page);
        assertThat(shown).hasSize(500).doesNotHaveDuplicates();
        assertThat(shown.subList(0, 400)).isEqualTo(logged.reversed());
    }

    @Test
    void what_came_before_and_what_comes_meet_without_gap_or_repeat() {
        List<String> before = burst("meets", 60);
        Page page = live("account=meets");
        List<String> after = burst("meets", 10);

        assertThat(page.locator("#live tbody tr")).hasCount(60);
        assertThat(shown(page))
                .isEqualTo(Stream.concat(before.subList(10, 60).stream(), after.stream())
                        .toList()
                        .reversed());
    }

    @Test
    void while_it_is_paused_nothing_moves_and_what_waits_is_counted() {
        List<String> before = burst("pause", 3);
        Page page = live("account=pause");
        page.getByRole(AriaRole.BUTTON, named("Pause")).click();

        List<String> waiting = burst("pause", 120);
        assertThat(page.locator("#live-backlog")).hasText("120 waiting");
        assertThat(shown(page)).isEqualTo(before.reversed());
        burst("pause", 480);
        assertThat(page.locator("#live-backlog")).hasText("600 waiting, the newest 500 will be shown");
        picture(page, "live-paused");

        page.getByRole(AriaRole.BUTTON, named("Resume")).click();

        assertThat(page.locator("#live tbody tr")).hasCount(500);
        assertThat(page.locator("#live-backlog")).isHidden();
        assertThat(shown(page)).doesNotHaveDuplicates().doesNotContain(waiting.getFirst());
    }

    @Test
    void it_goes_on_where_it_was_when_the_connection_breaks() throws IOException {
        try (Wire wire = new Wire(URI.create(url).getPort())) {
            Page page = live(wire.url(), "account=broken");
            List<String> logged = burst("broken", 5);
            assertThat(page.locator("#live tbody tr")).hasCount(5);

            wire.cut();
            assertThat(page.locator("#live-state")).hasText("connecting again");
            List<String> missed = burst("broken", 130);
            wire.mend();

            assertThat(page.locator("#live tbody tr")).hasCount(135);
            assertThat(page.locator("#live-state")).hasText("live");
            assertThat(shown(page))
                    .isEqualTo(Stream.concat(logged.stream(), missed.stream())
                            .toList()
                            .reversed());
        }
    }

    /** The browser tells in its console that a connection broke. */
    @Override
    protected boolean isExpected(String message) {
        return message.startsWith("Failed to load resource: net::ERR_");
    }

    @Test
    void names_are_text_whatever_stands_in_them() {
        Page page = live("account=odd");
        String name = "<img src=x onerror=alert(1)>\n\"&amp;'</tr>";
        append("odd", name);

        assertThat(page.locator("#live tbody tr td:nth-child(3)")).hasText(name);
        assertThat(page.locator("#live tbody img")).hasCount(0);

        page.reload();
        assertThat(page.locator("#live tbody tr td:nth-child(3)")).hasText(name);
        page.locator("#live tbody a").click();
        assertThat(page.locator("main")).containsText("onerror=alert(1)");
        assertThat(page.locator("main img")).hasCount(0);
    }

    private Page live(String query) {
        return live(url.replaceAll("/$", ""), query);
    }

    private Page live(String service, String query) {
        Page page = open(service, "/console/live?" + query, new Browser.NewContextOptions().setViewportSize(1280, 860));
        assertThat(page.locator("#live-state")).hasText("live");
        return page;
    }

    /** In some commits, as polling makes them. */
    private List<String> burst(String account, int count) {
        return Stream.iterate(0, done -> done < count, done -> done + 20)
                .flatMap(done -> events
                        .append(
                                account,
                                Collections.nCopies(Math.min(20, count - done), EventType.VIEW_STARTED)
                                        .toArray(EventType[]::new))
                        .stream())
                .map(StoredEvent::id)
                .toList();
    }

    private void append(String account, String viewer) {
        ChangeEvent example = new EventCatalogue("https://tidemark.example.com").exampleEvent(EventType.VIEW_STARTED);
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", "1"),
                new RowFacts.Viewer("1", viewer, null, null, null),
                null,
                Map.of(
                        "viewer_name",
                        new RowFacts.FromTo(
                                Json.object().nullNode(), Json.object().textNode(viewer))),
                null,
                example.time(),
                false);
        QuarkusTransaction.requiringNew()
                .run(() -> log.append(List.of(new ChangeEvent(
                        EventId.of(account, "views", "1", EventType.VIEW_STARTED, ""),
                        account,
                        "views/1",
                        "1",
                        example.time(),
                        new EventData.Plain(EventType.VIEW_STARTED, facts)))));
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Page page) {
        return (List<String>) page.evaluate(
                "[...document.querySelectorAll('#live tbody a')].map(a => a.getAttribute('href').split('/').at(-1))");
    }
}
