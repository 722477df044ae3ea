import static java.util.Arrays.asList;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.Bucket;
import com.aliyun.oss.model.BucketInfo;
import com.aliyun.oss.model.BucketList;
import com.aliyun.oss.model.BucketStat;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.CreateBucketRequest;
import com.aliyun.oss.model.DescribeRegionsRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListBucketsRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.OSSVersionSummary;
import com.aliyun.oss.model.ObjectListing;
import com.aliyun.oss.model.PutBucketPublicAccessBlockRequest;
import com.aliyun.oss.model.RegionInfo;
import com.aliyun.oss.model.StorageClass;
import java.util.ArrayList;
import java.util.List;

/** Scenarios about buckets and lists. */
class Buckets extends Clients {
    static final List<String> FIVE = asList("a/1", "a/2", "b", "c/d/e", "z");

    static void fill(String name) {
        client.createBucket(name);
        for (String key : FIVE) put(name, key, Harness.bytes(key));
    }

    static void register() {
        Harness.scenario("bucket-life", name -> {
            CreateBucketRequest request = new CreateBucketRequest(name);
            request.setStorageClass(StorageClass.IA);
            request.setCannedACL(CannedAccessControlList.Private);
            client.createBucket(request);
            BucketList found = client.listBuckets(new ListBucketsRequest(name, null, null));
            Harness.equal(found.getBucketList().size(), 1);
            Bucket one = found.getBucketList().get(0);
            Harness.equal(asList(one.getName(), one.getLocation(), one.getStorageClass(), one.getOwner().getId()),
                asList(name, "oss-" + Harness.REGION, StorageClass.IA, Harness.OWNER));
            Harness.check(client.doesBucketExist(name), "the bucket is not there");
            client.getBucketMetadata(name);
            client.deleteBucket(name);
            Harness.check(!client.doesBucketExist(name), "the bucket is still there");
            refused("NoSuchBucket", () -> client.getBucketMetadata(name));
            refused("NoSuchBucket", () -> client.deleteBucket(name));
        });

        Harness.scenario("bucket-describe", name -> {
            client.createBucket(name);
            put(name, "one", Harness.bytes("12345"));
            client.initiateMultipartUpload(new InitiateMultipartUploadRequest(name, "two"));
            BucketInfo info = client.getBucketInfo(name);
            Bucket bucket = info.getBucket();
            Harness.equal(asList(bucket.getName(), bucket.getOwner().getId(), info.getCannedACL()),
                asList(name, Harness.OWNER, CannedAccessControlList.Private));
            Harness.equal(asList(bucket.getLocation(), bucket.getStorageClass(), info.getDataRedundancyType().toString()),
                asList("oss-" + Harness.REGION, StorageClass.Standard, "LRS"));
            Harness.equal(client.getBucketLocation(name), "oss-" + Harness.REGION);
            BucketStat stat = client.getBucketStat(name);
            Harness.equal(asList(stat.getStorageSize(), stat.getObjectCount(), stat.getMultipartUploadCount()), asList(5L, 1L, 1L));
        });

        Harness.scenario("describe-regions", name -> {
            List<RegionInfo> regions = client.describeRegions(new DescribeRegionsRequest("oss-" + Harness.REGION)).getRegionInfoList();
            Harness.equal(regions.size(), 1);
            Harness.equal(asList(regions.get(0).getRegion(), regions.get(0).getInternetEndpoint()),
                asList("oss-" + Harness.REGION, Harness.ENDPOINT.split("//")[1]));
            refused("NoSuchRegion", () -> client.describeRegions(new DescribeRegionsRequest("oss-nowhere")));
        });

        Harness.scenario("bucket-acl", name -> {
            client.createBucket(name);
            for (CannedAccessControlList acl : asList(CannedAccessControlList.PublicRead, CannedAccessControlList.PublicReadWrite, CannedAccessControlList.Private)) {
                client.setBucketAcl(name, acl);
                Harness.equal(client.getBucketAcl(name).getCannedACL(), acl);
            }
        });

        Harness.scenario("public-access-block", name -> {
            client.createBucket(name);
            client.putBucketPublicAccessBlock(new PutBucketPublicAccessBlockRequest(name, true));
            Harness.equal(client.getBucketPublicAccessBlock(name).getBlockPublicAccess(), true);
            refused("AccessDenied", () -> client.setBucketAcl(name, CannedAccessControlList.PublicRead));
            client.deleteBucketPublicAccessBlock(name);
            Harness.equal(client.getBucketPublicAccessBlock(name).getBlockPublicAccess(), false);
            client.setBucketAcl(name, CannedAccessControlList.PublicRead);
        });

        Harness.scenario("list-objects", name -> {
            fill(name);
            ObjectListing page = client.listObjects(new ListObjectsRequest(name).withDelimiter("/"));
            Harness.equal(asList(keys(page.getObjectSummaries()), page.getCommonPrefixes()), asList(asList("b", "z"), asList("a/", "c/")));
            List<String> found = new ArrayList<>();
            int pages = 0;
            do {
                page = client.listObjects(new ListObjectsRequest(name).withMaxKeys(2).withMarker(page.getNextMarker()));
                found.addAll(keys(page.getObjectSummaries()));
                pages++;
            } while (page.isTruncated());
            Harness.equal(asList(found, pages), asList(FIVE, 3));
            OSSObjectSummary one = client.listObjects(name, "a/1").getObjectSummaries().get(0);
            Harness.equal(asList(one.getSize(), one.getType(), one.getStorageClass(), one.getOwner().getId()),
                asList(3L, "Normal", "Standard", Harness.OWNER));
            for (String key : asList("x y", "x+y")) put(name, key, new byte[0]);
            for (String key : asList("x y", "x+y")) Harness.equal(keys(client.listObjects(name, key).getObjectSummaries()), asList(key));
        });

        Harness.scenario("list-objects-v2", name -> {
            fill(name);
            List<String> found = new ArrayList<>();
            int pages = 0;
            ListObjectsV2Request request = new ListObjectsV2Request(name).withMaxKeys(2);
            ListObjectsV2Result page;
            do {
                page = client.listObjectsV2(request);
                Harness.equal(page.getKeyCount(), page.getObjectSummaries().size());
                found.addAll(keys(page.getObjectSummaries()));
                request.setContinuationToken(page.getNextContinuationToken());
                pages++;
            } while (page.isTruncated());
            Harness.equal(asList(found, pages), asList(FIVE, 3));
            ListObjectsV2Result after = client.listObjectsV2(
                new ListObjectsV2Request(name).withStartAfter("a/2").withDelimiter("/").withFetchOwner(true));
            Harness.equal(asList(keys(after.getObjectSummaries()), after.getCommonPrefixes()), asList(asList("b", "z"), asList("c/")));
            Harness.equal(after.getObjectSummaries().get(0).getOwner().getId(), Harness.OWNER);
        });

        Harness.scenario("list-object-versions", name -> {
            fill(name);
            List<List<Object>> found = new ArrayList<>();
            for (OSSVersionSummary version : client.listVersions(name, "a/").getVersionSummaries()) {
                found.add(asList(version.getKey(), version.getVersionId(), version.isLatest(), version.isDeleteMarker()));
            }
            Harness.equal(found, asList(asList("a/1", "null", true, false), asList("a/2", "null", true, false)));
        });

        Harness.scenario("bucket-not-empty", name -> {
            client.createBucket(name);
            put(name, "key", new byte[0]);
            OSSException error = refused("BucketNotEmpty", () -> client.deleteBucket(name));
            Harness.equal(error.getErrorFields().get("BucketName"), name);
            client.deleteObject(name, "key");
            client.deleteBucket(name);
        });
    }
}
