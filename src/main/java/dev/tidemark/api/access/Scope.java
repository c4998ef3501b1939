package dev.tidemark.api.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may do; the names are the roles of {@code @RolesAllowed}. */
enum Scope {
    READ,
    MANAGE,
    SECRETS,
    ADMIN;

    String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This scope and those it includes. */
    Set<Scope> included() {
        return switch (this) {
            case READ -> EnumSet.of(READ);
            case MANAGE -> EnumSet.of(MANAGE, READ);
            case SECRETS -> EnumSet.of(SECRETS);
            case ADMIN -> EnumSet.allOf(Scope.class);
        };
    }

    Set<String> roles() {
        return included().stream().map(Scope::role).collect(Collectors.toUnmodifiableSet());
    }
}
