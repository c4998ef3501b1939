package dev.tidemark.callback.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    private static final String PUBLIC = "93.184.216.34";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
                        "127.255.255.254",
                "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
                        "192.168.1.1",
                "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
                        "240.0.0.1",
                "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1",
                        "64:ff9b::7f00:1",
                "64:ff9b:1::1", "100::1", "2001:0:4136:e378::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1",
                "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
            })
    void what_is_not_public_is_refused_as_a_literal_and_behind_a_name(String address) {
        String literal = address.contains(":") ? "[" + address + "]" : address;
        assertThat(guard(InetAddress::ofLiteral).check("https://" + literal + "/hook"))
                .as("literal")
                .isInstanceOf(Target.Refused.class);
        assertThat(guard(_ -> InetAddress.ofLiteral(address)).check("https://crm.example.com/hook"))
                .as("name")
                .isInstanceOf(Target.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.0.0.1",
                "128.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2606:2800:220:1::1",
            })
    void what_is_public_is_vetted(String address) {
        String literal = address.contains(":") ? "[" + address + "]" : address;
        assertThat(guard(InetAddress::ofLiteral).check("https://" + literal + "/hook"))
                .isInstanceOfSatisfying(Target.Vetted.class, target -> {
                    assertThat(target.address(1)).isEqualTo(InetAddress.ofLiteral(address));
                    assertThat(target.host()).isEqualTo(address);
                    assertThat(target.port()).isEqualTo(443);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "017700000001",
                "127.0.0.1.",
                "2130706433.",
                "0x7F.1",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.1.1.1",
                "127.0.0.0x1",
                "[fe80::1%25eth0]",
                "[::1]",
                "127.0.0.1..",
            })
    void odd_spellings_are_refused_whatever_the_name_service_makes_of_them(String host) {
        // localhost is what these would be; 127.0.0.1. is a plain address but for its dot
        assertThat(guard(_ -> InetAddress.ofLiteral(
                                host.startsWith("127.0.0.1.") || host.equals("[::1]") ? "127.0.0.1" : PUBLIC))
                        .check("https://" + host + "/"))
                .isInstanceOf(Target.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | absolute URL",
                "/hook                         | absolute URL",
                "crm.example.com/hook          | absolute URL",
                "ftp://crm.example.com/        | https://",
                "file:///etc/passwd            | https://",
                "https:crm.example.com         | host",
                "https:///hook                 | host",
                "http://crm.example.com/       | allow-http",
                "https://me:pw@crm.example.com | user name",
                "https://@crm.example.com      | user name",
                "https://crm.example.com/#top  | fragment",
                "https://crm.example.com:0/    | port",
                "https://crm.example.com:70000 | port",
                "https://crm.example.com:x/    | host",
                "https://crm example.com/      | not a URL",
                "https://bücher.example/       | xn--",
            })
    void what_is_wrong_with_a_url_is_said(String url, String why) {
        assertThat(guard(_ -> InetAddress.ofLiteral(PUBLIC)).check(url))
                .isInstanceOfSatisfying(
                        Target.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        TargetGuard guard = new TargetGuard(
                config("", false), _ -> List.of(InetAddress.ofLiteral(PUBLIC), InetAddress.ofLiteral("10.0.0.1")));
        assertThat(guard.check("https://crm.example.com/")).isInstanceOf(Target.Refused.class);
    }

    @Test
    void a_name_that_is_rebound_is_refused_and_the_address_vetted_before_stays_the_one_to_dial() {
        Iterator<String> answers = List.of(PUBLIC, "127.0.0.1").iterator();
        TargetGuard guard = guard(_ -> InetAddress.ofLiteral(answers.next()));
        Target first = guard.check("https://crm.example.com/");
        assertThat(guard.check("https://crm.example.com/")).isInstanceOf(Target.Refused.class);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Target.Vetted.class,
                        target -> assertThat(target.address(1)).isEqualTo(InetAddress.ofLiteral(PUBLIC)));
    }

    @Test
    void a_name_without_an_address_is_unresolved() {
        TargetGuard guard = new TargetGuard(config("", false), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(guard.check("https://nowhere.invalid/"))
                .isInstanceOfSatisfying(
                        Target.Unresolved.class, it -> assertThat(it.why()).contains("nowhere.invalid"));
    }

    @Test
    void an_opened_network_is_reached_and_its_neighbours_are_not() {
        CallbackConfig config = config("127.0.0.0/8,fd00:1::/32,10.1.2.3", true);
        TargetGuard guard = new TargetGuard(config, host -> List.of(InetAddress.ofLiteral(host)));
        assertThat(guard.check("http://127.0.0.1:9/")).isInstanceOf(Target.Vetted.class);
        assertThat(guard.check("http://[::ffff:127.0.0.1]:9/")).isInstanceOf(Target.Vetted.class);
        assertThat(guard.check("http://[fd00:1::5]/")).isInstanceOf(Target.Vetted.class);
        assertThat(guard.check("http://10.1.2.3/")).isInstanceOf(Target.Vetted.class);
        assertThat(guard.check("http://10.1.2.4/")).isInstanceOf(Target.Refused.class);
        assertThat(guard.check("http://[fd00:2::5]/")).isInstanceOf(Target.Refused.class);
        assertThat(guard.check("http://[::1]/")).isInstanceOf(Target.Refused.class);
    }

    @Test
    void the_request_line_keeps_path_and_query_as_written() {
        Target target = guard(_ -> InetAddress.ofLiteral(PUBLIC)).check("https://crm.example.com:8443/a%20b?x=%2F&y");
        assertThat(target).isInstanceOfSatisfying(Target.Vetted.class, vetted -> {
            assertThat(vetted.pathAndQuery()).isEqualTo("/a%20b?x=%2F&y");
            assertThat(vetted.port()).isEqualTo(8443);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "10.0.0.0/8/8"})
    void what_is_no_network_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.of(text)).withMessageContaining("127.0.0.0/8");
    }

    private interface OneAddress {
        InetAddress of(String host);
    }

    private static TargetGuard guard(OneAddress resolver) {
        return new TargetGuard(config("", false), host -> List.of(resolver.of(host)));
    }

    private static CallbackConfig config(String networks, boolean http) {
        List<Cidr> cidrs = networks.isEmpty()
                ? List.of()
                : Arrays.stream(networks.split(",")).map(Cidr::of).toList();
        return new FixedConfig(
                List.of(Duration.ZERO), Duration.ofSeconds(15), Duration.ofSeconds(5), Optional.of(cidrs), http, 10);
    }

    private record FixedConfig(
            List<Duration> schedule,
            Duration timeout,
            Duration connectTimeout,
            Optional<List<Cidr>> allowNetworks,
            boolean allowHttp,
            int concurrency)
            implements CallbackConfig {
        @Override
        public Optional<URI> proxy() {
            return Optional.empty();
        }
    }
}
