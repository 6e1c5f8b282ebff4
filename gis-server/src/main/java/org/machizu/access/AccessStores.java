package org.machizu.access;

/** The ports of accounts and credentials, as one store keeps them. */
public record AccessStores(
    AccountStore accounts,
    RoleStore roles,
    SessionStore sessions,
    TokenStore tokens,
    FailureStore failures) {}
