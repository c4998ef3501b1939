package dev.tidemark.console.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.account.MindstampConfig;
import dev.tidemark.console.figure.Budget;
import dev.tidemark.console.figure.Budgets;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.store.PoisonStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/accounts}. */
@Path("/console/accounts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class AccountPages {
    private static final int POISON = 20;

    private final AccountStore accounts;
    private final AccountLines lines;
    private final Budgets budgets;
    private final PoisonStore poison;
    private final VideoRulesTable videos;
    private final MindstampConfig mindstamp;

    AccountPages(
            AccountStore accounts,
            AccountLines lines,
            Budgets budgets,
            PoisonStore poison,
            VideoRulesTable videos,
            MindstampConfig mindstamp) {
        this.accounts = accounts;
        this.lines = lines;
        this.budgets = budgets;
        this.poison = poison;
        this.videos = videos;
        this.mindstamp = mindstamp;
    }

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountList(List<AccountLine> lines) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Watched(List<AccountLine> lines) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record NewAccount(String url) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountPage(
            AccountLine line, Budget budget, String chart, VideoRulesTable.Seen videos, List<PoisonLine> poison)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Streams(AccountLine line) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Calls(Budget budget, String chart) implements TemplateInstance {}

    /** A row that cannot be read, with the start of what came. */
    record PoisonLine(PoisonStore.Kept kept, String raw) {
        static PoisonLine of(PoisonStore.Kept kept) {
            return new PoisonLine(kept, new String(kept.raw(), UTF_8));
        }

        public String times() {
            return kept.times() == 1 ? "once" : Spoken.grouped(kept.times()) + " times";
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return new AccountList(all());
    }

    /** The part of the list that changes while it is looked at. */
    @GET
    @Path("all/part")
    @Operation(hidden = true)
    public TemplateInstance watched() {
        return new Watched(all());
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
        AccountLine line = lines.of(account);
        return new AccountPage(
                line,
                line.budget(),
                budgets.chart(account),
                videos.of(id),
                poison.ofAccount(id, POISON).stream().map(PoisonLine::of).toList());
    }

    /** How far it is known, for the page that is open already. */
    @GET
    @Path("{id}/streams")
    @Operation(hidden = true)
    public TemplateInstance streams(@PathParam("id") String id) {
        return new Streams(lines.of(known(id)));
    }

    /** What its token called, for the page that is open already. */
    @GET
    @Path("{id}/calls")
    @Operation(hidden = true)
    public TemplateInstance calls(@PathParam("id") String id) {
        Account account = known(id);
        return new Calls(budgets.of(account), budgets.chart(account));
    }

    private List<AccountLine> all() {
        return accounts.all().stream().map(lines::of).toList();
    }

    private Account known(String id) {
        return accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }
}
