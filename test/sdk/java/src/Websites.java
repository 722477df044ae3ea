import static java.util.Arrays.asList;

import com.aliyun.oss.model.AddBucketReplicationRequest;
import com.aliyun.oss.model.BucketWebsiteResult;
import com.aliyun.oss.model.ReplicationRule;
import com.aliyun.oss.model.RoutingRule;
import com.aliyun.oss.model.SetBucketWebsiteRequest;
import java.util.List;

/** Scenarios about websites, and about copying between buckets. */
class Websites extends Clients {
    static RoutingRule redirect() {
        RoutingRule rule = new RoutingRule();
        rule.setNumber(1);
        rule.getCondition().setKeyPrefixEquals("old/");
        rule.getCondition().setHttpErrorCodeReturnedEquals(404);
        rule.getRedirect().setRedirectType(RoutingRule.RedirectType.External);
        rule.getRedirect().setProtocol(RoutingRule.Protocol.Http);
        rule.getRedirect().setHostName("www.example.com");
        rule.getRedirect().setHttpRedirectCode(302);
        return rule;
    }

    static AddBucketReplicationRequest copying(String name, String target) {
        AddBucketReplicationRequest rule = new AddBucketReplicationRequest(name);
        rule.setReplicationRuleID("copy");
        rule.setTargetBucketName(target);
        rule.setTargetBucketLocation("oss-cn-hangzhou");
        rule.setObjectPrefixList(asList("a/"));
        return rule;
    }

    static List<String> listed(String name) {
        return keys(client.listObjectsV2(name).getObjectSummaries());
    }

    static void register() {
        scenario("bucket-website", name -> {
            client.createBucket(name);
            refused("NoSuchWebsiteConfiguration", () -> client.getBucketWebsite(name));
            SetBucketWebsiteRequest website = new SetBucketWebsiteRequest(name);
            website.setIndexDocument("index.html");
            website.setErrorDocument("error.html");
            website.setSupportSubDir(true);
            website.AddRoutingRule(redirect());
            client.setBucketWebsite(website);
            BucketWebsiteResult kept = client.getBucketWebsite(name);
            equal(asList(kept.getIndexDocument(), kept.getErrorDocument()), asList("index.html", "error.html"));
            equal(kept.isSupportSubDir(), true);
            equal(kept.getRoutingRules().get(0).getRedirect().getHostName(), "www.example.com");
            client.deleteBucketWebsite(name);
            refused("NoSuchWebsiteConfiguration", () -> client.getBucketWebsite(name));
        });

        scenario("bucket-replication", name -> {
            String target = name + "-target";
            client.createBucket(name);
            client.createBucket(target);
            refused("NoSuchReplicationConfiguration", () -> client.getBucketReplication(name));
            put(name, "a/old", bytes("1"));
            client.addBucketReplication(copying(name, target));
            refused("BucketReplicationAlreadyExist", () -> client.addBucketReplication(copying(name, target)));
            ReplicationRule kept = client.getBucketReplication(name).get(0);
            equal(asList(kept.getReplicationRuleID(), kept.getTargetBucketName()), asList("copy", target));
            put(name, "a/new", bytes("2"));
            put(name, "b/new", bytes("3"));
            for (int i = 0; i < 100 && listed(target).size() < 2; i++) {
                client.getBucketReplicationProgress(name, "copy");
            }
            equal(listed(target), asList("a/new", "a/old"));
            equal(client.getBucketReplicationProgress(name, "copy").getHistoricalObjectProgress(), 1f);
            equal(client.getBucketReplicationLocation(name).contains("oss-cn-hangzhou"), true);
            refused("NoSuchReplicationRule", () -> client.getBucketReplicationProgress(name, "other"));
            client.deleteBucketReplication(name, "copy");
            refused("NoSuchReplicationConfiguration", () -> client.getBucketReplication(name));
        });
    }
}
