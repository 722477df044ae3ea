import static java.util.Arrays.asList;

import com.aliyun.oss.model.AddBucketCnameRequest;
import com.aliyun.oss.model.CreateBucketCnameTokenRequest;
import com.aliyun.oss.model.CreateBucketCnameTokenResult;
import com.aliyun.oss.model.DoMetaQueryRequest;
import com.aliyun.oss.model.GetBucketCnameTokenRequest;
import com.aliyun.oss.model.InventoryConfiguration;
import com.aliyun.oss.model.InventoryDestination;
import com.aliyun.oss.model.InventoryFormat;
import com.aliyun.oss.model.InventoryOSSBucketDestination;
import com.aliyun.oss.model.InventorySchedule;
import com.aliyun.oss.model.ListBucketsRequest;
import com.aliyun.oss.model.ObjectFile;
import com.aliyun.oss.model.ServerSideEncryptionByDefault;
import com.aliyun.oss.model.ServerSideEncryptionConfiguration;
import com.aliyun.oss.model.SetBucketEncryptionRequest;
import com.aliyun.oss.model.SetBucketResourceGroupRequest;
import com.aliyun.oss.model.SortOrder;
import com.aliyun.oss.model.TagSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scenarios about settings of a bucket. */
class Settings extends Clients {
    static void encrypt(String name, ServerSideEncryptionByDefault rule) {
        ServerSideEncryptionConfiguration configuration = new ServerSideEncryptionConfiguration();
        configuration.setApplyServerSideEncryptionByDefault(rule);
        client.setBucketEncryption(new SetBucketEncryptionRequest(name, configuration));
    }

    static void putInventory(String name, String id) {
        InventoryConfiguration inventory = new InventoryConfiguration();
        inventory.setInventoryId(id);
        inventory.setEnabled(true);
        inventory.setIncludedObjectVersions("All");
        InventoryOSSBucketDestination to = new InventoryOSSBucketDestination();
        to.setFormat(InventoryFormat.CSV);
        to.setAccountId(OWNER);
        to.setRoleArn("acs:ram::" + OWNER + ":role/r");
        to.setBucket(name);
        to.setPrefix("reports/");
        inventory.setDestination(new InventoryDestination().withOSSBucketDestination(to));
        inventory.setSchedule(new InventorySchedule().withFrequency("Daily"));
        inventory.setOptionalFields(asList("Size", "ETag"));
        client.setBucketInventoryConfiguration(name, inventory);
    }

    static Map<String, String> tags(String name) {
        return client.getBucketTagging(name).getAllTags();
    }

