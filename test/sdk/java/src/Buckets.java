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
        for (String key : FIVE) put(name, key, bytes(key));
    }

    static void register() {
        scenario("bucket-life", name -> {
            CreateBucketRequest request = new CreateBucketRequest(name);
            request.setStorageClass(StorageClass.IA);
            request.setCannedACL(CannedAccessControlList.Private);
            client.createBucket(request);
            BucketList found = client.listBuckets(new ListBucketsRequest(name, null, null));
            equal(found.getBucketList().size(), 1);
            Bucket one = found.getBucketList().get(0);
            equal(asList(one.getName(), one.getLocation(), one.getStorageClass(), one.getOwner().getId()),
                asList(name, "oss-" + REGION, StorageClass.IA, OWNER));
            check(client.doesBucketExist(name), "the bucket is not there");
            client.getBucketMetadata(name);
            client.deleteBucket(name);
            check(!client.doesBucketExist(name), "the bucket is still there");
            refused("NoSuchBucket", () -> client.getBucketMetadata(name));
            refused("NoSuchBucket", () -> client.deleteBucket(name));
        });

        scenario("bucket-describe", name -> {
            client.createBucket(name);
            put(name, "one", bytes("12345"));
            client.initiateMultipartUpload(new InitiateMultipartUploadRequest(name, "two"));
            BucketInfo info = client.getBucketInfo(name);
            Bucket bucket = info.getBucket();
            equal(asList(bucket.getName(), bucket.getOwner().getId(), info.getCannedACL()),
                asList(name, OWNER, CannedAccessControlList.Private));
            equal(asList(bucket.getLocation(), bucket.getStorageClass(), info.getDataRedundancyType().toString()),
                asList("oss-" + REGION, StorageClass.Standard, "LRS"));
            equal(client.getBucketLocation(name), "oss-" + REGION);
            BucketStat stat = client.getBucketStat(name);
            equal(asList(stat.getStorageSize(), stat.getObjectCount(), stat.getMultipartUploadCount()),
                asList(5L, 1L, 1L));
        });

        scenario("describe-regions", name -> {
            List<RegionInfo> regions = client.describeRegions(new DescribeRegionsRequest("oss-" + REGION)).getRegionInfoList();
            equal(regions.size(), 1);
            equal(asList(regions.get(0).getRegion(), regions.get(0).getInternetEndpoint()),
                asList("oss-" + REGION, ENDPOINT.split("//")[1]));
            refused("NoSuchRegion", () -> client.describeRegions(new DescribeRegionsRequest("oss-nowhere")));
        });

        scenario("bucket-acl", name -> {
            client.createBucket(name);
            for (String text : asList("public-read", "public-read-write", "private")) {
                CannedAccessControlList acl = CannedAccessControlList.parse(text);
                client.setBucketAcl(name, acl);
                equal(client.getBucketAcl(name).getCannedACL(), acl);
            }
        });

        scenario("public-access-block", name -> {
            client.createBucket(name);
            client.putBucketPublicAccessBlock(new PutBucketPublicAccessBlockRequest(name, true));
            equal(client.getBucketPublicAccessBlock(name).getBlockPublicAccess(), true);
            refused("AccessDenied", () -> client.setBucketAcl(name, CannedAccessControlList.PublicRead));
            client.deleteBucketPublicAccessBlock(name);
            equal(client.getBucketPublicAccessBlock(name).getBlockPublicAccess(), false);
            client.setBucketAcl(name, CannedAccessControlList.PublicRead);
        });

        scenario("list-objects", name -> {
            fill(name);
            ObjectListing page = client.listObjects(new ListObjectsRequest(name).withDelimiter("/"));
            equal(asList(keys(page.getObjectSummaries()), page.getCommonPrefixes()), asList(asList("b", "z"),
                asList("a/", "c/")));
            List<String> found = new ArrayList<>();
            int pages = 0;
            do {
                page = client.listObjects(new ListObjectsRequest(name).withMaxKeys(2).withMarker(page.getNextMarker()));
                found.addAll(keys(page.getObjectSummaries()));
                pages++;
            } while (page.isTruncated());
            equal(asList(found, pages), asList(FIVE, 3));
            OSSObjectSummary one = client.listObjects(name, "a/1").getObjectSummaries().get(0);
            equal(asList(one.getSize(), one.getType(), one.getStorageClass(), one.getOwner().getId()),
                asList(3L, "Normal", "Standard", OWNER));
            for (String key : asList("x y", "x+y")) put(name, key, new byte[0]);
            for (String key : asList("x y", "x+y")) equal(keys(client.listObjects(name, key).getObjectSummaries()), asList(key));
        });

        scenario("list-objects-v2", name -> {
            fill(name);
            List<String> found = new ArrayList<>();
            int pages = 0;
            ListObjectsV2Request request = new ListObjectsV2Request(name).withMaxKeys(2);
            ListObjectsV2Result page;
            do {
                page = client.listObjectsV2(request);
                equal(page.getKeyCount(), page.getObjectSummaries().size());
                found.addAll(keys(page.getObjectSummaries()));
                request.setContinuationToken(page.getNextContinuationToken());
                pages++;
            } while (page.isTruncated());
            equal(asList(found, pages), asList(FIVE, 3));
            ListObjectsV2Result after = client.listObjectsV2(
                new ListObjectsV2Request(name).withStartAfter("a/2").withDelimiter("/").withFetchOwner(true));
            equal(asList(keys(after.getObjectSummaries()), after.getCommonPrefixes()), asList(asList("b", "z"),
                asList("c/")));
            equal(after.getObjectSummaries().get(0).getOwner().getId(), OWNER);
        });

        scenario("list-object-versions", name -> {
            fill(name);
            List<List<Object>> found = new ArrayList<>();
            for (OSSVersionSummary version : client.listVersions(name, "a/").getVersionSummaries()) {
                found.add(asList(version.getKey(), version.getVersionId(), version.isLatest(), version.isDeleteMarker()));
            }
            equal(found, asList(asList("a/1", "null", true, false), asList("a/2", "null", true, false)));
        });

        scenario("bucket-not-empty", name -> {
            client.createBucket(name);
            put(name, "key", new byte[0]);
            OSSException error = refused("BucketNotEmpty", () -> client.deleteBucket(name));
            equal(error.getErrorFields().get("BucketName"), name);
            client.deleteObject(name, "key");
            client.deleteBucket(name);
        });
    }
}
