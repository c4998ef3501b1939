package dev.tidemark.console.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.account.MindstampConfig;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.progress.RowCounts;
import dev.tidemark.poll.progress.StreamCalls;
import dev.tidemark.poll.store.PoisonStore;
import dev.tidemark.poll.store.StreamStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/accounts}. */
@Path("/console/accounts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class AccountPages {
    private static final int POISON = 20;

    private final AccountStore accounts;
    private final ConfiguredAccounts configured;
    private final StreamStore streams;
    private final RowCounts counts;
    private final StreamCalls calls;
    private final PoisonStore poison;
    private final MindstampConfig mindstamp;

    AccountPages(
            AccountStore accounts,
            ConfiguredAccounts configured,
            StreamStore streams,
            RowCounts counts,
            StreamCalls calls,
            PoisonStore poison,
            MindstampConfig mindstamp) {
        this.accounts = accounts;
        this.configured = configured;
        this.streams = streams;
        this.counts = counts;
        this.calls = calls;
        this.poison = poison;
        this.mindstamp = mindstamp;
    }

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountList(List<AccountLine> lines) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record NewAccount(String url) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountPage(AccountLine line, List<StreamLine> streams, List<PoisonLine> poison)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Streams(AccountLine line, List<StreamLine> streams) implements TemplateInstance {}

    /** A row that cannot be read, with the start of what came. */
    record PoisonLine(PoisonStore.Kept kept, String raw) {
        static PoisonLine of(PoisonStore.Kept kept) {
            return new PoisonLine(kept, new String(kept.raw(), UTF_8));
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return new AccountList(accounts.all().stream().map(this::line).toList());
    }

    @GET
    @Path("new")
    @RolesAllowed("manage")
    @Operation(hidden = true)
    public TemplateInstance blank() {
        return new NewAccount(mindstamp.url());
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id) {
        Account account = known(id);
        return new AccountPage(
                line(account),
                streamsOf(account),
                poison.ofAccount(id, POISON).stream().map(PoisonLine::of).toList());
    }

    /** The part that changes while it is looked at. */
    @GET
    @Path("{id}/streams")
    @Operation(hidden = true)
    public TemplateInstance streams(@PathParam("id") String id) {
        Account account = known(id);
        return new Streams(line(account), streamsOf(account));
    }

    private AccountLine line(Account account) {
        RowCounts.Snapshot counted = counts.of(account.id());
        long rows = Arrays.stream(StreamName.values())
                .mapToLong(stream -> counted.rows(stream).known())
                .sum();
        return new AccountLine(account, configured.property(account.id()).isPresent(), rows);
    }

    private List<StreamLine> streamsOf(Account account) {
        RowCounts.Snapshot counted = counts.of(account.id());
        var called = calls.ofLastHour(account.id());
        return streams.ofAccount(account.id()).values().stream()
                .map(state -> StreamLine.of(
                        state,
                        counted,
                        called.getOrDefault(state.stream(), Map.of()).values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()))
                .toList();
    }

    private Account known(String id) {
        return accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }
}
