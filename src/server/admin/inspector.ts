import type { FastifyInstance } from 'fastify';
import type { Journal } from '../../journal/journal.ts';
import type { Store } from '../../store/store.ts';
import { bucketRoutes } from './buckets.ts';
import { catalogueRoutes } from './catalogue.ts';
import { eventRoutes } from './events.ts';
import { pageRoutes } from './page.ts';

/** What the page shows. */
export interface Inspected {
  readonly journal: Journal;
  readonly store: Store;
  /** Where the built page lies. */
  readonly page: URL;
}

/** The page at `/_ossmock/`, and what it asks for beside the other own paths. @returns what ends its streams. */
export function inspectorRoutes(app: FastifyInstance, { journal, store, page }: Inspected): () => void {
  pageRoutes(app, page);
  bucketRoutes(app, store);
  catalogueRoutes(app);
  return eventRoutes(app, journal);
}
