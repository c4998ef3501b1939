package dev.tidemark.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.account.AccountStore;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which class the calls of polling are spent as. */
@QuarkusTest
class SpendingIT {
    @Inject
    Poller poller;

    @Inject
    AccountStore accounts;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    private final String account = "spending-" + UUID.randomUUID().toString().substring(0, 8);
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void open() throws IOException, SQLException {
        // The database outlives an application, its clock does not: others' calls may lie in what is the future here.
        try (Connection connection = database.getConnection();
                PreparedStatement forget = connection.prepareStatement("delete from mindstamp_call")) {
            forget.executeUpdate();
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, 2);
                exchange.getResponseBody().write("[]".getBytes(UTF_8));
            }
        });
        server.start();
        accounts.put(account, account, "http://127.0.0.1:" + server.getAddress().getPort(), "token-" + account);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void learning_is_backfill_news_are_head_and_a_token_check_confirms() throws SQLException {
        assertThat(classesOfRound()).containsExactly("BACKFILL");

        assertThat(classesOfRound()).containsExactly("HEAD");

        status = 401;
        assertThat(classesOfRound()).containsExactly("HEAD");

        assertThat(classesOfRound()).containsExactly("CONFIRM");
    }

    /** Well after the round before: whatever was due later is due now. */
    private Set<String> classesOfRound() throws SQLException {
        clock.advance(Duration.ofHours(1));
        Instant begin = clock.instant();
        poller.poll(accounts.find(account).orElseThrow());
        Set<String> classes = new TreeSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement calls =
                        connection.prepareStatement("select call_class from mindstamp_call where called_at >= ?")) {
            calls.setObject(1, begin.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = calls.executeQuery()) {
                while (rows.next()) {
                    classes.add(rows.getString(1));
                }
            }
        }
        return classes;
    }
}
