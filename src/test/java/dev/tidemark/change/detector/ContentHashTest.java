package dev.tidemark.change.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
    private static final List<String> NAMES = List.of("percentage", "variables", "tag1", "tag2", "started");

    @Test
    void the_order_of_members_and_the_writing_of_numbers_do_not_matter() {
        assertThat(of("{\"variables\":{\"b\":\"2\",\"a\":\"1\"},\"percentage\":1.0}"))
                .isEqualTo(of("{\"percentage\":1,\"variables\":{\"a\":\"1\",\"b\":\"2\"}}"));
    }

    @Test
    void a_missing_field_is_a_null_one() {
        assertThat(of("{\"percentage\":1,\"tag1\":null}")).isEqualTo(of("{\"percentage\":1}"));
    }

    @Test
    void a_value_that_moves_to_another_field_is_a_change() {
        assertThat(of("{\"tag1\":\"x\"}")).isNotEqualTo(of("{\"tag2\":\"x\"}"));
    }

    @Test
    void a_number_of_a_billion_digits_costs_nothing() {
        assertThat(of("{\"percentage\":1e999999999}")).isNotEqualTo(of("{\"percentage\":1e999999998}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f36j2jajx3gtjfj33890ebpdkaz4jv4r | {'percentage':95,'variables':{'fullscreen':'1'}}",
                "cvgg83mtbzahqtkn465s56203becmbft | {'percentage':-1.50,'variables':{'b':[1,2.0,null,true,'x'],"
                        + "'a':{'z':'\\'q\\\\ \\n\\u0001/','y':'🇺🇸é'}},'tag1':'a \\'b\\'\\t','tag2':'🇺🇸 Flagami\\u2028'}",
                "x10bttgc81f5jtx6n871j7z4qq09a0ej | {'percentage':0,'variables':{},'tag1':'','tag2':100}",
                "d5jsbpnpr0s815enz8977re704v6n78f | {'percentage':1200,'variables':[],'tag1':12345678901234567890,"
                        + "'tag2':9007199254740993}",
                "r5d3arwnaee0390nxyck8v07vm7942jh | {'percentage':-30,'variables':{'k':null},'tag1':'\\ud83c',"
                        + "'tag2':false,'started':'Sat, 1 Jan 2022 05:12:32 UTC +00:00'}"
            })
    void what_was_given_once_is_given_for_ever(String expected, String json) {
        assertThat(of(json.replace('\'', '"'))).isEqualTo(expected);
    }

    /** With any other values every row of an existing database would look changed. */
    @Test
    void the_fingerprint_of_each_kind_of_row_is_kept_for_ever() {
        String row = "{'id':'x','name':'Ada','title':'T','value':'B','percentage':95.0,'status':'active',"
                + "'views_count':7,'updated_at':'2026-01-01T05:00:00Z','created_at':'2026-01-01T05:00:00.000Z'}";
        ObjectNode fields = Json.readObject(row.replace('\'', '"').getBytes(UTF_8));

        assertThat(List.of(
                        Detectors.VIEWS.hash(new View("x", fields)),
                        Detectors.INTERACTIONS.hash(new Interaction("x", fields)),
                        Detectors.VIEWERS.hash(new Viewer("x", fields)),
                        Detectors.VIDEOS.hash(new Video("x", fields))))
                .containsExactly(
                        "99vpa1kasjkfynm7yhrt9s42b91ys4kv",
                        "rcm8g2eq18c0z7msrdk9ew6egj4crb2z",
                        "ewqtj3ktfq2yezpexrn82qbk4nedzccd",
                        "w3sgqm73h47fd6cwjpnsma9dxyvybxd0");
        assertThat(List.of(
                        Detectors.GROUPS.hash(new Group("x", fields)),
                        Detectors.SERIES.hash(new Series("x", fields)),
                        Detectors.PLINKS.hash(new Plink("x", fields)),
                        Detectors.ACCESS_LISTS.hash(new AccessList("x", fields))))
                .containsOnly("9jvwph2d99wsghv5ax8vrf0a7cced3wa");
        assertThat(Detectors.GROUP_VIDEOS.hash(Member.of("o", fields, "x", fields)))
                .isEqualTo("9jvwph2d99wsghv5ax8vrf0a7cced3wa9jvwph2d99wsghv5ax8vrf0a7cced3wa");
    }

    private String of(String json) {
        return ContentHash.of(new View("v", Json.readObject(json.getBytes(UTF_8))), NAMES);
    }
}