    static void register() {
        scenario("bucket-tags", name -> {
            client.createBucket(name);
            TagSet set = new TagSet();
            set.setTag("used by", name);
            set.setTag("env", "%@ and +");
            client.setBucketTagging(name, set);
            equal(tags(name), set.getAllTags());
            ListBucketsRequest tagged = new ListBucketsRequest();
            tagged.setTag("used by", name);
            equal(client.listBuckets(tagged).getBucketList().size(), 1);
            client.deleteBucketTagging(name);
            equal(tags(name).size(), 0);
        });

        scenario("bucket-encryption", name -> {
            client.createBucket(name);
            refused("NoSuchServerSideEncryptionRule", () -> client.getBucketEncryption(name));
            refused("InvalidEncryptionAlgorithmError", () -> encrypt(name, new ServerSideEncryptionByDefault("ROT13")));
            ServerSideEncryptionByDefault kms = new ServerSideEncryptionByDefault("KMS");
            kms.setKMSMasterKeyID("my-key");
            kms.setKMSDataEncryption("SM4");
            encrypt(name, kms);
            ServerSideEncryptionByDefault rule = client.getBucketEncryption(name).getApplyServerSideEncryptionByDefault();
            equal(asList(rule.getSSEAlgorithm(), rule.getKMSMasterKeyID(), rule.getKMSDataEncryption()),
                asList("KMS", "my-key", "SM4"));
            put(name, "a", bytes("1"));
            equal(client.getObjectMetadata(name, "a").getServerSideEncryption(), "KMS");
            client.deleteBucketEncryption(name);
            put(name, "a", bytes("1"));
            check(client.getObjectMetadata(name, "a").getServerSideEncryption() == null, "still encrypted by default");
        });

        scenario("bucket-inventory", name -> {
            client.createBucket(name);
            refused("NoSuchInventory", () -> client.listBucketInventoryConfigurations(name));
            putInventory(name, "second");
            putInventory(name, "first");
            refused("InventoryAlreadyExist", () -> putInventory(name, "first"));
            List<String> ids = new ArrayList<>();
            for (InventoryConfiguration one : client.listBucketInventoryConfigurations(name).getInventoryConfigurationList()) {
                ids.add(one.getInventoryId());
            }
            equal(ids, asList("first", "second"));
            InventoryConfiguration one = client.getBucketInventoryConfiguration(name, "first").getInventoryConfiguration();
            equal(one.getSchedule().getFrequency(), "Daily");
            equal(one.getOptionalFields(), asList("Size", "ETag"));
            client.deleteBucketInventoryConfiguration(name, "first");
            refused("NoSuchInventory", () -> client.getBucketInventoryConfiguration(name, "first"));
        });

        scenario("bucket-switches", name -> {
            client.createBucket(name);
            refused("NoSuchTransferAccelerationConfiguration", () -> client.getBucketTransferAcceleration(name));
            client.setBucketTransferAcceleration(name, true);
            check(client.getBucketTransferAcceleration(name).isEnabled(), "not accelerated");
            client.deleteBucketTransferAcceleration(name);
            refused("NoSuchTransferAccelerationConfiguration", () -> client.getBucketTransferAcceleration(name));
            equal(client.getBucketAccessMonitor(name).getStatus(), "Disabled");
            client.putBucketAccessMonitor(name, "Enabled");
            equal(client.getBucketAccessMonitor(name).getStatus(), "Enabled");
            String group = client.getBucketResourceGroup(name).getResourceGroupId();
            client.setBucketResourceGroup(new SetBucketResourceGroupRequest(name, group));
            refused("ResourceGroupIdPreCheckError",
                () -> client.setBucketResourceGroup(new SetBucketResourceGroupRequest(name, "rg-nowhere")));
        });

        scenario("bucket-domains", name -> {
            client.createBucket(name);
            String domain = "www.example.com";
            CreateBucketCnameTokenResult created =
                client.createBucketCnameToken(new CreateBucketCnameTokenRequest(name).withDomain(domain));
            equal(asList(created.getBucket(), created.getCname()), asList(name, domain));
            equal(client.getBucketCnameToken(new GetBucketCnameTokenRequest(name).withDomain(domain)).getToken(),
                created.getToken());
            refused("NeedVerifyDomainOwnership",
                () -> client.addBucketCname(new AddBucketCnameRequest(name).withDomain(domain)));
        });

        scenario("meta-query", name -> {
            client.createBucket(name);
            refused("MetaQueryNotExist", () -> client.getMetaQueryStatus(name));
            client.openMetaQuery(name);
            refused("MetaQueryAlreadyExist", () -> client.openMetaQuery(name));
            put(name, "none", bytes(""));
            put(name, "one", bytes("x"));
            put(name, "two", bytes("xx"));
            DoMetaQueryRequest query = new DoMetaQueryRequest(name, 10);
            query.setQuery("{\"Field\": \"Size\", \"Value\": \"0\", \"Operation\": \"gt\"}");
            query.setSort("Size");
            query.setOrder(SortOrder.DESC);
            List<String> files = new ArrayList<>();
            for (ObjectFile file : client.doMetaQuery(query).getFiles().getFile()) {
                files.add(file.getFilename() + " " + file.getSize());
            }
            equal(files, asList("two 2", "one 1"));
            client.closeMetaQuery(name);
        });
    }
}
