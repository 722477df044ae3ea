import type { Section } from '../section.ts';
import { acls } from './acl.ts';
import { blocked } from './blocked.ts';
import { bucketPolicies } from './bucket-policies.ts';
import { buckets } from './buckets.ts';
import { conditions } from './conditions.ts';
import { earlier } from './earlier.ts';
import { owners } from './owners.ts';
import { rights } from './rights.ts';
import { sessions } from './sessions.ts';
import { states } from './states.ts';
import { userPolicies } from './user-policies.ts';
import { users } from './users.ts';

export const sections: readonly Section[] = [
  ...owners,
  ...users,
  ...userPolicies,
  ...sessions,
  ...bucketPolicies,
  ...acls,
  ...blocked,
  ...rights,
  ...buckets,
  ...conditions,
  ...states,
  ...earlier,
];
