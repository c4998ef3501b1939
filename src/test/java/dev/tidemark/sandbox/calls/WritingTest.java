package dev.tidemark.sandbox.calls;

import static dev.tidemark.sandbox.calls.Account.TOKEN;
import static dev.tidemark.sandbox.calls.Account.answered;
import static dev.tidemark.sandbox.calls.Account.json;
import static dev.tidemark.sandbox.calls.Account.list;
import static dev.tidemark.sandbox.calls.Account.ok;
import static dev.tidemark.sandbox.calls.Account.refused;
import static dev.tidemark.sandbox.calls.Account.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WritingTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final Account account = new Account(0);
    private final JsonNode video = ok(account.videos.videos(TOKEN, null, null)).get(0);
    private final String group = text(ok(account.groups.groups(TOKEN)).get(0), "id");
    private final String series = text(ok(account.series.series(TOKEN)).get(0), "id");
    private final String plink = text(ok(account.plinks.plinks(TOKEN)).get(0), "id");
    private final String accessList =
            text(ok(account.accessLists.accessLists(TOKEN)).get(0), "id");

    @Test
    void a_new_account_has_two_groups_a_series_a_plink_and_an_access_list() {
        assertThat(ok(account.groups.groups(TOKEN))).hasSize(2);
        assertThat(ok(account.series.series(TOKEN))).hasSize(1);
        assertThat(ok(account.plinks.plinks(TOKEN))).hasSize(1);
        assertThat(ok(account.accessLists.accessLists(TOKEN))).hasSize(1);
        assertThat(account.facts()).isEmpty();
    }

    @Test
    void a_group_is_made_shown_and_filled() {
        JsonNode made = answered(201, account.groups.create(TOKEN, json("{\"name\": \" Späte Schicht 🌙 \"}")));
        String id = text(made, "id");
        assertThat(text(made, "name")).isEqualTo("Späte Schicht 🌙");
        assertThat(text(made, "created_at")).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(ok(account.groups.group(TOKEN, id))).isEqualTo(made);
        assertThat(ok(account.groups.groups(TOKEN)).get(0)).isEqualTo(made);
        account.later();
        byte[] form = json("{\"video_token\": \"" + text(video, "token") + "\"}");
        JsonNode filled = ok(account.groups.addVideo(TOKEN, id, form));
        assertThat(text(filled, "updated_at")).isEqualTo("2026-01-02T03:05:05.000Z");
        account.later();
        assertThat(ok(account.groups.addVideo(TOKEN, id, form))).isEqualTo(filled);
        assertThat(list(ok(account.groups.videos(TOKEN, id)))).containsExactly(video);
        assertThat(account.facts())
                .extracting(fact -> text(fact, "fact"), fact -> text(fact, "subject"))
                .containsExactly(tuple("group-created", "groups/" + id), tuple("group-video-added", "groups/" + id));
        assertThat(account.facts().getLast().get("detail").get("video_id")).isEqualTo(video.get("id"));
    }

    @Test
    void a_series_is_made_filled_and_people_are_invited_once() {
        String id = text(answered(201, account.series.create(TOKEN, json("{\"name\": \"Start\"}"))), "id");
        ok(account.series.addVideo(TOKEN, id, json("{\"video_id\": \"" + text(video, "id") + "\"}")));
        assertThat(list(ok(account.series.videos(TOKEN, id)))).containsExactly(video);
        JsonNode invited =
                ok(account.series.invite(TOKEN, id, json("{\"email\": \"ada@acme.example\", \"name\": \"Ada\"}")));
        assertThat(invited.get("invited").intValue()).isEqualTo(1);
        assertThat(ok(account.series.invite(TOKEN, id, json("{\"email\": \"ADA@acme.example\"}"))))
                .isEqualTo(invited);
        assertThat(account.facts())
                .extracting(fact -> text(fact, "fact"))
                .containsExactly("series-created", "series-video-added", "series-invited");
        assertThat(account.facts().getLast().get("detail").toString())
                .isEqualTo("{\"email\":\"ada@acme.example\",\"name\":\"Ada\"}");
    }

    @Test
    void a_plink_is_made_active_and_switched_off_and_on() {
        JsonNode made = answered(
                201, account.plinks.create(TOKEN, json("{\"video_token\": \"" + text(video, "token") + "\"}")));
        String id = text(made, "id");
        assertThat(text(made, "status")).isEqualTo("active");
        assertThat(made.get("name").isNull()).isTrue();
        assertThat(made.get("video_id")).isEqualTo(video.get("id"));
        account.later();
        JsonNode off = ok(account.plinks.change(TOKEN, id, json("{\"status\": \"inactive\"}")));
        assertThat(text(off, "status")).isEqualTo("inactive");
        account.later();
        assertThat(ok(account.plinks.change(TOKEN, id, json("{\"status\": \"inactive\"}"))))
                .isEqualTo(off);
        assertThat(ok(account.plinks.plink(TOKEN, id))).isEqualTo(off);
        ok(account.plinks.change(TOKEN, id, json("{\"status\": \"active\"}")));
        assertThat(account.facts())
                .extracting(fact -> text(fact, "fact"))
                .containsExactly("plink-created", "plink-status-changed", "plink-status-changed");
        assertThat(account.facts()).allMatch(fact -> text(fact, "subject").equals("plink/" + id));
    }

    @Test
    void an_access_list_takes_an_address_once_and_gives_it_back() {
        String id = text(answered(201, account.accessLists.create(TOKEN, json("{\"name\": \"Pilots\"}"))), "id");
        JsonNode one = ok(account.accessLists.add(TOKEN, id, json("{\"email\": \"ada@acme.example\"}")));
        assertThat(one.get("entries").findValuesAsText("email")).containsExactly("ada@acme.example");
        assertThat(ok(account.accessLists.add(TOKEN, id, json("{\"email\": \"Ada@Acme.example\"}"))))
                .isEqualTo(one);
        ok(account.accessLists.add(TOKEN, id, json("{\"email\": \"bo@acme.example\"}")));
        ok(account.accessLists.remove(TOKEN, id, "ada@acme.example", null));
        JsonNode none = ok(account.accessLists.remove(TOKEN, id, null, json("{\"email\": \"BO@acme.example\"}")));
        assertThat(none.get("entries")).isEmpty();
        answered(404, account.accessLists.remove(TOKEN, id, "bo@acme.example", null));
        assertThat(account.facts())
                .extracting(fact -> text(fact, "fact"))
                .containsExactly(
                        "access-list-created",
                        "access-list-entry-added",
                        "access-list-entry-added",
                        "access-list-entry-removed",
                        "access-list-entry-removed");
        assertThat(account.facts()).allMatch(fact -> text(fact, "subject").equals("accessLists/" + id));
    }

    @Test
    void a_wrong_body_names_the_field_and_changes_nothing() {
        String before = everything();
        for (Function<byte[], Response> call : List.<Function<byte[], Response>>of(
                body -> account.groups.create(TOKEN, body),
                body -> account.series.create(TOKEN, body),
                body -> account.accessLists.create(TOKEN, body))) {
            refused(call.apply(json("{}")), "name");
            refused(call.apply(json("{\"name\": null}")), "name");
            refused(call.apply(json("{\"name\": 7}")), "name");
            refused(call.apply(json("{\"name\": \" \"}")), "name");
            refused(call.apply(json("{\"name\": \"" + "x".repeat(201) + "\"}")), "name");
        }
        account.later();
        for (Function<byte[], Response> call : List.<Function<byte[], Response>>of(
                body -> account.groups.addVideo(TOKEN, group, body),
                body -> account.series.addVideo(TOKEN, series, body),
                body -> account.plinks.create(TOKEN, body))) {
            refused(call.apply(json("{}")), "video_id");
            refused(call.apply(json("{\"video_id\": \"" + NOBODY + "\"}")), "video_id");
            refused(call.apply(json("{\"video_token\": \"nothing\"}")), "video_token");
            refused(call.apply(json("{\"video_token\": []}")), "video_token");
            refused(call.apply(both()), "video_id");
        }
        account.later();
        for (Function<byte[], Response> call : List.<Function<byte[], Response>>of(
                body -> account.series.invite(TOKEN, series, body),
                body -> account.accessLists.add(TOKEN, accessList, body),
                body -> account.accessLists.remove(TOKEN, accessList, null, body))) {
            refused(call.apply(json("{}")), "email");
            refused(call.apply(json("{\"email\": \"ada\"}")), "email");
            refused(call.apply(json("{\"email\": \"ada@acme\"}")), "email");
            refused(call.apply(json("{\"email\": \"a b@acme.example\"}")), "email");
            refused(call.apply(json("{\"email\": {}}")), "email");
        }
        refused(account.accessLists.remove(TOKEN, accessList, null, null), "email");
        refused(account.series.invite(TOKEN, series, json("{\"email\": \"a@b.example\", \"name\": 1}")), "name");
        refused(account.plinks.change(TOKEN, plink, json("{}")), "status");
        refused(account.plinks.change(TOKEN, plink, json("{\"status\": \"ACTIVE\"}")), "status");
        refused(account.plinks.change(TOKEN, plink, json("{\"status\": true}")), "status");
        account.later();
        assertThat(everything()).isEqualTo(before);
        assertThat(account.facts()).isEmpty();
    }

    @Test
    void what_is_no_json_object_is_422() {
        for (String bad : List.of("", "{", "[]", "7", "null", "\"name\"", "name=x", "{\"name\": \"\u0000")) {
            refused(account.groups.create(TOKEN, json(bad)), "body");
            refused(account.plinks.change(TOKEN, plink, json(bad)), "body");
        }
        refused(account.groups.create(TOKEN, null), "body");
        refused(account.groups.create(TOKEN, new byte[] {'{', '"', (byte) 0xc3, '"', '}'}), "body");
    }

    @Test
    void a_write_to_an_unknown_id_is_404() {
        byte[] form = json("{\"email\": \"a@b.example\", \"status\": \"active\", \"video_token\": \""
                + text(video, "token") + "\"}");
        answered(404, account.groups.addVideo(TOKEN, NOBODY, form));
        answered(404, account.series.addVideo(TOKEN, NOBODY, form));
        answered(404, account.series.addVideo(TOKEN, group, form));
        answered(404, account.series.invite(TOKEN, NOBODY, form));
        answered(404, account.plinks.change(TOKEN, NOBODY, form));
        answered(404, account.accessLists.add(TOKEN, NOBODY, form));
        answered(404, account.accessLists.remove(TOKEN, NOBODY, null, form));
        assertThat(account.facts()).isEmpty();
    }

    @Test
    void a_write_without_the_token_is_401_and_does_nothing() {
        answered(401, account.groups.create(null, json("{\"name\": \"x\"}")));
        answered(401, account.plinks.change("Bearer x", plink, json("{\"status\": \"inactive\"}")));
        assertThat(account.facts()).isEmpty();
    }

    @Test
    void the_longest_name_counts_characters_and_not_bytes() {
        answered(201, account.groups.create(TOKEN, json("{\"name\": \"" + "🌙".repeat(200) + "\"}")));
    }

    private byte[] both() {
        JsonNode other = ok(account.videos.videos(TOKEN, null, null)).get(1);
        return json("{\"video_id\": \"" + text(video, "id") + "\", \"video_token\": \"" + text(other, "token") + "\"}");
    }

    private String everything() {
        return String.join(
                "\n",
                ok(account.groups.groups(TOKEN)).toString(),
                ok(account.series.series(TOKEN)).toString(),
                ok(account.plinks.plinks(TOKEN)).toString(),
                ok(account.accessLists.accessLists(TOKEN)).toString());
    }
}
