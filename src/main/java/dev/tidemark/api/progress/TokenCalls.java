package dev.tidemark.api.progress;

import dev.tidemark.account.Account;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.budget.SpentCalls;
import dev.tidemark.poll.AccountGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What was called with an account's token, by polling and for others. */
@ApplicationScoped
class TokenCalls {
    private final SpentCalls spent;
    private final AccountGate gate;

    TokenCalls(SpentCalls spent, AccountGate gate) {
        this.spent = spent;
        this.gate = gate;
    }

    CallsShown of(Account account) {
        return CallsShown.of(gate.client(account)
                .map(MindstampClient::budgetKey)
                .map(spent::ofLastHour)
                .orElse(Map.of()));
    }
}
