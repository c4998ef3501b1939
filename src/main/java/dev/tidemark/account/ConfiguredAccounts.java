package dev.tidemark.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts that the running configuration declares, and what is wrong with how it does. */
@ApplicationScoped
public class ConfiguredAccounts {
    private static final String URL = "tidemark.mindstamp.url";
    private static final String TOKEN = "tidemark.mindstamp.token";
    private static final String DEFAULT = "default";

    private final Map<String, Declaration> byId = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final String defaultUrl;

    ConfiguredAccounts(MindstampConfig mindstamp, DeclaredAccounts declared) {
        this.defaultUrl = url(URL, mindstamp.url());
        mindstamp.token().ifPresent(token -> add(new Declaration(DEFAULT, DEFAULT, defaultUrl, token.strip(), TOKEN)));
        declared.byId().forEach((id, account) -> add(declaration(id, account)));
    }

    /** The base of Mindstamp's API where an account does not name another. */
    public String defaultUrl() {
        return defaultUrl;
    }

    /** The property that declares the account; empty when only the API knows it. */
    public Optional<String> property(String id) {
        return Optional.ofNullable(byId.get(id)).map(Declaration::property);
    }

    /** Whether the operator wrote this address down, so that nobody else has to judge where it leads. */
    public boolean names(String url) {
        return url.equals(defaultUrl)
                || byId.values().stream().anyMatch(declared -> declared.url().equals(url));
    }

    Collection<Declaration> all() {
        return List.copyOf(byId.values());
    }

    /** Each names its property and says what to write; empty when all is well. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    private Declaration declaration(String id, DeclaredAccounts.Declared account) {
        String key = "tidemark.accounts." + id;
        AccountRules.idFault(id).ifPresent(fault -> mistakes.add(key + ": the id " + fault));
        account.name().flatMap(AccountRules::nameFault).ifPresent(fault -> mistakes.add(key + ".name: " + fault));
        String url = account.url().map(given -> url(key + ".url", given)).orElse(defaultUrl);
        return new Declaration(
                id, account.name().orElse(id), url, account.token().strip(), key + ".token");
    }

    private void add(Declaration declaration) {
        AccountRules.tokenFault(declaration.token())
                .ifPresent(fault -> mistakes.add(declaration.property() + ": " + fault));
        byId.put(declaration.id(), declaration);
    }

    private String url(String property, String given) {
        String url = AccountRules.withoutSlashes(given.strip());
        AccountRules.urlFault(url).ifPresent(fault -> mistakes.add(property + ": " + fault));
        return url;
    }
}
