import static java.util.Arrays.asList;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.event.ProgressEvent;
import com.aliyun.oss.event.ProgressEventType;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.DownloadFileRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.MultipartUploadListing;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartListing;
import com.aliyun.oss.model.UploadFileRequest;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Scenarios about multipart uploads. */
class Multipart extends Clients {
    static String begin(String name, String key) {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.addUserMetadata("a", "1");
        metadata.setContentType("text/x-test");
        return client.initiateMultipartUpload(new InitiateMultipartUploadRequest(name, key, metadata)).getUploadId();
    }

    static PartETag uploadPart(String name, String key, String upload, int number, byte[] data) {
        return client.uploadPart(new UploadPartRequest(name, key, upload, number, new ByteArrayInputStream(data), data.length)).getPartETag();
    }

    static CompleteMultipartUploadResult complete(String name, String key, String upload, List<PartETag> parts) {
        return client.completeMultipartUpload(new CompleteMultipartUploadRequest(name, key, upload, new ArrayList<>(parts)));
    }

    static void register() {
        scenario("multipart", name -> {
            client.createBucket(name);
            byte[] data = content(2 * PART + 10);
            String upload = begin(name, "big");
            List<PartETag> parts = new ArrayList<>();
            for (int number : new int[] {3, 1, 2}) {
                int start = (number - 1) * PART;
                parts.add(uploadPart(name, "big", upload, number, Arrays.copyOfRange(data, start, Math.min(start + PART, data.length))));
            }
            parts.sort(Comparator.comparing(PartETag::getPartNumber));
            CompleteMultipartUploadResult done = complete(name, "big", upload, parts);
            StringBuilder tags = new StringBuilder();
            for (PartETag part : parts) tags.append(part.getETag());
            equal(asList(done.getETag(), done.getServerCRC()),
                asList(hex(md5(bytes(tags.toString()))) + "-3", Objects.crc(data)));
            check(Arrays.equals(get(name, "big"), data), "other bytes");
            ObjectMetadata found = client.getObjectMetadata(name, "big");
            equal(asList(found.getObjectType(), found.getUserMetadata().get("a"), found.getContentType()),
                asList("Multipart", "1", "text/x-test"));
        });

        scenario("multipart-copy", name -> {
            client.createBucket(name);
            byte[] data = content(PART);
            put(name, "source key+1", data);
            String upload = begin(name, "big");
            UploadPartCopyRequest whole = new UploadPartCopyRequest(name, "source key+1", name, "big", upload);
            whole.setPartNumber(1);
            UploadPartCopyRequest cut = new UploadPartCopyRequest(name, "source key+1", name, "big", upload, 2, 10L, 10L);
            complete(name, "big", upload, asList(client.uploadPartCopy(whole).getPartETag(), client.uploadPartCopy(cut).getPartETag()));
            byte[] expected = Arrays.copyOf(data, data.length + 10);
            System.arraycopy(data, 10, expected, data.length, 10);
            check(Arrays.equals(get(name, "big"), expected), "other bytes");
        });

        scenario("multipart-listing", name -> {
            client.createBucket(name);
            List<List<String>> uploads = new ArrayList<>();
            for (String key : asList("a", "b 1", "c")) uploads.add(asList(key, begin(name, key)));
            String id = uploads.get(0).get(1);
            for (int number = 1; number <= 3; number++) uploadPart(name, "a", id, number, new byte[number]);
            ListPartsRequest request = new ListPartsRequest(name, "a", id);
            request.setMaxParts(2);
            PartListing page = client.listParts(request);
            equal(asList(page.isTruncated(), page.getParts().size(), page.getParts().get(1).getSize()),
                asList(true, 2, 2L));
            request.setPartNumberMarker(page.getNextPartNumberMarker());
            page = client.listParts(request);
            equal(asList(page.isTruncated(), page.getParts().get(0).getPartNumber()), asList(false, 3));
            List<List<String>> found = new ArrayList<>();
            ListMultipartUploadsRequest listing = new ListMultipartUploadsRequest(name);
            listing.setMaxUploads(1);
            MultipartUploadListing some;
            do {
                some = client.listMultipartUploads(listing);
                for (MultipartUpload one : some.getMultipartUploads()) found.add(asList(one.getKey(), one.getUploadId()));
                listing.setKeyMarker(some.getNextKeyMarker());
                listing.setUploadIdMarker(some.getNextUploadIdMarker());
            } while (some.isTruncated());
            equal(found, uploads);
            client.abortMultipartUpload(new AbortMultipartUploadRequest(name, "a", id));
            refused("NoSuchUpload", () -> client.abortMultipartUpload(new AbortMultipartUploadRequest(name, "a", id)));
            refused("NoSuchUpload", () -> client.listParts(new ListPartsRequest(name, "a", id)));
            refused("NoSuchUpload", () -> uploadPart(name, "a", id, 1, new byte[1]));
        });

        scenario("multipart-refused", name -> {
            client.createBucket(name);
            String upload = begin(name, "big");
            PartETag one = uploadPart(name, "big", upload, 1, bytes("small"));
            PartETag two = uploadPart(name, "big", upload, 2, bytes("last"));
            String zeros = String.join("", Collections.nCopies(32, "0"));
            OSSException error = refused("InvalidPart", () -> complete(name, "big", upload, asList(new PartETag(1, zeros))));
            equal(error.getErrorFields().get("PartNumber"), "1");
            refused("EntityTooSmall", () -> complete(name, "big", upload, asList(one, two)));
            complete(name, "big", upload, asList(one));
            equal(text(get(name, "big")), "small");
        });

        scenario("resumable-upload", name -> {
            client.createBucket(name);
            byte[] data = content(10 * MEGABYTE);
            String file = file("ten", data);
            UploadFileRequest broken = new UploadFileRequest(name, "ten", file, MEGABYTE, 1, true);
            int[] parts = {0};
            broken.setProgressListener((ProgressEvent event) -> {
                boolean part = event.getEventType() == ProgressEventType.REQUEST_BYTE_TRANSFER_EVENT;
                if (part && ++parts[0] >= 4) throw new IllegalStateException("interrupted");
            });
            boolean interrupted = false;
            try {
                client.uploadFile(broken);
            } catch (IllegalStateException expected) {
                interrupted = true;
            }
            check(interrupted, "not interrupted");
            List<MultipartUpload> uploads = client.listMultipartUploads(new ListMultipartUploadsRequest(name)).getMultipartUploads();
            equal(uploads.size(), 1);
            int before = client.listParts(new ListPartsRequest(name, "ten", uploads.get(0).getUploadId())).getParts().size();
            check(before >= 3, "only " + before + " parts before the interruption");
            client.uploadFile(new UploadFileRequest(name, "ten", file, MEGABYTE, 1, true));
            equal(client.listMultipartUploads(new ListMultipartUploadsRequest(name)).getMultipartUploads().size(), 0);
            check(Arrays.equals(get(name, "ten"), data), "other bytes");
        });

        scenario("parallel-download", name -> {
            client.createBucket(name);
            byte[] data = content(10 * MEGABYTE);
            put(name, "ten", data);
            String path = WORK.resolve("download").toString();
            client.downloadFile(new DownloadFileRequest(name, "ten", path, MEGABYTE, 3, true));
            check(Arrays.equals(Files.readAllBytes(Paths.get(path)), data), "other bytes");
        });
    }
}
