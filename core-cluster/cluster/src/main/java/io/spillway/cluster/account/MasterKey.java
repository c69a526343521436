package io.spillway.cluster.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.directory.SealedSecret;

/** The key that the node seals secrets with: 32 random bytes in a file that its owner alone may read. AES-256-GCM. */
public final class MasterKey {
    /** The size of the file. */
    public static final int KEY_BYTES = 32;
    /** The sizes that GCM is specified with (NIST SP 800-38D). */
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    private MasterKey(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * Reads the key, or makes one.
     *
     * @param mayCreate false once something has been sealed: a new key could not open it
     */
    public static MasterKey load(Path file, boolean mayCreate, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            if (!mayCreate) {
                throw new IOException("the master key " + file
                        + " is missing, and secrets are sealed with it; restore the file from its backup");
            }
            create(file, random);
        }
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString("rw-------");
        if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("the master key " + file + " may be read by others; run chmod 600 on it");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != KEY_BYTES) {
            throw new IOException("the master key " + file + " has " + bytes.length + " bytes instead of "
                    + KEY_BYTES + "; restore the file from its backup");
        }
        return new MasterKey(bytes, random);
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(unfinished,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(unfinished, file);
        try (FileChannel folder = FileChannel.open(
                Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"),
                StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Seals a secret for one use: opened as anything else than what {@code purpose} says, it is refused. */
    public SealedSecret seal(Secret secret, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, purpose, secret.reveal().getBytes(StandardCharsets.UTF_8));
        return new SealedSecret(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    }

    /** Opens what was sealed for this purpose. */
    public Secret open(SealedSecret sealed, String purpose) {
        byte[] bytes = sealed.bytes();
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] text = crypt(Cipher.DECRYPT_MODE, nonce, purpose,
                Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length));
        return new Secret(new String(text, StandardCharsets.UTF_8));
    }

    private byte[] crypt(int mode, byte[] nonce, String purpose, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret of " + purpose + " was sealed with another master key", e);
        }
    }
}
