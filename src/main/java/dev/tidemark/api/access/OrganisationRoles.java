package dev.tidemark.api.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the roles of a token allow here: each scope has the role of its name after
 * {@code tidemark-}, or those of {@code tidemark.api.roles}: an admin of something else is none here.
 */
@ApplicationScoped
class OrganisationRoles implements SecurityIdentityAugmentor {
    private static final String PREFIX = "tidemark-";

    private final Map<String, Set<String>> configured;

    OrganisationRoles(ApiConfig config) {
        this.configured = config.roles();
    }

    /** Other roles are dropped: they mean something elsewhere. */
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity person, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        person.isAnonymous()
                                ? person
                                : QuarkusSecurityIdentity.builder()
                                        .setPrincipal(person.getPrincipal())
                                        .addCredentials(person.getCredentials())
                                        .addAttributes(person.getAttributes())
                                        .addRoles(scopes(person.getRoles()))
                                        .build());
    }

    /** Every scope that these roles give, by themselves or because another includes it. */
    Set<String> scopes(Collection<String> roles) {
        return Arrays.stream(Scope.values())
                .filter(scope -> giving(scope).stream().anyMatch(roles::contains))
                .flatMap(scope -> scope.roles().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which roles open anything here, for those who have none of them. */
    String known() {
        return Arrays.stream(Scope.values())
                .flatMap(scope -> giving(scope).stream().sorted())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    List<String> mistakes() {
        return configured.keySet().stream()
                .filter(name -> Scope.named(name).isEmpty())
                .map(name ->
                        "tidemark.api.roles." + name + ": there is no scope '" + name + "'; known are " + Scope.names())
                .toList();
    }

    private Set<String> giving(Scope scope) {
        return Optional.ofNullable(configured.get(scope.role())).orElse(Set.of(PREFIX + scope.role()));
    }
}
