import { refuse } from '../../../errors/refuse.ts';
import { type Setting, setting } from '../../setting.ts';
import { accessMonitorOf } from '../settings/access-monitor.ts';
import { checkOverlaps } from './overlap.ts';
import { printRules } from './print.ts';
import { readRules } from './read.ts';
import { goesByAccess, type Rule } from './rule.ts';

/** The query key, under which the bucket keeps the document too. */
export const LIFECYCLE = 'lifecycle';

/** A thousand rules, each with the longest prefix and id, some tags and all actions. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What happens to objects as time goes by (operations.md §5.1); src/jobs carries it out. */
export const lifecycle: Setting<readonly Rule[]> = setting({
  title: 'BucketLifecycle',
  subResource: LIFECYCLE,
  support: 'works',
  deletable: true,
  maxBytes: MAX_BYTES,
  malformed: () => refuse('lifecycle-malformed-xml'),
  read: readRules,
  check({ request, bucket }, rules) {
    checkOverlaps(rules, request.headers.get('x-oss-allow-same-action-overlap')?.toLowerCase() === 'true');
    if (rules.some(goesByAccess) && accessMonitorOf(bucket) !== 'Enabled') throw refuse('lifecycle-access-monitor-off');
  },
  complete({ runtime, bucket }, rules) {
    const known = lifecycle.of(bucket)?.find(({ atimeBase }) => atimeBase !== undefined)?.atimeBase;
    const base = known ?? Math.floor(runtime.clock.now() / 1000);
    return rules.map((rule) => ({
      ...rule,
      id: rule.id ?? runtime.ids.uuid().toLowerCase(),
      atimeBase: goesByAccess(rule) ? base : undefined,
    }));
  },
  print: printRules,
  unset({ name }) {
    throw refuse('no-lifecycle-configuration', { BucketName: name });
  },
});
