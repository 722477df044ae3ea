import { checkAccountState } from '../access/account-state.ts';
import { type AccessWorld, authorizeObject } from '../access/authorize.ts';
import { credentialOf, type KeyLookup } from '../auth/find-credential.ts';
import { type FormVerification, verifyFormClaim } from '../auth/form.ts';
import type { Callbacks } from '../callback/callbacks.ts';
import { OssError } from '../errors/oss-error.ts';
import type { FormClaim } from '../forms/form-claim.ts';
import type { Images } from '../image/images.ts';
import type { Origins } from '../mirror/origins.ts';
import type { Call, ObjectRight, ServiceSettings } from '../operations/operation.ts';
import { Pace, type Runtime } from '../runtime/index.ts';
import type { BucketRecord, Store } from '../store/store.ts';
import type { IncomingBody } from './body.ts';
import type { Exchange } from './exchange.ts';
import { charge, type Identities } from './ladder.ts';
import { proofOf } from './refused-signature.ts';

/** What operations work with, whatever the request. */
export interface OperationParts {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly service: ServiceSettings;
  readonly identities: Identities;
  readonly callbacks: Callbacks;
  readonly images: Images;
  readonly origins: Origins;
}

/** What an operation sees of an exchange. */
export class OperationCall implements Call {
  readonly request: Exchange;
  readonly body: IncomingBody;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly service: ServiceSettings;
  readonly callbacks: Callbacks;
  readonly images: Images;
  readonly origins: Origins;
  readonly bucketName: string;
  readonly key: string;
  readonly existingBucket: BucketRecord | undefined;
  private readonly world: AccessWorld;
  private readonly identities: Identities;

  constructor(
    exchange: Exchange,
    { store, runtime, service, identities, callbacks, images, origins }: OperationParts,
    world: AccessWorld,
  ) {
    this.request = exchange;
    this.world = world;
    this.identities = identities;
    this.body = exchange.body;
    this.store = store;
    this.runtime = runtime;
    this.service = service;
    this.callbacks = callbacks;
    this.images = images;
    this.origins = origins;
    this.bucketName = exchange.address.bucket ?? '';
    this.key = exchange.address.key ?? '';
    this.existingBucket = exchange.bucket;
  }

  get caller() {
    return this.request.principal;
  }

  get clientLeft(): AbortSignal {
    return this.body.clientLeft;
  }

  get bucket(): BucketRecord {
    if (this.existingBucket === undefined) throw new TypeError(`no bucket in ${this.request.operation.name}`);
    return this.store.bucket(this.bucketName) ?? this.existingBucket;
  }

  identifyForm(claim: FormClaim | undefined): void {
    const { request, identities } = this;
    if (claim !== undefined) this.verifyForm(claim);
    checkAccountState(request, (account) => identities.statusOf(account));
  }

  private verifyForm(claim: FormClaim): void {
    const { request, identities } = this;
    const region = request.bucket?.region ?? this.service.region;
    const lookup = (id: string) => identities.credential(id);
    const { credential, facts } = this.formVerified(claim, region, lookup);
    request.principal = credential.principal;
    request.record.accessKeyId = credential.accessKeyId;
    this.note('form signature', facts);
  }

  private formVerified(claim: FormClaim, region: string, lookup: KeyLookup): FormVerification {
    const { request, identities } = this;
    try {
      return verifyFormClaim(claim, request.receivedAt, region, lookup, identities.tokens);
    } catch (error) {
      if (error instanceof OssError && error.cause === 'form-signature-mismatch') {
        const { accessKeySecret } = credentialOf(claim.accessKeyId, claim.token, lookup, identities.tokens);
        request.record.signature = proofOf(request, claim, accessKeySecret, region, identities);
      }
      throw error;
    }
  }

  async permit(right: ObjectRight): Promise<void> {
    this.note('permission', await authorizeObject(this.request, this.world, right));
  }

  chargeForm(accepted: string | undefined): void {
    const facts = charge(this.request, accepted);
    if (facts !== undefined) this.note('requester-pays', facts);
  }

  note(name: string, facts: Readonly<Record<string, unknown>>): void {
    this.request.record.rungs.push({ name, outcome: 'noted', facts });
  }

  limitTraffic(rate: number): void {
    this.request.holdBack(new Pace(this.runtime.timers, rate));
  }

  passTraffic(bytes: number): Promise<void> | undefined {
    return this.request.pace?.take(bytes);
  }
}
