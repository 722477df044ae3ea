import static java.util.Arrays.asList;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.BucketLoggingResult;
import com.aliyun.oss.model.LifecycleFilter;
import com.aliyun.oss.model.LifecycleNot;
import com.aliyun.oss.model.LifecycleRule;
import com.aliyun.oss.model.LifecycleRule.AbortMultipartUpload;
import com.aliyun.oss.model.LifecycleRule.NoncurrentVersionExpiration;
import com.aliyun.oss.model.LifecycleRule.RuleStatus;
import com.aliyun.oss.model.LifecycleRule.StorageTransition;
import com.aliyun.oss.model.SetBucketLifecycleRequest;
import com.aliyun.oss.model.SetBucketLoggingRequest;
import com.aliyun.oss.model.StorageClass;
import java.util.List;
import java.util.Map;

/** Scenarios about what the service does by itself: lifecycle rules and access logs. */
class Jobs extends Clients {
    static SetBucketLifecycleRequest lifecycle(String name, LifecycleRule... rules) {
        SetBucketLifecycleRequest request = new SetBucketLifecycleRequest(name);
        request.setLifecycleRules(asList(rules));
        return request;
    }

    static LifecycleRule expiring(String id, String prefix, int days) {
        return new LifecycleRule(id, prefix, RuleStatus.Enabled, days);
    }

    static SetBucketLoggingRequest logTo(String name, String target) {
        return new SetBucketLoggingRequest(name).withTargetBucket(target).withTargetPrefix("logs/");
    }

    static List<String> logging(String name) {
        BucketLoggingResult result = client.getBucketLogging(name);
        return asList(result.getTargetBucket(), result.getTargetPrefix());
    }

    static void register() {
        scenario("bucket-lifecycle", name -> {
            client.createBucket(name);
            refused("NoSuchLifecycle", () -> client.getBucketLifecycle(name));
            List<StorageTransition> moves = asList(
                new StorageTransition(10, StorageClass.IA), new StorageTransition(20, StorageClass.Archive));
            LifecycleRule logs = expiring("logs", "logs/", 30);
            logs.setStorageTransition(moves);
            logs.addTag("team", "a+b");
            LifecycleFilter filter = new LifecycleFilter();
            filter.setObjectSizeGreaterThan(100L);
            filter.setObjectSizeLessThan(200L);
            LifecycleNot not = new LifecycleNot();
            not.setPrefix("logs/keep/");
            filter.setNotList(asList(not));
            logs.setFilter(filter);
            LifecycleRule uploads = new LifecycleRule(null, "uploads/", RuleStatus.Enabled);
            uploads.setAbortMultipartUpload(new AbortMultipartUpload(7));
            uploads.setNoncurrentVersionExpiration(new NoncurrentVersionExpiration(9));
            client.setBucketLifecycle(lifecycle(name, logs, uploads));
            List<LifecycleRule> rules = client.getBucketLifecycle(name);
            LifecycleRule kept = rules.get(0);
            LifecycleRule made = rules.get(1);
            equal(asList(kept.getId(), kept.getPrefix(), kept.getStatus()), asList("logs", "logs/", RuleStatus.Enabled));
            equal(kept.getExpirationDays(), 30);
            equal(kept.getStorageTransition().get(1).getStorageClass(), StorageClass.Archive);
            equal(kept.getTags().get("team"), "a+b");
            equal(kept.getFilter().getObjectSizeLessThan(), 200L);
            equal(kept.getFilter().getNotList().get(0).getPrefix(), "logs/keep/");
            equal(made.getId().length(), 36);
            equal(made.getAbortMultipartUpload().getExpirationDays(), 7);
            equal(made.getNoncurrentVersionExpiration().getNoncurrentDays(), 9);

            SetBucketLifecycleRequest twice = lifecycle(name, expiring("1", "a", 3), expiring("2", "a/b", 3));
            OSSException error = refused("InvalidRequest", () -> client.setBucketLifecycle(twice));
            equal(error.getErrorMessage(), "Overlap for same action type Expiration");
            twice.addHeader("x-oss-allow-same-action-overlap", "true");
            client.setBucketLifecycle(twice);
            LifecycleRule late = expiring("late", "a", 10);
            late.setStorageTransition(moves);
            refused("InvalidArgument", () -> client.setBucketLifecycle(lifecycle(name, late)));
            put(name, "a/b", bytes("1"));
            Map<String, Object> headers = client.getObjectMetadata(name, "a/b").getRawMetadata();
            check(String.valueOf(headers.get("x-oss-expiration")).startsWith("expiry-date=\""), "" + headers);
            client.deleteBucketLifecycle(name);
            refused("NoSuchLifecycle", () -> client.getBucketLifecycle(name));
        });

        scenario("bucket-logging", name -> {
            client.createBucket(name);
            equal(logging(name), asList(null, null));
            refused("InvalidTargetBucketForLogging", () -> client.setBucketLogging(logTo(name, name + "-missing")));
            client.setBucketLogging(logTo(name, name));
            equal(logging(name), asList(name, "logs/"));
            client.deleteBucketLogging(name);
            equal(logging(name), asList(null, null));
        });
    }
}
