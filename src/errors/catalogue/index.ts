import { accessControl } from './access-control.ts';
import { account } from './account.ts';
import { addressing } from './addressing.ts';
import { authentication } from './authentication.ts';
import { bucket } from './bucket.ts';
import { bucketSettings } from './bucket-settings.ts';
import { callbackFailures } from './callback-failures.ts';
import { callbackSettings } from './callback-settings.ts';
import { clientEncryption } from './client-encryption.ts';
import { copying } from './copying.ts';
import { crossOrigin } from './cross-origin.ts';
import { deleteMultiple } from './delete-multiple.ts';
import { directory } from './directory.ts';
import { encryption } from './encryption.ts';
import { endpoints } from './endpoints.ts';
import { formPolicy } from './form-policy.ts';
import { formSignature } from './form-signature.ts';
import { image } from './image.ts';
import { imageOldSyntax } from './image-old-syntax.ts';
import { imageOperators } from './image-operators.ts';
import { imageResize } from './image-resize.ts';
import { imageWatermark } from './image-watermark.ts';
import { inventory } from './inventory.ts';
import { lifecycle } from './lifecycle.ts';
import { lifecycleActions } from './lifecycle-actions.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { listing } from './listing.ts';
import { liveChannel } from './live-channel.ts';
import { logging } from './logging.ts';
import { multipart } from './multipart.ts';
import { object } from './object.ts';
import { objectProcess } from './object-process.ts';
import { persistentHeaders } from './persistent-headers.ts';
import { policies } from './policies.ts';
import { postForm } from './post-form.ts';
import { protocol } from './protocol.ts';
import { qos } from './qos.ts';
import { replication } from './replication.ts';
import { retention } from './retention.ts';
import { s3Compatible } from './s3-compatible.ts';
import { select } from './select.ts';
import { selectSql } from './select-sql.ts';
import { service } from './service.ts';
import { settings } from './settings.ts';
import { storageClass } from './storage-class.ts';
import { sts } from './sts.ts';
import { tagging } from './tagging.ts';
import { upload } from './upload.ts';
import { versioning } from './versioning.ts';
import { website } from './website.ts';

/** Every cause the server can name, by its own key. */
export const catalogue = {
  ...accessControl,
  ...account,
  ...addressing,
  ...authentication,
  ...bucket,
  ...bucketSettings,
  ...callbackFailures,
  ...callbackSettings,
  ...clientEncryption,
  ...copying,
  ...crossOrigin,
  ...deleteMultiple,
  ...directory,
  ...encryption,
  ...endpoints,
  ...formPolicy,
  ...formSignature,
  ...imageOldSyntax,
  ...imageOperators,
  ...imageResize,
  ...imageWatermark,
  ...image,
  ...inventory,
  ...lifecycle,
  ...lifecycleActions,
  ...lifecycleRules,
  ...listing,
  ...liveChannel,
  ...logging,
  ...multipart,
  ...object,
  ...objectProcess,
  ...persistentHeaders,
  ...policies,
  ...postForm,
  ...protocol,
  ...qos,
  ...replication,
  ...retention,
  ...s3Compatible,
  ...select,
  ...selectSql,
  ...service,
  ...settings,
  ...storageClass,
  ...sts,
  ...tagging,
  ...upload,
  ...versioning,
  ...website,
} as const;
