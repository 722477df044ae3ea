package main

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/crypto"
	. "ossmock.test/harness"
)

func sealing() *oss.EncryptionClient {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	Ok(err)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	Ok(err)
	private := x509.MarshalPKCS1PrivateKey(key)
	master, err := crypto.CreateMasterRsa(map[string]string{"made": "here"},
		string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})),
		string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: private})))
	Ok(err)
	sealed, err := oss.NewEncryptionClient(client, master)
	Ok(err)
	return sealed
}

func opened(sealed *oss.EncryptionClient, request *oss.GetObjectRequest) []byte {
	result, err := sealed.GetObject(background, request)
	Ok(err)
	return Read(result.Body)
}

func init() {
	Scenario("client-encryption", func(name string) {
		makeBucket(name)
		sealed := sealing()
		data := Content(2*Part + 7)
		_, err := sealed.PutObject(background,
			&oss.PutObjectRequest{Bucket: &name, Key: str("whole"), Body: bytes.NewReader(data)})
		Ok(err)
		Check(text(name, "whole") != string(data), "stored in the clear")
		Check(bytes.Equal(opened(sealed, getting(name, "whole")), data), "the object differs")
		ranged := getting(name, "whole")
		ranged.Range = str("bytes=33-40")
		Equal(string(opened(sealed, ranged)), string(data[33:41]))

		size := int64(len(data))
		begun, err := sealed.InitiateMultipartUpload(background, &oss.InitiateMultipartUploadRequest{Bucket: &name,
			Key: str("parts"), CSEPartSize: oss.Ptr(int64(Part)), CSEDataSize: &size})
		Ok(err)
		parts := []oss.UploadPart{}
		for start := 0; start < len(data); start += Part {
			end := start + Part
			if end > len(data) {
				end = len(data)
			}
			number := int32(len(parts) + 1)
			done, err := sealed.UploadPart(background, &oss.UploadPartRequest{Bucket: &name, Key: str("parts"),
				UploadId: begun.UploadId, PartNumber: number, Body: bytes.NewReader(data[start:end]),
				CSEMultiPartContext: begun.CSEMultiPartContext})
			Ok(err)
			parts = append(parts, oss.UploadPart{PartNumber: number, ETag: done.ETag})
		}
		listed, err := client.ListParts(background,
			&oss.ListPartsRequest{Bucket: &name, Key: str("parts"), UploadId: begun.UploadId})
		Ok(err)
		Equal([]int64{*listed.ClientEncryptionDataSize, *listed.ClientEncryptionPartSize}, []int64{size, Part})
		Equal(*listed.ClientEncryptionCekAlg, "AES/CTR/NoPadding")
		_, err = sealed.CompleteMultipartUpload(background, &oss.CompleteMultipartUploadRequest{Bucket: &name,
			Key: str("parts"), UploadId: begun.UploadId, CompleteMultipartUpload: &oss.CompleteMultipartUpload{Parts: parts}})
		Ok(err)
		Check(bytes.Equal(opened(sealed, getting(name, "parts")), data), "the parts differ")
	})
}
