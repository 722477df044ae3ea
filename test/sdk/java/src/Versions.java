import static java.util.Arrays.asList;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.BucketVersioningConfiguration;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.CopyObjectResult;
import com.aliyun.oss.model.DeleteVersionsRequest;
import com.aliyun.oss.model.DeleteVersionsRequest.KeyVersion;
import com.aliyun.oss.model.DeleteVersionsResult.DeletedVersion;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.HeadObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListVersionsRequest;
import com.aliyun.oss.model.OSSVersionSummary;
import com.aliyun.oss.model.ObjectPermission;
import com.aliyun.oss.model.SetBucketVersioningRequest;
import com.aliyun.oss.model.SetObjectAclRequest;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.VersionListing;
import com.aliyun.oss.model.VoidResult;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Scenarios about versions. */
class Versions extends Clients {
    static final String UNKNOWN = "CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3";

    static void setVersioning(String name, String status) {
        client.setBucketVersioning(new SetBucketVersioningRequest(name, new BucketVersioningConfiguration(status)));
    }

    static void makeVersioned(String name) {
        client.createBucket(name);
        setVersioning(name, BucketVersioningConfiguration.ENABLED);
    }

    static byte[] getVersion(String name, String key, String version) throws Exception {
        return read(client.getObject(new GetObjectRequest(name, key, version)).getObjectContent());
    }

    static String current(String name, String key) {
        return client.headObject(new HeadObjectRequest(name, key)).getVersionId();
    }

    static List<DeletedVersion> removeMany(String name, List<KeyVersion> objects) {
        return client.deleteVersions(new DeleteVersionsRequest(name).withKeys(objects)).getDeletedVersions();
    }

    static String marker(String name, String key) {
        VoidResult deleted = client.deleteObject(name, key);
        equal(deleted.getResponse().getHeaders().get("x-oss-delete-marker"), "true");
        return deleted.getResponse().getHeaders().get("x-oss-version-id");
    }

    static void register() {
        scenario("versioning", name -> {
            client.createBucket(name);
            check(client.getBucketVersioning(name).getStatus() == null, "a status that nobody set");
            for (String status : asList(BucketVersioningConfiguration.ENABLED, BucketVersioningConfiguration.SUSPENDED)) {
                setVersioning(name, status);
                equal(client.getBucketVersioning(name).getStatus(), status);
            }
            refused("MalformedXML", () -> setVersioning(name, "Disabled"));
            equal(put(name, "key", new byte[0]).getVersionId(), "null");
        });

        scenario("versions", name -> {
            makeVersioned(name);
            String one = put(name, "key", bytes("one")).getVersionId();
            String two = put(name, "key", bytes("two")).getVersionId();
            client.appendObject(
                new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes("x"))).withPosition(0L));
            check(!one.equals(two) && current(name, "log").length() == 64, "not three versions");
            equal(text(get(name, "key")), "two");
            equal(text(getVersion(name, "key", one)), "one");
            equal(client.headObject(new HeadObjectRequest(name, "key", one)).getVersionId(), one);
            equal(client.getSimplifiedObjectMeta(new GenericRequest(name, "key", one)).getVersionId(), one);
            client.setObjectAcl(new SetObjectAclRequest(name, "key", one, CannedAccessControlList.PublicRead));
            equal(client.getObjectAcl(new GenericRequest(name, "key", one)).getPermission(), ObjectPermission.PublicRead);
            equal(client.getObjectAcl(name, "key").getPermission(), ObjectPermission.Default);
            CopyObjectResult back = client.copyObject(new CopyObjectRequest(name, "key", one, name, "key"));
            equal(back.getResponse().getHeaders().get("x-oss-copy-source-version-id"), one);
            equal(asList(text(get(name, "key")), current(name, "key")), asList("one", back.getVersionId()));
            String upload = client.initiateMultipartUpload(new InitiateMultipartUploadRequest(name, "big")).getUploadId();
            UploadPartCopyRequest copy = new UploadPartCopyRequest(name, "key", name, "big", upload, 1, 0L, 2L);
            copy.setSourceVersionId(two);
            String done = client.completeMultipartUpload(new CompleteMultipartUploadRequest(name, "big", upload,
                asList(client.uploadPartCopy(copy).getPartETag()))).getVersionId();
            equal(text(getVersion(name, "big", done)), "tw");
            refused("NoSuchVersion", () -> getVersion(name, "key", UNKNOWN));
            refused("InvalidArgument", () -> getVersion(name, "key", "%"));
        });

        scenario("delete-markers", name -> {
            makeVersioned(name);
            String one = put(name, "key", bytes("one")).getVersionId();
            String first = marker(name, "key");
            String second = marker(name, "key");
            check(!first.equals(second), "one marker for two deletions");
            refused("NoSuchKey", () -> get(name, "key"));
            OSSException error = refused("MethodNotAllowed", () -> getVersion(name, "key", first));
            equal(error.getResourceType(), "DeleteMarker");
            VoidResult gone = client.deleteVersion(name, "key", second);
            equal(gone.getResponse().getHeaders().get("x-oss-delete-marker"), "true");
            refused("NoSuchKey", () -> get(name, "key"));
            DeletedVersion one_gone = removeMany(name, asList(new KeyVersion("key", first))).get(0);
            equal(asList(one_gone.getVersionId(), one_gone.isDeleteMarker()), asList(first, true));
            equal(text(get(name, "key")), "one");
            DeletedVersion made = removeMany(name, asList(new KeyVersion("key"))).get(0);
            check(made.getVersionId() == null && made.isDeleteMarker(), "no marker was made");
            client.deleteVersion(name, "key", made.getDeleteMarkerVersionId());
            equal(current(name, "key"), one);
        });

        scenario("version-list", name -> {
            makeVersioned(name);
            List<String> made = new ArrayList<>();
            for (String key : asList("a/1", "a/1", "b")) made.add(put(name, key, bytes("x")).getVersionId());
            made.add(marker(name, "b"));
            List<String> found = new ArrayList<>();
            List<String> markers = new ArrayList<>();
            List<KeyVersion> objects = new ArrayList<>();
            ListVersionsRequest request = new ListVersionsRequest().withBucketName(name).withMaxResults(1);
            VersionListing page;
            do {
                page = client.listVersions(request);
                for (OSSVersionSummary version : page.getVersionSummaries()) {
                    found.add(version.getVersionId());
                    if (version.isDeleteMarker()) markers.add(version.getKey());
                    equal(version.isLatest(), found.size() % 2 == 1);
                    objects.add(new KeyVersion(version.getKey(), version.getVersionId()));
                }
                request.setKeyMarker(page.getNextKeyMarker());
                request.setVersionIdMarker(page.getNextVersionIdMarker());
            } while (page.isTruncated());
            equal(found, asList(made.get(1), made.get(0), made.get(3), made.get(2)));
            equal(markers, asList("b"));
            ListVersionsRequest grouped = new ListVersionsRequest().withBucketName(name).withDelimiter("/");
            equal(client.listVersions(grouped).getCommonPrefixes(), asList("a/"));
            equal(keys(client.listObjects(name).getObjectSummaries()), asList("a/1"));
            refused("BucketNotEmpty", () -> client.deleteBucket(name));
            equal(removeMany(name, objects).size(), 4);
            client.deleteBucket(name);
        });
    }
}
