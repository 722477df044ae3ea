import type { ServerOptions } from '../../../src/index.ts';
import { BUCKET, type Case, type Cases, FOREIGN_BUCKET, OTHER_KEYS, type SignedAsk } from '../support/case.ts';

const server: ServerOptions = { verifiedDomains: ['example.org'] };
const DOMAIN = 'img.example.org';

const configuration = (domain: string, more = ''): string =>
  `<BucketCnameConfiguration><Cname><Domain>${domain}</Domain>${more}</Cname></BucketCnameConfiguration>`;
const post = (comp: string, body: string): SignedAsk => ({
  method: 'POST',
  bucket: BUCKET,
  query: `cname&comp=${comp}`,
  body,
});
const put = (domain = DOMAIN, more = ''): SignedAsk => post('add', configuration(domain, more));
const remove = (domain = DOMAIN): SignedAsk => post('delete', configuration(domain));
const createToken: SignedAsk = post('token', configuration('www.example.com'));
const getToken: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'cname=www.example.com&comp=token' };
const list: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'cname' };
const elsewhere: SignedAsk = { ...put(), bucket: FOREIGN_BUCKET, keys: OTHER_KEYS };

/** Self-signed, for img.example.org. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUEsQuvrr0W088zJzXccec8FjD5tIwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPaW1nLmV4YW1wbGUub3JnMB4XDTI2MTEyMDE1MzU0NloXDTM2
MTExNzE1MzU0NlowGjEYMBYGA1UEAwwPaW1nLmV4YW1wbGUub3JnMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAETZBfGVFFCYJEsoUvUPF/3LACiEAvBcXEEVo6S+QC
8/qawJ5Py9/udWWWJGhJX+fCGIRXC3oe1OL2S2WRJPKchKNTMFEwHQYDVR0OBBYE
FO7uhlk/uidN3unyrl4H8BlOOzpOMB8GA1UdIwQYMBaAFO7uhlk/uidN3unyrl4H
8BlOOzpOMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgDQ7im7+Q
ai2WEK2QEAvSLS5ZRYAGahr2w3XcvPbJs/kCIQDM97ECiiiQmeNfh2Yx9YBHnJW4
VmkG1ldNOBXDnmjR/w==
-----END CERTIFICATE-----`;
const settings = (inside: string): string => `<CertificateConfiguration>${inside}</CertificateConfiguration>`;
const KEY = '<PrivateKey>-----BEGIN PRIVATE KEY-----</PrivateKey>';
const certificate = (pem: string, more = ''): string => settings(`<Certificate>${pem}</Certificate>${KEY}${more}`);

const malformed = (comp: string): Case => ({
  name: 'setting-malformed-xml',
  rule: 'the domain is named',
  cause: 'setting-malformed-xml',
  ask: post(comp, '<BucketCnameConfiguration><Cname/></BucketCnameConfiguration>'),
});

/** Domains of a bucket (operations.md §5.15). */
export const bucketCnameCases: Cases = {
  CreateCnameToken: [
    { name: 'created', rule: 'a token is good for three days', ask: createToken },
    { name: 'again', rule: 'a token that is still good is given again', before: [createToken], ask: createToken },
    {
      name: 'domain-reserved',
      rule: "a domain is not the service's own",
      cause: 'domain-reserved',
      ask: post('token', configuration('my.oss-cn-hangzhou.aliyuncs.com')),
    },
    {
      name: 'domain-invalid',
      rule: 'a domain is a name',
      cause: 'domain-invalid',
      ask: post('token', configuration('http://www.example.com')),
    },
    {
      name: 'domain-too-short',
      rule: 'a domain has more than three characters',
      cause: 'domain-too-short',
      ask: post('token', configuration('w.c')),
    },
    malformed('token'),
    {
      name: 'cname-token-in-use',
      rule: 'a domain that is bound needs no token',
      cause: 'cname-token-in-use',
      server,
      before: [put()],
      ask: post('token', configuration(DOMAIN)),
    },
    {
      name: 'too-many-cname-tokens',
      rule: 'a hundred tokens of a bucket are good at once',
      cause: 'too-many-cname-tokens',
      before: Array.from({ length: 100 }, (_, at) => post('token', configuration(`www${at}.example.com`))),
      ask: createToken,
    },
  ],
  GetCnameToken: [
    { name: 'created', rule: 'the token comes back', before: [createToken], ask: getToken },
    {
      name: 'no-such-cname-token',
      rule: 'a token that was not created is not found',
      cause: 'no-such-cname-token',
      ask: getToken,
    },
  ],
  PutCname: [
    {
      name: 'bound',
      rule: 'a domain that is bound is answered without body',
      server,
      ask: put(),
    },
    {
      name: 'domain-not-verified',
      rule: "a domain has to be proved one's own",
      cause: 'domain-not-verified',
      server,
      ask: put('www.example.com'),
    },
    {
      name: 'cname-of-another-user',
      rule: 'a domain is bound to one bucket',
      cause: 'cname-of-another-user',
      server,
      before: [elsewhere],
      ask: put(),
    },
    {
      name: 'domain-certificate-invalid',
      rule: 'a certificate can be read',
      cause: 'domain-certificate-invalid',
      server,
      ask: put(DOMAIN, certificate(CERTIFICATE.replace('MII', 'MIX'))),
    },
    {
      name: 'certificate-id-malformed',
      rule: 'the id of a certificate could stand in a header',
      cause: 'setting-malformed-xml',
      server,
      ask: put(DOMAIN, settings('<CertId>493&#10;cn-hangzhou</CertId>')),
    },
    {
      name: 'certificate-missing',
      rule: 'a private key comes with its certificate',
      cause: 'domain-certificate-missing',
      server,
      ask: put(DOMAIN, settings(KEY)),
    },
    {
      name: 'certificate-key-missing',
      rule: 'a certificate comes with its private key',
      cause: 'domain-certificate-key-missing',
      server,
      ask: put(DOMAIN, settings(`<Certificate>${CERTIFICATE}</Certificate>`)),
    },
    {
      name: 'certificate',
      rule: 'the id of the certificate is told',
      server,
      ask: put(DOMAIN, certificate(CERTIFICATE)),
    },
    {
      name: 'certificate-changed',
      rule: 'PreviousCertId names the certificate in use',
      cause: 'domain-certificate-changed',
      server,
      before: [put(DOMAIN, settings('<CertId>493-cn-hangzhou</CertId>'))],
      ask: put(DOMAIN, certificate(CERTIFICATE, '<PreviousCertId>494-cn-hangzhou</PreviousCertId>')),
    },
    {
      name: 'certificate-replaced',
      rule: 'the certificate in use is replaced',
      server,
      before: [put(DOMAIN, settings('<CertId>493-cn-hangzhou</CertId>'))],
      ask: put(DOMAIN, settings('<PreviousCertId>493-cn-hangzhou</PreviousCertId><CertId>494-cn-hangzhou</CertId>')),
    },
    {
      name: 'certificate-forced',
      rule: 'Force replaces whatever is in use',
      server,
      before: [put(DOMAIN, settings('<CertId>493-cn-hangzhou</CertId>'))],
      ask: put(
        DOMAIN,
        settings('<PreviousCertId>x</PreviousCertId><CertId>494-cn-hangzhou</CertId><Force>true</Force>'),
      ),
    },
    {
      name: 'too-many-cnames',
      rule: 'a hundred domains are bound to a bucket at once',
      cause: 'too-many-cnames',
      server,
      before: Array.from({ length: 100 }, (_, at) => put(`img${at}.example.org`)),
      ask: put(),
    },
    malformed('add'),
  ],
  ListCname: [
    {
      name: 'two',
      rule: 'domains are listed with their certificates, as they were written in lower case',
      server,
      before: [put('WWW.example.org'), put(DOMAIN, settings('<CertId>493-cn-hangzhou</CertId>'))],
      ask: list,
    },
    {
      name: 'certificate',
      rule: 'of a certificate that was sent its fingerprint and its days are told',
      server,
      before: [put(DOMAIN, certificate(CERTIFICATE))],
      ask: list,
    },
    {
      name: 'certificate-deleted',
      rule: 'a certificate goes when the domain is put without it',
      server,
      before: [
        put(DOMAIN, certificate(CERTIFICATE)),
        put(DOMAIN, settings('<DeleteCertificate>true</DeleteCertificate>')),
      ],
      ask: list,
    },
    { name: 'no-such-cname', rule: 'no domain at all is an error', cause: 'no-such-cname', ask: list },
  ],
  DeleteCname: [
    {
      name: 'unbound',
      rule: 'a domain that is unbound is answered with 200',
      server,
      before: [put()],
      ask: remove(),
      after: { ask: list, status: 404 },
    },
    { name: 'no-such-cname', rule: 'a domain has to be bound', cause: 'no-such-cname', ask: remove() },
  ],
};
