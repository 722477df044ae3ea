# A URL signed by hand (V1), good for ten minutes.
expires=$(($(date +%s) + 600))
sign() {
  printf '%s\n\n\n%s\n/examplebucket/hello.txt' "$1" "$expires" |
    openssl dgst -sha1 -hmac ossmock-secret -binary | base64 | sed 's|+|%2B|g; s|/|%2F|g; s|=|%3D|g'
}
url=http://127.0.0.1:9000/examplebucket/hello.txt
printf hello | curl -sS -T - "$url?OSSAccessKeyId=ossmock&Expires=$expires&Signature=$(sign PUT)"
curl -sS "$url?OSSAccessKeyId=ossmock&Expires=$expires&Signature=$(sign GET)"
curl -sS "$url"  # refused: the bucket is private
