package dev.tidemark.callback.format.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MrkdwnTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            a & b => a &amp; b
            <!channel> => &lt;!channel&gt;
            &lt; => &amp;lt;
            *b* _i_ ~s~ `c` => ∗b∗ ˍiˍ ∼s∼ ˋcˋ
            john_doe@example.com => john_doe@example.com
            __init__ => ˍˍinitˍˍ
            _a_b_ => ˍa_bˍ
            שלום => שלום
            👩‍👩‍👧 ok => 👩‍👩‍👧 ok""")
    void marks_lose_their_meaning_and_texts_stay_readable(String raw, String line) {
        assertThat(Mrkdwn.line(raw, 200)).isEqualTo(line);
    }

    @Test
    void a_line_is_one_line() {
        assertThat(Mrkdwn.line(" a\nb\r\nc\rd\u2028e\u2029f\tg\u0000h\n", 200)).isEqualTo("a b c d e f g h");
    }

    @Test
    void a_cut_never_parts_a_pair_or_an_entity() {
        String raw = "a&<🚀>b🚀&".repeat(4);
        String whole = Mrkdwn.line(raw, 1000);
        for (int most = 1; most <= whole.length(); most++) {
            String line = Mrkdwn.line(raw, most);
            assertThat(line.length()).isBetween(Math.max(1, most - 5), most);
            if (most < whole.length()) {
                assertThat(line).endsWith("…");
                assertThat(whole).startsWith(line.substring(0, line.length() - 1));
            }
            assertThat(line).doesNotContainPattern("&(?!(?:amp|lt|gt);)");
            assertThat(line.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        }
        assertThat(Mrkdwn.line(raw, whole.length())).isEqualTo(whole);
    }

    @Test
    void a_quote_is_quoted_on_each_of_its_lines_and_pieces() {
        assertThat(Mrkdwn.quote("a\n> b\r\n\nc", 3000, 2)).containsExactly("> a\n> &gt; b\n> \n> c");
        List<String> quotes = Mrkdwn.quote("🚀&".repeat(20), 30, 3);
        assertThat(quotes).hasSize(3).allMatch(quote -> quote.startsWith("> ") && quote.length() <= 30);
        assertThat(quotes.subList(0, 2)).noneMatch(quote -> quote.endsWith("…"));
        assertThat(quotes.getLast()).endsWith("…");
        assertThat(Mrkdwn.quote("🚀&".repeat(4), 31, 1)).containsExactly("> " + "🚀&amp;".repeat(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https:",
                "https:///path",
                "//example.com",
                "example.com",
                "ftp://example.com",
                "https://example.com/a b",
                "https://example.com/|EVIL",
                "https://example.com/><!channel>",
                "https://example.com/\n",
                "mailto:a@example.com",
                ""
            })
    void what_is_no_web_address_is_no_link(String url) {
        assertThat(Mrkdwn.link(url.equals("https://example.com/\n") ? "https://exa\nmple.com/" : url, "x"))
                .isEmpty();
    }

    @Test
    void a_web_address_is_a_link() {
        assertThat(Mrkdwn.link("HTTPS://example.com/ä?a=1&b=2#c", "label"))
                .contains("<HTTPS://example.com/%C3%A4?a=1&amp;b=2#c|label>");
        assertThat(Mrkdwn.link("https://example.com/" + "a".repeat(2000), "label"))
                .isEmpty();
    }
}
