package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.change.ChangeLog;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.Garbage;
import io.spillway.cluster.api.transition.Metachunks;
import io.spillway.cluster.api.transition.NamespaceBackups;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.NamespaceCommand.DrawTerm;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.VersionPage;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.namespace.NamespaceFile.SealedKey;
import io.spillway.cluster.directory.raft.LogPosition;

/** The directory of a node whose group has one member, in process. */
public final class DirectoryEngine implements Directory, AutoCloseable {
    private final DirectoryGroup group;
    private final ContainerLifecycle lifecycle;

    private DirectoryEngine(DirectoryGroup group) {
        this.group = group;
        this.lifecycle = new ContainerLifecycle(group);
    }

    /**
     * Opens the directory in its folder, or begins one there, and returns when all that was ever answered is applied
     * and every creation and removal that was cut short has gone on.
     *
     * @throws IOException if the log or a file that all containers need is missing or damaged
     */
    public static DirectoryEngine open(DirectorySettings settings, Clock clock, RandomGenerator random)
            throws IOException {
        DirectoryEngine engine = new DirectoryEngine(DirectoryGroup.open(settings, clock, random));
        engine.lifecycle.driveOn();
        return engine;
    }

    DirectoryGroup group() {
        return group;
    }

    @Override
    public Outcome propose(OperationId operation, Command command, Duration patience) {
        return group.propose(operation, command, patience);
    }

    @Override
    public OperationId newOperation() {
        return group.newOperation();
    }

    /** Draws the term of this start, by which the owners of transitions are told apart. */
    public long drawTerm() throws IOException {
        return switch (group.propose(new DrawTerm())) {
            case Outcome.Drawn(long term) -> term;
            case Outcome.Applied _,Outcome.Refused _,Outcome.Unknown _ ->
                throw new IOException("the directory's log did not answer; see the log for what its volume said");
        };
    }

    @Override
    public Optional<ContainerEntry> findContainer(ContainerName name) {
        return group.files().namespace().byName(name)
                .filter(entry -> entry.state() != ContainerEntry.State.CREATING);
    }

    @Override
    public Optional<ContainerEntry> findContainer(ContainerRef ref) {
        return group.files().namespace().byRef(ref);
    }

    @Override
    public List<ContainerEntry> containersOf(AccountName account) {
        return group.files().namespace().listed(account);
    }

    @Override
    public Outcome createContainer(AccountName account, ContainerName name,
            Optional<StoragePolicyName> storagePolicy) {
        return lifecycle.create(account, name, storagePolicy);
    }

    @Override
    public Outcome deleteContainer(ContainerRef ref) {
        return lifecycle.delete(ref);
    }

    /** Lets drained containers go, and goes on with creations and removals; called now and then by upkeep. */
    public void driveOn() {
        lifecycle.driveOn();
    }

    public Transitions transitions() {
        return new DirectoryTransitions(group);
    }

    public Garbage garbage() {
        return new DirectoryGarbage(group);
    }

    public Candidates candidates() {
        return new DirectoryCandidates(group);
    }

    public Metachunks metachunks() {
        return new DirectoryMetachunks(group);
    }

    public ContainerBackups backups() {
        return new DirectoryBackups(group);
    }

    public NamespaceBackups namespaceBackups() {
        return new DirectoryBackups(group);
    }

    public ChangeLog changeLog() {
        return new DirectoryChangeLog(group);
    }

    /** What an account holds; empty if the account has never held anything, nor had a key. */
    public Optional<AccountUsage> usage(AccountName account) {
        return group.files().namespace().usage(account);
    }

    /** All access keys, sealed. */
    public List<SealedKey> accessKeys() {
        return group.files().namespace().keys();
    }

    /** All targets, their credentials sealed. */
    public List<SealedTarget> targets() {
        return group.files().namespace().targets();
    }

    /** The newest version of each policy. */
    public List<PolicyRecord> policies() {
        return group.files().namespace().policies();
    }

    public Optional<PolicyRecord> policy(String name, long number) {
        return group.files().namespace().policy(name, number);
    }

    /** Whether the directory holds anything that only the master key opens. */
    public boolean holdsSecrets() {
        return group.files().namespace().holdsSecrets();
    }

    @Override
    public Optional<ObjectVersion> current(ContainerRef container, ObjectKey key) throws ObjectStoreException {
        return group.read(container, reads -> reads.current(key));
    }

    @Override
    public Optional<ObjectVersion> exact(ContainerRef container, ObjectKey key, VersionId version)
            throws ObjectStoreException {
        return group.read(container, reads -> reads.exact(key, version));
    }

    @Override
    public List<Metachunk> metachunks(ContainerRef container, VersionId version, long offset, int limit)
            throws ObjectStoreException {
        return group.read(container, reads -> reads.metachunks(version, offset, limit));
    }

    @Override
    public VersionPage list(ContainerRef container, ListRequest request) throws ObjectStoreException {
        return group.read(container, reads -> reads.list(request));
    }

    @Override
    public Optional<UploadEntry> upload(ContainerRef container, UploadId upload) throws ObjectStoreException {
        return group.read(container, reads -> reads.upload(upload));
    }

    @Override
    public List<PartStat> parts(ContainerRef container, UploadId upload, int after, int limit)
            throws ObjectStoreException {
        return group.read(container, reads -> reads.parts(upload, after, limit));
    }

    @Override
    public UploadListing uploads(ContainerRef container, UploadListRequest request) throws ObjectStoreException {
        return group.read(container, reads -> reads.uploads(request));
    }

    @Override
    public WriteState write(ContainerRef container, WriteId write) throws ObjectStoreException {
        return group.read(container, reads -> reads.write(write));
    }

    /** Brings all that was answered to the disk in the files and purges the log; done every few seconds anyway. */
    public LogPosition flush() throws IOException {
        return group.flush();
    }

    @Override
    public void close() throws IOException {
        group.close();
    }
}
