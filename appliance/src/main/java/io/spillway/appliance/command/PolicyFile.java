package io.spillway.appliance.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.spillway.appliance.client.RefusedException;

/** The file that a policy stands in. */
record PolicyFile(Path path, String text) {
    /** Policies are written by people; the administration API takes no more either. */
    private static final long MOST_BYTES = 512 << 10;

    static PolicyFile read(Path path) throws RefusedException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new RefusedException("the policy file " + path + " is over " + (MOST_BYTES >> 10)
                        + " KiB; is it a policy?");
            }
            return new PolicyFile(path, Files.readString(path));
        } catch (NoSuchFileException _) {
            throw new RefusedException("there is no policy file " + path);
        } catch (CharacterCodingException _) {
            throw new RefusedException("the policy file " + path + " is not UTF-8 text");
        } catch (IOException e) {
            throw new RefusedException("the policy file " + path + " cannot be read: " + e);
        }
    }
}
