package dev.tidemark.console.account;

import dev.tidemark.account.Account;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.console.figure.Budgets;
import dev.tidemark.poll.condition.OpenConditions;
import dev.tidemark.poll.progress.Progress;
import dev.tidemark.poll.progress.StreamProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gathers what the pages show of an account; a few short queries, however many rows there are. */
@ApplicationScoped
class AccountLines {
    private final ConfiguredAccounts configured;
    private final Progress progress;
    private final Budgets budgets;
    private final OpenConditions conditions;

    AccountLines(ConfiguredAccounts configured, Progress progress, Budgets budgets, OpenConditions conditions) {
        this.configured = configured;
        this.progress = progress;
        this.budgets = budgets;
        this.conditions = conditions;
    }

    AccountLine of(Account account) {
        List<StreamProgress> streams = progress.of(account);
        return new AccountLine(
                account,
                configured.property(account.id()).isPresent(),
                streams.stream().map(StreamLine::new).toList(),
                budgets.of(account),
                account.state() == Account.State.ACTIVE && !account.paused()
                        ? Ailment.of(conditions.of(account.id()), streams)
                        : List.of());
    }
}
