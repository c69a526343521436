package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The one door: every method asks first, for the right action on the right resource, and heeds the answer. */
public interface AuthorisationContract extends StoreFixture {
    /** What the calls act on: a container with the object "object", the upload "upload" with its part 1. */
    record Scene(Tenant tenant, MultipartUploads.UploadRef upload, MultipartUploads.CompletedPart part,
            ContainerName free) {}

    /** The calls through the door, with the action that each asks for. */
    enum Call {
        CREATE_CONTAINER(Action.CREATE_CONTAINER) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.createContainer(as, at.free(), Optional.empty());
            }
        },
        DELETE_CONTAINER(Action.DELETE_CONTAINER) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.deleteContainer(as, at.tenant().container());
            }
        },
        STAT_CONTAINER(Action.STAT_CONTAINER) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.statContainer(as, at.tenant().container());
            }
        },
        LIST_CONTAINERS(Action.LIST_CONTAINERS) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.listContainers(as);
            }
        },
        LIST(Action.LIST_OBJECTS) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.list(as, at.tenant().container(), new ListRequest("", "", "", 10));
            }
        },
        GET(Action.READ_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.get(as, at.tenant().ref("object")).close();
            }
        },
        STAT(Action.READ_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.stat(as, at.tenant().ref("object"));
            }
        },
        STAT_ABSENT(Action.READ_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.stat(as, at.tenant().ref("absent"));
            }
        },
        PUT(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                BytesSource source = BytesSource.of(Tenant.text("intruder"));
                try {
                    store.put(as, at.tenant().request("object"), source);
                } finally {
                    assertThat(source.touched()).isFalse();
                }
            }
        },
        COPY_FROM(Action.READ_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.copy(as, copy(at));
            }
        },
        COPY_TO(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.copy(as, copy(at));
            }
        },
        DELETE(Action.DELETE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.delete(as, at.tenant().ref("object"), WriteCondition.ALWAYS);
            }
        },
        CREATE_UPLOAD(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.createUpload(as, at.tenant().request("object"), Checksum.Kind.COMPOSITE);
            }
        },
        PUT_PART(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.putPart(as, at.upload(), 1, BytesSource.of(Tenant.text("intruder")));
            }
        },
        LIST_PARTS(Action.LIST_UPLOADS) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.listParts(as, at.upload(), 0, 10);
            }
        },
        LIST_UPLOADS(Action.LIST_UPLOADS) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.listUploads(as, at.tenant().container(),
                        new UploadListRequest("", "", "", Optional.empty(), 10));
            }
        },
        COMPLETE(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.completeUpload(as, at.upload(), MultipartUploads.Completion.of(at.part()));
            }
        },
        ABORT(Action.WRITE_OBJECT) {
            @Override
            void run(Scene at, ObjectStore store, RequestContext as) throws Exception {
                store.abortUpload(as, at.upload());
            }
        };

        private final Action action;

        Call(Action action) {
            this.action = action;
        }

        abstract void run(Scene at, ObjectStore store, RequestContext as) throws Exception;

        private static CopyRequest copy(Scene at) {
            return new CopyRequest(at.tenant().ref("object"), at.tenant().container(), new ObjectKey("copy"),
                    Optional.empty(), Set.of(), Optional.empty(), WriteCondition.ALWAYS);
        }
    }

    private Scene scene() throws Exception {
        Tenant tenant = tenant();
        tenant.put("object", "body");
        MultipartUploads.UploadRef upload = tenant.createUpload("upload");
        return new Scene(tenant, upload, tenant.putPart(upload, 1, Tenant.text("part")), Tenant.freshName());
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    default void aCallThatIsDeniedChangesNothing(Call call) throws Exception {
        Scene scene = scene();
        ObjectStat object = scene.tenant().stat("object");
        authoriser().deny(call.action);
        authoriser().forget();
        try {
            assertThatExceptionOfType(ObjectStoreException.AccessDenied.class)
                    .isThrownBy(() -> call.run(scene, store(), scene.tenant().context()));
            assertThat(authoriser().questions()).extracting(RecordingAuthoriser.Question::action)
                    .contains(call.action);
        } finally {
            authoriser().allowAll();
        }
        assertUntouched(scene, object);
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = {"CREATE_CONTAINER", "LIST_CONTAINERS"})
    default void aStrangerIsDenied(Call call) throws Exception {
        Scene scene = scene();
        ObjectStat object = scene.tenant().stat("object");
        RequestContext stranger = Tenant.contextOf(newAccount());

        assertThatExceptionOfType(ObjectStoreException.AccessDenied.class)
                .isThrownBy(() -> call.run(scene, store(), stranger));

        assertUntouched(scene, object);
    }

    private void assertUntouched(Scene scene, ObjectStat object) throws Exception {
        Tenant tenant = scene.tenant();
        assertThat(tenant.keys()).containsExactly("object");
        assertThat(tenant.stat("object")).isEqualTo(object);
        assertThat(store().listParts(tenant.context(), scene.upload(), 0, 10).parts()).extracting(PartStat::etag)
                .containsExactly(scene.part().etag());
        assertThat(store().listContainers(tenant.context())).hasSize(1);
        assertThat(store().listUploads(tenant.context(), tenant.container(),
                new UploadListRequest("", "", "", Optional.empty(), 10)).uploads()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = {"PUT", "STAT_ABSENT"})
    default void theQuestionNamesTheOwnersAccount(Call call) throws Exception {
        Scene scene = scene();
        if (call == Call.DELETE_CONTAINER) {
            scene.tenant().delete("object");
            store().abortUpload(scene.tenant().context(), scene.upload());
        }
        authoriser().forget();

        call.run(scene, store(), scene.tenant().context());

        assertThat(authoriser().questions()).filteredOn(question -> question.action() == call.action).isNotEmpty()
                .allMatch(ownedBy(scene.tenant()));
    }

    private static Predicate<RecordingAuthoriser.Question> ownedBy(Tenant tenant) {
        return question -> Tenant.contextOf(question.resource().owner()).principal()
                .equals(tenant.context().principal());
    }

    @Test
    default void aCopyAsksForItsSourceAndItsDestination() throws Exception {
        Scene scene = scene();
        authoriser().forget();

        Call.COPY_TO.run(scene, store(), scene.tenant().context());

        assertThat(authoriser().questions()).extracting(RecordingAuthoriser.Question::action)
                .contains(Action.READ_OBJECT, Action.WRITE_OBJECT);
        assertThat(keyAskedFor(Action.READ_OBJECT)).isEqualTo("object");
        assertThat(keyAskedFor(Action.WRITE_OBJECT)).isEqualTo("copy");
    }

    private String keyAskedFor(Action action) {
        return authoriser().questions().stream().filter(question -> question.action() == action)
                .map(question -> ((Resource.ObjectResource) question.resource()).key().value()).findFirst()
                .orElseThrow();
    }

    @Test
    default void aCopyFromAStrangersContainerIsDenied() throws Exception {
        Tenant owner = tenant();
        owner.put("secret", "body");
        Tenant stranger = tenant();

        assertThatExceptionOfType(ObjectStoreException.AccessDenied.class)
                .isThrownBy(() -> store().copy(stranger.context(),
                        new CopyRequest(owner.ref("secret"), stranger.container(), new ObjectKey("stolen"),
                                Optional.empty(), Set.of(), Optional.empty(), WriteCondition.ALWAYS)));
        assertThat(stranger.keys()).isEmpty();
    }

    @Test
    default void aPartOfTheApplianceReadsWhatTheAuthoriserAllows() throws Exception {
        Scene scene = scene();
        RequestContext engine = new RequestContext(new Principal.SystemPrincipal("engine"), "contract-test",
                Instant.now().plusSeconds(60));

        assertThat(store().stat(engine, scene.tenant().ref("object"))).isEqualTo(scene.tenant().stat("object"));
    }
}
