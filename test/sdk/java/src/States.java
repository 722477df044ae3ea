import static java.util.Arrays.asList;

import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.GetBucketWormResult;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.RestoreConfiguration;
import com.aliyun.oss.model.RestoreJobParameters;
import com.aliyun.oss.model.RestoreTier;
import com.aliyun.oss.model.SealAppendObjectRequest;
import com.aliyun.oss.model.StorageClass;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scenarios about what objects are beside bytes: links, tags, archived, sealed, retained. */
class States extends Clients {
    static final String TARGET = "dir/a target+1%.txt";

    static void putAs(String name, String key, StorageClass storageClass) {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setHeader("x-oss-storage-class", storageClass.toString());
        put(name, key, bytes("bytes"), metadata);
    }

    static Object header(String name, String key, String header) {
        return client.getObjectMetadata(name, key).getRawMetadata().get(header);
    }

    static AppendObjectRequest append(String name, long position, String body) {
        return new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes(body))).withPosition(position);
    }

    static SealAppendObjectRequest seal(String name, long position) {
        return new SealAppendObjectRequest(name, "log").withPosition(position);
    }

    static void register() {
        scenario("symlink", name -> {
            client.createBucket(name);
            put(name, TARGET, bytes("bytes"));
            client.createSymlink(name, "link", TARGET);
            equal(client.getSymlink(name, "link").getTarget(), TARGET);
            equal(text(get(name, "link")), "bytes");
            equal(header(name, "link", "x-oss-object-type"), "Symlink");
            client.createSymlink(name, "second", "link");
            refused("InvalidTargetType", () -> client.getObject(name, "second"));
            refused("NotSymlink", () -> client.getSymlink(name, TARGET));
            client.deleteObject(name, TARGET);
            refused("SymlinkTargetNotExist", () -> client.getObject(name, "link"));
        });

        scenario("object-tagging", name -> {
            client.createBucket(name);
            put(name, "key", bytes("bytes"));
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put("owner", "Li Lei");
            tags.put("种类", "a+b=c/d");
            client.setObjectTagging(name, "key", tags);
            equal(client.getObjectTagging(name, "key").getAllTags(), tags);
            equal(String.valueOf(header(name, "key", "x-oss-tagging-count")), "2");
            refused("InvalidTag", () -> client.setObjectTagging(name, "key", Collections.singletonMap("percent", "50%")));
            client.deleteObjectTagging(name, "key");
            equal(client.getObjectTagging(name, "key").getAllTags().size(), 0);
        });

        scenario("restore", name -> {
            client.createBucket(name);
            putAs(name, "key", StorageClass.Archive);
            refused("InvalidObjectState", () -> client.getObject(name, "key"));
            equal(client.restoreObject(name, "key").getStatusCode(), 202);
            equal(client.getObjectMetadata(name, "key").isRestoreCompleted(), false);
            refused("RestoreAlreadyInProgress", () -> client.restoreObject(name, "key"));
            putAs(name, "cold", StorageClass.ColdArchive);
            RestoreJobParameters bulk = new RestoreJobParameters(RestoreTier.RESTORE_TIER_BULK);
            client.restoreObject(name, "cold", new RestoreConfiguration(3, bulk));
            equal(header(name, "cold", "x-oss-restore"), "ongoing-request=\"true\"");
            put(name, "standard", bytes("bytes"));
            refused("OperationNotSupported", () -> client.restoreObject(name, "standard"));
        });

        scenario("bucket-worm", name -> {
            client.createBucket(name);
            refused("NoSuchWORMConfiguration", () -> client.getBucketWorm(name));
            put(name, "key", bytes("bytes"));
            String worm = client.initiateBucketWorm(name, 1).getWormId();
            refused("FileImmutable", () -> client.deleteObject(name, "key"));
            refused("FileImmutable", () -> put(name, "key", bytes("other")));
            refused("InvalidWORMConfiguration", () -> client.extendBucketWorm(name, worm, 2));
            client.completeBucketWorm(name, worm);
            client.extendBucketWorm(name, worm, 2);
            GetBucketWormResult policy = client.getBucketWorm(name);
            equal(asList(policy.getWormId(), policy.getWormState(), policy.getRetentionPeriodInDays()), asList(worm, "Locked", 2));
            refused("WORMConfigurationLocked", () -> client.abortBucketWorm(name));
        });

        scenario("seal-append-object", name -> {
            client.createBucket(name);
            client.appendObject(append(name, 0, "12345"));
            refused("PositionNotEqualToLength", () -> client.sealAppendObject(seal(name, 4)));
            client.sealAppendObject(seal(name, 5));
            check(String.valueOf(header(name, "log", "x-oss-sealed-time")).endsWith(" GMT"), "not sealed");
            refused("AppendSealedObjectNotAllowed", () -> client.appendObject(append(name, 5, "x")));
            equal(text(get(name, "log")), "12345");
        });
    }
}
