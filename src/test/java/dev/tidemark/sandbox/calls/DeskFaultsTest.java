package dev.tidemark.sandbox.calls;

import static dev.tidemark.sandbox.calls.Account.TOKEN;
import static dev.tidemark.sandbox.calls.Account.json;
import static dev.tidemark.sandbox.calls.Account.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.TestConfig;
import dev.tidemark.sandbox.wire.BrokenLine;
import dev.tidemark.sandbox.wire.Drip;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskFaultsTest {
    private final List<Duration> held = new ArrayList<>();

    @Test
    void errors_are_dealt_by_share_and_the_same_each_time() {
        List<Integer> first = statuses();
        assertThat(first).contains(200, 500, 502, 503);
        assertThat(first.stream().filter(status -> status == 200).count()).isBetween(25L, 75L);
        assertThat(statuses()).isEqualTo(first);
    }

    @Test
    void after_a_timeout_the_work_is_done() {
        Account account = account(Map.of("timeout-share", "1", "timeout-seconds", "7"));
        assertThatThrownBy(() -> account.groups.create(TOKEN, json("{\"name\": \"Night shift\"}")))
                .isInstanceOf(BrokenLine.class);
        assertThat(held).containsExactly(Duration.ofSeconds(7));
        List<String> names = account.sandbox.look(world -> world.sharing().groups().rows().stream()
                .map(group -> group.json().get("name").textValue())
                .toList());
        assertThat(names).contains("Night shift");
    }

    @Test
    void a_truncated_answer_is_half_of_one() {
        Account account = account(Map.of("truncated-share", "1"));
        Response answer = account.views.views(TOKEN, "3", null);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(new String((byte[]) answer.getEntity(), UTF_8))
                .startsWith("[{")
                .doesNotEndWith("]");
    }

    @Test
    void a_slow_answer_is_delayed_or_drips() throws IOException {
        assertThat(ok(account(Map.of("slow-share", "1", "slow-ms", "900")).views.views(TOKEN, "3", null)))
                .hasSize(3);
        assertThat(held).containsExactly(Duration.ofMillis(900));
        held.clear();
        Account account = account(Map.of("slow-share", "1", "slow-ms", "900", "slowness", "dripping"));
        Drip drip = (Drip) account.views.views(TOKEN, "3", null).getEntity();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drip.write(out);
        assertThat(held).hasSize(10).containsOnly(Duration.ofMillis(90));
        assertThat(dev.tidemark.platform.Json.read(out.toByteArray())).hasSize(3);
    }

    @Test
    void a_stale_answer_shows_an_earlier_moment() {
        Account account = account(Map.of("stale-share", "1", "stale-seconds", "60", "history", "0"));
        account.clock.turn(Duration.ofMinutes(5));
        ok(account.views.views(TOKEN, "100", null));
        account.clock.turn(Duration.ofSeconds(50));
        int true_ = account.sandbox.look(world -> world.counts().views());
        boolean older = false;
        for (int i = 0; i < 20; i++) {
            older |= ok(account.views.views(TOKEN, "100", null)).size() < true_;
        }
        assertThat(older).isTrue();
    }

    @Test
    void a_short_page_has_fewer_rows_though_there_are_more() {
        Account account = account(Map.of("short-page-share", "1"));
        JsonNode page = ok(account.views.views(TOKEN, "50", null));
        assertThat(page.size()).isBetween(1, 49);
        assertThat(ok(account.views.views(TOKEN, "50", "299"))).hasSize(1);
    }

    @Test
    void the_date_header_may_be_off() {
        assertThat(account(Map.of("date-skew-seconds", "-65"))
                        .views
                        .views(TOKEN, null, null)
                        .getHeaderString("Date"))
                .isEqualTo("Fri, 02 Jan 2026 03:03:00 GMT");
    }

    @Test
    void a_limit_over_100_is_cut_refused_or_honoured() {
        assertThat(ok(account(Map.of()).views.views(TOKEN, "150", null))).hasSize(100);
        assertThat(ok(account(Map.of("over-limit", "honour")).views.views(TOKEN, "150", null)))
                .hasSize(150);
        Account strict = account(Map.of("over-limit", "refuse"));
        assertThat(strict.views.views(TOKEN, "101", null).getStatus()).isEqualTo(422);
        assertThat(ok(strict.views.views(TOKEN, "100", null))).hasSize(100);
    }

    @Test
    void videos_and_viewers_may_be_paged() {
        Account account = account(Map.of("videos-and-viewers", "paged"));
        assertThat(ok(account.videos.videos(TOKEN, "2", "1"))).hasSize(2);
        assertThat(ok(account.viewers.viewers(TOKEN, null, null))).hasSize(25);
        assertThat(ok(account(Map.of()).videos.videos(TOKEN, "2", "1"))).hasSize(6);
    }

    @Test
    void the_end_of_a_list_may_be_404() {
        Account account = account(Map.of("past-end", "not-found"));
        assertThat(account.views.views(TOKEN, null, "300").getStatus()).isEqualTo(404);
        assertThat(ok(account.views.views(TOKEN, null, "299"))).hasSize(1);
    }

    @Test
    void throttling_says_when_to_come_again() {
        assertThat(throttled("plain-503").getHeaders()).doesNotContainKey("Retry-After");
        assertThat(throttled("seconds-503").getHeaderString("Retry-After")).isEqualTo("60");
        assertThat(throttled("date-503").getHeaderString("Retry-After")).isEqualTo("Fri, 02 Jan 2026 03:05:06 GMT");
        Response many = throttled("seconds-429");
        assertThat(many.getStatus()).isEqualTo(429);
        assertThat(many.getHeaderString("Retry-After")).isEqualTo("60");
    }

    @Test
    void every_order_lists_every_row_once() {
        for (String order : List.of("newest", "oldest", "updated-first", "unsorted")) {
            Account account = account(Map.of("order", order, "list-shape", "data", "null-rows", "0.1"));
            Map<String, JsonNode> seen = new HashMap<>();
            int offset = 0;
            JsonNode page;
            do {
                page = ok(account.views.views(TOKEN, "40", String.valueOf(offset)))
                        .get("data");
                page.forEach(row -> {
                    if (row.has("id")) {
                        assertThat(seen.put(row.get("id").textValue(), row)).isNull();
                    }
                });
                offset += page.size();
            } while (!page.isEmpty());
            assertThat(seen).as(order).hasSize(300);
        }
    }

    private List<Integer> statuses() {
        Account account = account(Map.of("error-share", "0.5"));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            statuses.add(account.views.views(TOKEN, "1", null).getStatus());
        }
        return statuses;
    }

    private Response throttled(String how) {
        Account account = account(Map.of("throttling", how, "calls-per-minute", "2"));
        account.clock.turn(Duration.ofMillis(1));
        account.views.views(TOKEN, "1", null);
        account.clock.turn(Duration.ofMillis(1));
        account.views.views(TOKEN, "1", null);
        return account.views.views(TOKEN, "1", null);
    }

    private Account account(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("history", "300"));
        all.putAll(settings);
        return new Account(TestConfig.with(all), held::add);
    }
}
