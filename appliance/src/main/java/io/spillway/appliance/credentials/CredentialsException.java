package io.spillway.appliance.credentials;

/** Credentials cannot be read, made or accepted. The message names the file or variable and the remedy, never a secret. */
public final class CredentialsException extends Exception {
    public CredentialsException(String message) {
        super(message);
    }

    public CredentialsException(String message, Throwable cause) {
        super(message, cause);
    }
}
